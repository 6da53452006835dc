import { rowsOf } from "../../src/experiments/run-table.ts";
import {
  policyRows,
  type Searched,
  tradeoffDocument,
} from "../../src/results/tradeoff/document.ts";
import { runTradeoff, type Tradeoff } from "../../src/results/tradeoff/run-tradeoff.ts";
import { words } from "../strings/words.ts";
import type { Found, Under } from "./experiment-task.ts";
import type { QuestionOf } from "./question.ts";

/** Searches the levers for policies that nothing dominates, and tries them again in fresh worlds. */
export async function tradeoffTask({
  experiment,
  question: { goals, worlds, freshWorlds, population, budget },
  executor,
  versions,
  signal,
  onProgress,
  part,
  seconds,
}: Under<QuestionOf<"tradeoff">>): Promise<Found> {
  const { prepared, quantities, seed, designSeed } = experiment;
  const objectives = goals.map(({ outcome: name, goal }) => {
    const outcome = prepared.outcomes.findIndex((one) => one.name === name);
    if (outcome < 0) throw new RangeError(words.lab.noOutcome(name));
    return { outcome, goal };
  });
  const robustness = { kind: "mean" } as const;
  const told = (tradeoff: Tradeoff): Searched => ({
    ...{ experiment, tradeoff, objectives, robustness, worlds, freshWorlds },
    seconds: seconds(),
  });
  const found = await runTradeoff(prepared, quantities, executor, {
    ...{ objectives, robustness, worlds, freshWorlds, population, budget },
    ...{ seed, designSeed, signal, onProgress },
    onGeneration: (soFar) => part(() => tradeoffDocument(told(soFar()), versions)),
  });
  if (found.front.length === 0) return null;
  return {
    document: tradeoffDocument(told(found), versions),
    rows: [...policyRows(told(found))],
    runs: rowsOf(found.table),
  };
}
