import type * as z from "zod";
import { problemDocument } from "./problem-types.ts";
import {
  healthDocument,
  parameterList,
  scenarioDocument,
  scenarioList,
  versionDocument,
} from "./schemas/inputs.ts";

/** Every document that is sent or taken, by the name it has in the OpenAPI document. */
export const schemas: Readonly<Record<string, z.ZodType>> = {
  Problem: problemDocument,
  Scenario: scenarioDocument,
  ScenarioList: scenarioList,
  ParameterList: parameterList,
  Version: versionDocument,
  Health: healthDocument,
};
