import { rowsOf } from "../../src/experiments/run-table.ts";
import {
  type Analysed,
  indexRows,
  sensitivityDocument,
} from "../../src/results/sensitivity/document.ts";
import { isUnknown } from "../../src/results/sensitivity/ranking.ts";
import { runSensitivity, type Sensitivity } from "../../src/results/sensitivity/run-sensitivity.ts";
import type { Found, Under } from "./experiment-task.ts";
import type { QuestionOf } from "./question.ts";

/** Runs a design over the levers, the parameter sets and luck, and says what explains the outcomes. */
export async function sensitivityTask({
  experiment,
  question: { method, base },
  executor,
  versions,
  signal,
  onProgress,
  part,
  seconds,
}: Under<QuestionOf<"sensitivity">>): Promise<Found> {
  const { prepared, quantities, seed, designSeed } = experiment;
  const told = (sensitivity: Sensitivity): Analysed => ({
    experiment,
    sensitivity,
    method,
    base,
    outcomes: [...prepared.outcomes.keys()],
    seconds: seconds(),
  });
  const found = await runSensitivity(prepared, quantities, executor, {
    ...{ method, base, seed, designSeed, signal, onProgress },
    onPart: (soFar) => part(() => sensitivityDocument(told(soFar()), versions)),
  });
  const runs = rowsOf(found.table);
  // Before the first whole row, or two points beside each other, nothing can be said.
  if (!told(found).outcomes.some((k) => !isUnknown(found, k))) return null;
  return {
    document: sensitivityDocument(told(found), versions),
    rows: [...indexRows(told(found))],
    runs,
  };
}
