import type { Design, StopSignal } from "../../experiments/ensemble.ts";
import { inlineReplayer, type Replayer } from "../../experiments/explain/replays.ts";
import { settingsOn } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import { planRuns, spreadRuns } from "../plan-runs.ts";
import { countHolders } from "./explain-country.ts";
import type { HolderCount, Without } from "./explanation.ts";

/** Whose contracts are looked at, in which runs, and which interventions are taken away one by one. */
export interface WithoutInput {
  readonly scenario: Scenario;
  readonly compiled: Compiled;
  readonly world: World;
  readonly ensemble: ParameterEnsemble | null;
  /** Runs that were explained; the others have their luck and parameter sets. */
  readonly design: Design;
  readonly country: number;
  /** Step at whose end contracts are looked at. */
  readonly last: number;
  /** The only segment, or null for all. */
  readonly segment: number | null;
  /** Ids of interventions of the scenario. */
  readonly interventions: readonly string[];
}

/** Interventions that are taken away one by one unless told; each repeats all runs. */
const FEW = 6;

/** Ids of the interventions that are taken away unless told: all where they are few, else none. */
export function standingInterventions({ interventions }: Scenario): readonly string[] {
  return interventions.length <= FEW ? interventions.map(({ id }) => id) : [];
}

/** Options of `explainWithout`. */
export interface WithoutOptions {
  readonly signal?: StopSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Who repeats the runs; this thread unless told. */
  readonly replayer?: Replayer;
}

/**
 * Repeats the runs of a country without each of some interventions, on the same luck, and counts whom it then has
 * contracts with. What is stopped midway is left out.
 *
 * @throws RangeError for an intervention that the scenario does not have
 */
export async function explainWithout(
  input: WithoutInput,
  { signal, onProgress, replayer = inlineReplayer() }: WithoutOptions = {},
): Promise<readonly Without[]> {
  const { scenario, compiled, world, ensemble, design, country, last, segment } = input;
  const { first, count, seed } = design;
  const alternatives = ["none", ...compiled.labels.suppliers];
  const found: Without[] = [];
  for (const [k, intervention] of input.interventions.entries()) {
    const rest = scenario.interventions.filter(({ id }) => id !== intervention);
    if (rest.length === scenario.interventions.length) {
      throw new RangeError(`"${scenario.id}" has no intervention "${intervention}"`);
    }
    const other = { ...scenario, interventions: rest };
    const its = { ...compiled, settings: settingsOn(compiled, other, world) };
    const size = { count: first + count, seed };
    const whole = planRuns(spreadRuns(other, world, its, ensemble), size).design;
    const held: (readonly number[])[] = [];
    const replays = Array.from({ length: count }, (_, r) => {
      return { kind: "holders", run: first + r, country, last } as const;
    });
    const done = await replayer.run(
      { ...whole, first, count },
      replays,
      (holders) => {
        held.push(holders);
        onProgress?.(k * count + held.length, input.interventions.length * count);
      },
      signal ? { signal } : {},
    );
    if (done < count) break;
    const holders: readonly HolderCount[] = countHolders(held, segment, alternatives);
    found.push({ intervention, runs: count, holders });
  }
  return found;
}
