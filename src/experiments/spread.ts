import type { Settings } from "../core/model.ts";
import type { Compiled } from "../scenario/compiled.ts";
import { type ParameterEnsemble, type SettingPath, SINGLE } from "../scenario/ensemble.ts";
import { type Imputation, imputationOf } from "../scenario/imputation.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { World } from "../scenario/world/world.ts";
import { type ParameterValues, withValues } from "./calibration/parameter-set.ts";

/** Seeds that each set is run with, one after the other: their spread is luck, that of the sets is not. */
export const SEEDS_PER_SET = 2;

/** How a design is spread over parameter sets. Plain values: it crosses threads. */
export interface Spread {
  /** Name of the ensemble. */
  readonly ensemble: string;
  /** Number of sets. */
  readonly sets: number;
  /** What of the world is guessed, and drawn anew for every set. */
  readonly imputation: Imputation;
  /** Key of the draw of guessed values for each entry of the design's settings. */
  readonly worlds: readonly number[];
}

/**
 * The settings of a scenario under every set of an ensemble, each in a row as often as it has seeds: run k
 * uses set floor(k / SEEDS_PER_SET), and begins again after the last. What the scenario has pinned stays.
 *
 * @throws RangeError when a set writes what the scenario does not have
 * @example
 * const { settings, spread } = spreadOver(ensemble, scenario, world, compiled);
 * const design = makeDesign(compiled, { count: 200, seed: "1", settings, spread });
 */
export function spreadOver(
  ensemble: ParameterEnsemble,
  scenario: Scenario,
  world: World,
  { settings, labels }: Pick<Compiled, "settings" | "labels">,
): { readonly settings: readonly Settings[]; readonly spread: Spread } {
  const { only } = scenario.parameterSets;
  const chosen = only === null ? [...ensemble.sets.keys()] : [only];
  const all: Settings[] = [];
  const worlds: number[] = [];
  for (const s of chosen) {
    const one = settingsOfSet(s, ensemble, scenario, { settings, labels });
    for (let copy = 0; copy < SEEDS_PER_SET; copy++) {
      all.push(one);
      worlds.push(s + 1);
    }
  }
  const imputation = imputationOf(world, scenario);
  return {
    settings: all,
    spread: { ensemble: ensemble.id, sets: chosen.length, imputation, worlds },
  };
}

/**
 * Settings of a scenario under set s of an ensemble; what it has pinned stays. A trunk takes the same set, but for what its own scenario has pinned; one that asks
 * for a single set has its own values, as its runs have.
 */
export function settingsOfSet(
  s: number,
  ensemble: ParameterEnsemble,
  scenario: Scenario,
  { settings, labels }: Pick<Compiled, "settings" | "labels">,
): Settings {
  const pinned = new Set(scenario.parameterSets.pinned);
  const values: Record<SettingPath, number> = {};
  ensemble.parameters.forEach((path, k) => {
    if (!pinned.has(path)) values[path] = ensemble.sets[s]?.[k] as number;
  });
  const own = withValues(settings, labels, values as ParameterValues);
  const { trunk } = settings;
  if (trunk === undefined || scenario.branch === null) return own;
  const before = scenario.branch.trunk;
  if (before.parameterSets.from === SINGLE) return own;
  const below = settingsOfSet(s, ensemble, before, { settings: trunk.settings, labels });
  return { ...own, trunk: { settings: below, step: trunk.step } };
}

/** Which parameter set a run of a design uses: its number in the ensemble, or its place in the list. */
export function setOfRun(
  { settings, spread }: { readonly settings: readonly unknown[]; readonly spread?: Spread },
  run: number,
): number {
  const at = run % settings.length;
  return spread === undefined ? at : (spread.worlds[at] ?? 1) - 1;
}

/** Number of different parameter sets that the first runs of a design use. */
export function setsUsed(
  { settings, spread }: { readonly settings: readonly unknown[]; readonly spread?: Spread },
  first: number,
  count: number,
): number {
  if (count >= settings.length) return spread?.sets ?? settings.length;
  const used = new Set<number>();
  for (let run = first; run < first + count; run++)
    used.add(setOfRun({ settings, ...(spread && { spread }) }, run));
  return used.size;
}
