import { isParameterId } from "./registry/parameters.ts";

/** Name and number of the format. */
export const ENSEMBLE_FORMAT = "panoptes/parameter-sets@1";

/** What `parameter_sets.from` says for the one set that the scenario writes itself. */
export const SINGLE = "single";

/** A place that a parameter set may write: a parameter's id, or `suppliers.china.constant`. */
export type SettingPath = string;

/** Parameter sets of equal weight that fit what was observed, as a file holds them. */
export interface ParameterEnsemble {
  readonly schema: typeof ENSEMBLE_FORMAT;
  readonly id: string;
  /** File of targets that they were fitted to. */
  readonly targets: string;
  /** Scenario that they were fitted in. */
  readonly scenario: string;
  /** Versions that they were fitted with. */
  readonly model: string;
  readonly data: string;
  readonly seed: string;
  /** What the sets write. */
  readonly parameters: readonly SettingPath[];
  /** One value per parameter; the order of sets has no meaning, and any first part is a fair sample. */
  readonly sets: readonly (readonly number[])[];
}

const CONSTANT = /^suppliers\.(.+)\.constant$/;

/** The path of a supplier's constant. */
export function constantPath(supplier: string): SettingPath {
  return `suppliers.${supplier}.constant`;
}

/** The supplier whose constant a path is; null for any other path. */
export function constantOf(path: SettingPath): string | null {
  return CONSTANT.exec(path)?.[1] ?? null;
}

/**
 * Checks what was read from a file of parameter sets.
 *
 * @returns the ensemble, or a sentence that says what is wrong with it
 */
export function checkEnsemble(read: unknown): ParameterEnsemble | string {
  if (typeof read !== "object" || read === null) return "it is no JSON object";
  const file = read as Partial<ParameterEnsemble>;
  if (file.schema !== ENSEMBLE_FORMAT) {
    return `its schema is ${JSON.stringify(file.schema)}, expected "${ENSEMBLE_FORMAT}"`;
  }
  for (const key of ["id", "targets", "scenario", "model", "data", "seed"] as const) {
    if (typeof file[key] !== "string") return `${key} is no text`;
  }
  const { parameters, sets } = file;
  if (!Array.isArray(parameters) || !Array.isArray(sets) || sets.length === 0) {
    return "it has no parameters or no sets";
  }
  const unknown = parameters.find((path) => !isParameterId(path) && constantOf(path) === null);
  if (unknown !== undefined) return `it writes "${unknown}", which is no parameter`;
  for (const [s, values] of sets.entries()) {
    if (!Array.isArray(values) || values.length !== parameters.length) {
      return `set ${s} has not one value for each of ${parameters.length} parameters`;
    }
    if (!values.every((value) => typeof value === "number" && Number.isFinite(value))) {
      return `set ${s} holds something that is no finite number`;
    }
  }
  return file as ParameterEnsemble;
}
