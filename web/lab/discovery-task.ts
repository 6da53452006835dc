import { type RunTable, rowsOf } from "../../src/experiments/run-table.ts";
import { drawPoints } from "../../src/experiments/sampling/draw-points.ts";
import { runSweep } from "../../src/experiments/sweep.ts";
import {
  boxRows,
  type Discovered,
  discoveryDocument,
} from "../../src/results/discovery/document.ts";
import { casesOf, primBoxes } from "../../src/results/discovery/find-boxes.ts";
import { interestText, rangeText } from "../../src/results/sweep/read-choices.ts";
import { words } from "../strings/words.ts";
import type { Found, Under } from "./experiment-task.ts";
import type { QuestionOf } from "./question.ts";

/** Boxes, and conditions of a box, as the command line has them unless told. */
const MOST = { boxes: 2, conditions: 3 };
/** Resamples of boxes from part of the runs: they are looked at for two seconds. */
const FEW = 0;

/** Runs a scenario at points all over its levers, and finds boxes in which an outcome passes a limit. */
export async function discoveryTask({
  experiment,
  question,
  executor,
  versions,
  signal,
  onProgress,
  part,
  seconds,
}: Under<QuestionOf<"discovery">>): Promise<Found> {
  const { prepared, quantities, seed, designSeed } = experiment;
  const { outcomes } = prepared;
  const { runs, side, limit } = question;
  const pick = outcomes.findIndex(({ name }) => name === question.outcome);
  if (pick < 0) throw new RangeError(words.lab.noOutcome(question.outcome));
  const interest = { pick, side, limit };
  const points = drawPoints(quantities, {
    sampler: "latin-hypercube",
    points: question.points,
    seed: designSeed,
  });
  const told = (table: RunTable, resamples?: number): Discovered => {
    const sorted = casesOf(points, quantities, table, outcomes.length, interest);
    // Without a run of interest there is no box to find, and none is found.
    const any = sorted.cases.y.some((share) => share > 0);
    const options = {
      ...MOST,
      seed: designSeed,
      ...(resamples === undefined ? {} : { resamples }),
    };
    return {
      experiment,
      discovery: any ? primBoxes(sorted, options) : { ...sorted, boxes: [], share: 0 },
      interest: interestText(outcomes, interest),
      method: "prim",
      runs: rowsOf(table),
      seconds: seconds(),
    };
  };
  const { table } = await runSweep(prepared.jobAt(points, seed), executor, {
    points: points.count,
    runs,
    setOf: prepared.setOf,
    signal,
    onProgress,
    onPart: (soFar) => part(() => discoveryDocument(told(soFar(), FEW), versions)),
  });
  if (rowsOf(table) === 0) return null;
  const found = told(table);
  if (!(found.discovery.share > 0) && !signal.aborted) {
    throw new Error(
      words.lab.noneSuch(found.interest, rangeText(table.values, outcomes.length, pick)),
    );
  }
  return {
    document: discoveryDocument(found, versions),
    rows: [...boxRows(found)],
    runs: rowsOf(table),
  };
}
