import * as z from "zod";

/** A built-in scenario in a list. */
export interface ScenarioEntry {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Address of the scenario. */
  readonly href: string;
}

/** The built-in scenarios. */
export interface ScenarioList {
  /** Data version, for `name@version`. */
  readonly data: string;
  readonly scenarios: readonly ScenarioEntry[];
}

/** A parameter of the model. */
export interface ParameterEntry {
  readonly id: string;
  readonly group: string;
  /** Symbol in the equations of docs/model.md. */
  readonly symbol: string;
  readonly label: string;
  readonly unit: string;
  readonly default: number;
  /** Values worth trying, both ends included. */
  readonly range: readonly number[];
  /** Values outside are refused. */
  readonly limits: readonly number[];
  /** Where the value comes from: V, V2, D, L, A or fit. */
  readonly source: string;
  readonly citation: string;
}

/** The registry of parameters. */
export interface ParameterList {
  readonly model: string;
  readonly parameters: readonly ParameterEntry[];
}

/** Versions of what answers. */
export interface VersionDocument {
  /** Version of the package. */
  readonly panoptes: string;
  readonly model: string;
  readonly data: string;
  /** SHA-256 over the tables of the shipped world. */
  readonly data_digest: string;
}

/** Whether the server is well. */
export interface HealthDocument {
  readonly status: "ok";
}

/** Schema of `ScenarioList`. */
export const scenarioList: z.ZodType<ScenarioList> = z
  .strictObject({
    data: z.string().meta({ description: "Data version, for `name@version`" }),
    scenarios: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        summary: z.string(),
        href: z.string().meta({ description: "Address of the scenario" }),
      }),
    ),
  })
  .meta({ description: "The built-in scenarios" });

const interval = z.array(z.number()).length(2);

/** Schema of `ParameterList`. */
export const parameterList: z.ZodType<ParameterList> = z
  .strictObject({
    model: z.string(),
    parameters: z.array(
      z.strictObject({
        id: z.string(),
        group: z.string(),
        symbol: z.string().meta({ description: "Symbol in the equations" }),
        label: z.string(),
        unit: z.string(),
        default: z.number(),
        range: interval.meta({ description: "Values worth trying" }),
        limits: interval.meta({ description: "Values outside are refused" }),
        source: z.enum(["V", "V2", "D", "L", "A", "fit"]),
        citation: z.string(),
      }),
    ),
  })
  .meta({ description: "The registry of parameters" });

/** Schema of `VersionDocument`. */
export const versionDocument: z.ZodType<VersionDocument> = z
  .strictObject({
    panoptes: z.string().meta({ description: "Version of the package" }),
    model: z.string(),
    data: z.string(),
    data_digest: z.string().meta({ description: "SHA-256 over the tables of the world" }),
  })
  .meta({ description: "Versions of what answers" });

/** Schema of `HealthDocument`. */
export const healthDocument: z.ZodType<HealthDocument> = z
  .strictObject({ status: z.literal("ok") })
  .meta({ description: "Whether the server is well" });

/** Schema of a scenario document as it was written, whose form has a schema of its own. */
export const scenarioDocument: z.ZodType<Readonly<Record<string, unknown>>> = z
  .record(z.string(), z.unknown())
  .meta({ description: "A scenario document; see scenario.schema.json of the package" });
