import * as z from "zod";
import { problemDocument, problemItem } from "./problem-types.ts";
import {
  comparisonRequest,
  experimentDocument,
  pointsRequest,
  wordsDocument,
} from "./schemas/experiments.ts";
import {
  healthDocument,
  parameterList,
  scenarioDocument,
  scenarioList,
  versionDocument,
} from "./schemas/inputs.ts";
import { costDocument, jobDocument, jobList, validationDocument } from "./schemas/jobs.ts";
import { resultDocument, tableDocument } from "./schemas/results.ts";

const anyResult: z.ZodType = z
  .union([resultDocument, experimentDocument])
  .meta({ description: "A result of an ensemble or of an experiment" });

const scenarioOrPoints: z.ZodType = z
  .union([scenarioDocument, pointsRequest])
  .meta({ description: "A scenario document, or a scenario with a table of points" });

/** Every document that is sent or taken, by the name it has in the OpenAPI document. */
export const schemas: Readonly<Record<string, z.ZodType>> = {
  Problem: problemDocument,
  ProblemItem: problemItem,
  Scenario: scenarioDocument,
  ScenarioList: scenarioList,
  ParameterList: parameterList,
  Version: versionDocument,
  Health: healthDocument,
  Cost: costDocument,
  Validation: validationDocument,
  Job: jobDocument,
  JobList: jobList,
  Result: resultDocument,
  Experiment: experimentDocument,
  AnyResult: anyResult,
  ComparisonRequest: comparisonRequest,
  PointsRequest: pointsRequest,
  ScenarioOrPoints: scenarioOrPoints,
  Words: wordsDocument,
  Table: tableDocument,
};
