import type { Settings } from "../../core/model.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { didYouMean } from "../../scenario/names.ts";
import { type ParameterValues, type SettingPath, valueAt, withValues } from "./parameter-set.ts";

/** Name and number of the format. */
export const ENSEMBLE_FORMAT = "panoptes/parameter-sets@1";

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

/** Seeds that each set is run with, one after the other: their spread is luck, that of the sets is not. */
export const SEEDS_PER_SET = 2;

/** Parameter sets ready for a design: run k uses `settings[k mod length]` and `worlds[k mod length]`. */
export interface SpreadSettings {
  readonly settings: readonly Settings[];
  /** Keys of the draws of imputed values; every set has its own. */
  readonly worlds: readonly number[];
  readonly sets: number;
}

/**
 * The settings of a compiled scenario under every set of an ensemble, each as often in a row as it has
 * seeds. What the scenario itself has fixed stays fixed.
 *
 * @param fixed paths that the scenario, or a setting of the user, writes on top of every set
 * @throws RangeError when a set writes what the scenario does not have
 */
export function spreadSettings(
  { settings, labels }: Pick<Compiled, "settings" | "labels">,
  { parameters, sets }: ParameterEnsemble,
  fixed: ReadonlySet<SettingPath>,
): SpreadSettings {
  const spread: Settings[] = [];
  const worlds: number[] = [];
  sets.forEach((values, s) => {
    const own: Record<SettingPath, number> = {};
    parameters.forEach((path, k) => {
      if (!fixed.has(path)) own[path] = values[k] as number;
    });
    const one = withValues(settings, labels, own as ParameterValues);
    for (let copy = 0; copy < SEEDS_PER_SET; copy++) {
      spread.push(one);
      worlds.push(s + 1);
    }
  });
  return { settings: spread, worlds, sets: sets.length };
}

/**
 * Checks what was read from a file.
 *
 * @returns the ensemble, or a sentence that says what is wrong with it
 */
export function checkEnsemble(
  read: unknown,
  { settings, labels }: Pick<Compiled, "settings" | "labels"> | { settings: null; labels: null },
): ParameterEnsemble | string {
  if (typeof read !== "object" || read === null) return "it is no JSON object";
  const file = read as Partial<ParameterEnsemble>;
  if (file.schema !== ENSEMBLE_FORMAT) {
    return `its schema is ${JSON.stringify(file.schema)}, expected "${ENSEMBLE_FORMAT}"`;
  }
  const { parameters, sets } = file;
  if (!Array.isArray(parameters) || !Array.isArray(sets) || sets.length === 0) {
    return "it has no parameters or no sets";
  }
  for (const [s, values] of sets.entries()) {
    if (!Array.isArray(values) || values.length !== parameters.length) {
      return `set ${s} has not one value for each of ${parameters.length} parameters`;
    }
    if (!values.every((value) => typeof value === "number" && Number.isFinite(value))) {
      return `set ${s} holds something that is no finite number`;
    }
  }
  if (settings !== null) {
    const unknown = parameters.find((path) => Number.isNaN(valueAt(settings, labels, path)));
    if (unknown !== undefined) {
      const hint = didYouMean(unknown, Object.keys(settings.parameters));
      return `it writes "${unknown}", which the scenario does not have${hint ? `; ${hint}` : ""}`;
    }
  }
  return file as ParameterEnsemble;
}
