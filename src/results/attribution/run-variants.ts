import type { Settings } from "../../core/model.ts";
import type { Executor, Progress, Reading, StopSignal } from "../../experiments/ensemble.ts";
import { type PlanJob, runPlan } from "../../experiments/run-plan.ts";
import { SEEDS_PER_SET, settingsOfSet } from "../../experiments/spread.ts";
import { settingsOn } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import { imputationOf } from "../../scenario/imputation.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";

/** Variants of a scenario that share its frame. */
export interface VariantsInput {
  readonly to: Scenario;
  /** The scenario, compiled. */
  readonly compiled: Compiled;
  readonly world: World;
  readonly ensemble: ParameterEnsemble | null;
  /** The numbers that are read off every run. */
  readonly readings: readonly Reading[];
}

/** Options of `runVariants`. */
export interface VariantsOptions {
  readonly count: number;
  readonly seed: string;
  readonly signal?: StopSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Runs variants of a scenario on the same seeds and parameter sets, a seed after the other, so that a stop
 * keeps whole groups.
 *
 * @returns what was read off, NaN where a run failed; [run × variant × reading]
 */
export async function runVariants(
  { to, compiled, world, ensemble, readings }: VariantsInput,
  variants: readonly Scenario[],
  executor: Executor,
  { count, seed, signal, onProgress }: VariantsOptions,
): Promise<Float64Array> {
  const points = variants.length;
  const sets = setsOf({ to, ensemble });
  const known = new Map<string, Settings>();
  const job: PlanJob = {
    frame: compiled.frame,
    seed,
    plugins: compiled.plugins,
    ...(ensemble === null
      ? {}
      : {
          spread: {
            ensemble: ensemble.id,
            sets: sets.length,
            imputation: imputationOf(world, to),
          },
        }),
    picks: readings,
    settingsAt(point, set) {
      const key = `${point}/${set}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const scenario = variants[point] ?? to;
      const own = settingsOn(compiled, scenario, world);
      const made =
        ensemble === null
          ? own
          : settingsOfSet(set, ensemble, scenario, { settings: own, labels: compiled.labels });
      if (ensemble === null) known.set(key, made);
      return made;
    },
  };
  const rows = points * count;
  const planned = {
    points: Uint32Array.from({ length: rows }, (_, row) => row % points),
    seeds: Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / points)),
    sets: Uint32Array.from({ length: rows }, (_, row) =>
      setOfVariant({ to, ensemble }, Math.floor(row / points)),
    ),
  };
  const { table } = await runPlan(job, planned, executor, {
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
  return table.values;
}

/** Parameter set that a run has in every variant, as in the ensemble. */
export function setOfVariant(input: Pick<VariantsInput, "to" | "ensemble">, run: number): number {
  const sets = setsOf(input);
  return sets[Math.floor(run / SEEDS_PER_SET) % sets.length] ?? 0;
}

function setsOf({ to, ensemble }: Pick<VariantsInput, "to" | "ensemble">): readonly number[] {
  const { only } = to.parameterSets;
  return ensemble === null ? [0] : only === null ? [...ensemble.sets.keys()] : [only];
}
