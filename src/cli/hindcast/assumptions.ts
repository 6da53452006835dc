import type { ParameterId } from "../../core/parameters.ts";
import { withValues } from "../../experiments/calibration/parameter-set.ts";
import type { ChunkResult, Executor, StopSignal } from "../../experiments/ensemble.ts";
import { makeDesign } from "../../experiments/make-design.ts";
import { spreadOver } from "../../experiments/spread.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import { parameterIds, parameterRegistry } from "../../scenario/registry/parameters.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";

/** Runs at each end of each range: a few sets, whose luck and values are the same at both ends. */
export const RUNS_PER_END = 20;

/** What is run to see what assumptions outside the sets do. */
export interface AssumptionRuns {
  readonly ensemble: ParameterEnsemble;
  readonly scenario: Scenario;
  readonly world: World;
  readonly compiled: Compiled;
  readonly seed: string;
  readonly executor: Executor;
  readonly signal: StopSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** The level of utility: the suppliers' constants of the sets already spread it, as the share of nobody. */
const LEVEL = "choice.none";

/** Parameters that are assumed and that no set of the ensemble writes or spreads under another name. */
export function assumedAlike({
  parameters,
}: Pick<ParameterEnsemble, "parameters">): readonly ParameterId[] {
  return parameterIds.filter(
    (id) => parameterRegistry[id].source === "A" && id !== LEVEL && !parameters.includes(id),
  );
}

/**
 * Runs the ensemble with each assumed parameter at both ends of its range, one at a time.
 *
 * @param read takes every chunk, by parameter and end
 * @returns false where it was stopped before all were done
 */
export async function runAssumptions(
  { ensemble, scenario, world, compiled, seed, executor, signal, onProgress }: AssumptionRuns,
  read: (parameter: string, end: "low" | "high", chunk: ChunkResult) => void,
): Promise<boolean> {
  const ids = assumedAlike(ensemble);
  const total = 2 * ids.length * RUNS_PER_END;
  let done = 0;
  for (const id of ids) {
    for (const [k, end] of (["low", "high"] as const).entries()) {
      const value = parameterRegistry[id].range[k] as number;
      const settings = withValues(compiled.settings, compiled.labels, { [id]: value });
      const moved = { ...compiled, settings };
      const spread = spreadOver(ensemble, scenario, world, moved);
      const options = { count: RUNS_PER_END, seed, recordHolders: false, ...spread };
      const design = makeDesign(moved, options);
      const before = done;
      await executor.run(
        design,
        (chunk) => {
          done += chunk.count;
          read(id, end, chunk);
        },
        { signal },
      );
      onProgress(done, total);
      if (done < before + RUNS_PER_END) return false;
    }
  }
  return true;
}
