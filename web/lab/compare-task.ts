import { type Comparison, compareScenarios } from "../../src/results/compare/compare-scenarios.ts";
import type { ComparedOutcome, PairedComparison } from "../../src/results/compare/compare-sides.ts";
import { countDiffering, type Differing } from "../../src/results/compare/differing.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { drawnOutcomes } from "../compare/drawn-outcomes.ts";
import type { Runner } from "../explore/runner.ts";
import { words } from "../strings/words.ts";
import type { LabDesk } from "./tasks.ts";

/** Scenarios to be compared with the first of them. */
export interface CompareOrder {
  /** Two or more. */
  readonly scenarios: readonly Scenario[];
  readonly count: number;
  readonly seed: string;
}

/** What a comparison gave. */
export interface CompareAnswer {
  /** Every scenario but the first against the first. */
  readonly pairs: readonly PairedComparison[];
  /** Of each of these, which countries differ when. */
  readonly differing: readonly Differing[];
  readonly suppliers: readonly string[];
  readonly supplierNames: readonly string[];
  readonly stopped: boolean;
  readonly seconds: number;
}

/** Runs scenarios on the same luck and compares each with the first. */
export async function compareTask(
  runner: Runner,
  { scenarios, count, seed }: CompareOrder,
  { signal, progress }: LabDesk<CompareAnswer>,
): Promise<CompareAnswer> {
  const { world, executor } = runner;
  const contenders = await Promise.all(
    scenarios.map(async (scenario) => ({
      scenario,
      world,
      ensemble: await runner.setsOf(scenario, count),
    })),
  );
  const total = count * scenarios.length;
  let differing: readonly Differing[] = [];
  const comparison = await compareScenarios(contenders, executor, {
    count,
    seed,
    signal,
    onCompared: ([first, ...rest]) => {
      if (first !== undefined) differing = rest.map((side) => countDiffering(first, side));
    },
    onProgress: (place, { done }) => progress({ done: place * count + done, total }),
  });
  return answerOf(comparison, differing);
}

function answerOf(
  { sides, pairs, stopped, elapsedSeconds }: Comparison,
  differing: readonly Differing[],
): CompareAnswer {
  if (pairs.length === 0) throw new Error(words.lab.noneCompared);
  const [first] = sides;
  return {
    pairs: pairs.map((pair) => ({ ...pair, outcomes: pair.outcomes.map(lightened) })),
    differing,
    suppliers: first?.labels.suppliers ?? [],
    supplierNames: first?.labels.supplierNames ?? [],
    stopped,
    seconds: elapsedSeconds,
  };
}

function lightened(one: ComparedOutcome): ComparedOutcome {
  const { outcome, by } = one.column;
  const drawn = drawnOutcomes.some((shown) => shown.outcome === outcome && shown.by === by);
  return drawn ? one : { ...one, overTime: [] };
}
