import { rowsOf } from "../../experiments/run-table.ts";
import { runSweep } from "../../experiments/sweep.ts";
import { boxRows, discoveryDocument } from "../../results/discovery/document.ts";
import { casesOf, findBoxes, type Interest } from "../../results/discovery/find-boxes.ts";
import type { Prepared } from "../../results/sweep/prepare-sweep.ts";
import { interestText, readLimit } from "../../results/sweep/read-choices.ts";
import { pointsTable } from "../../results/sweep/tables.ts";
import type { Call } from "../bind.ts";
import { sizeOf } from "../read-request.ts";
import { DOCUMENT } from "../read-scenarios.ts";
import { openAtPoints } from "./at-points.ts";
import type { ServedExperiment } from "./experiment.ts";
import {
  outcomeIndex,
  type PointsQuestion,
  pointsOf,
  pointWords,
  prepare,
  readPoints,
} from "./points.ts";
import { invalidQuery, orInvalid, wholeOf, wordsOf } from "./read-query.ts";
import { readWithTable } from "./read-table.ts";

/** A search for boxes in which an outcome passes a threshold. */
export interface DiscoveryQuestion extends PointsQuestion {
  readonly interest: Interest;
  readonly method: "prim" | "cart";
  /** Boxes, at most. */
  readonly boxes: number;
  /** Conditions of a box, at most. */
  readonly conditions: number;
  /** Runs of a point. */
  readonly runs: number;
}

/** Boxes of levers and uncertainties in which an outcome passes a threshold. */
export const discovery: ServedExperiment<DiscoveryQuestion> = {
  kind: "discovery",
  async ask(call, { world, spread }) {
    const read = await readWithTable(call, world);
    const { scenario, table } = read;
    const { query } = call;
    const points = readPoints(call, read);
    const { digest } = await spread(scenario);
    const { count: runs, seed } = sizeOf(call, scenario);
    const interest = interestOf(call, await prepare(scenario, world));
    return {
      scenario,
      question: {
        ...points,
        interest,
        method: query.method === "cart" ? "cart" : "prim",
        boxes: wholeOf(query.boxes, 2),
        conditions: wholeOf(query.conditions, 3),
        runs,
      },
      count: pointsOf(points, scenario).points.count * runs,
      seed,
      sets: [digest],
      command: [
        ...["discover", query.scenario ?? DOCUMENT, ...pointWords(call, table)],
        ...wordsOf(query, ["above", "below", "method", "boxes", "conditions"]),
        ...["--runs", String(runs), "--seed", seed],
      ],
    };
  },
  async make(work, workshop, watch) {
    const { question, scenario, seed } = work;
    const { designSeed, interest, method, boxes, conditions, runs } = question;
    const at = await openAtPoints("discovery", work, workshop, watch);
    const { prepared, quantities, experiment } = at;
    const { outcomes, setOf } = prepared;
    const { points } = pointsOf(question, scenario);
    const result = await runSweep(prepared.jobAt(points, seed), at.executor, {
      ...{ points: points.count, runs, setOf },
      ...at.running,
    });
    const { table, ends } = result;
    const sorted = casesOf(points, quantities, table, outcomes.length, interest);
    // Without a run of interest there is no box to find, and none is found.
    const any = sorted.cases.y.some((share) => share > 0);
    const { signal } = watch;
    const options = { method, boxes, conditions, seed: designSeed };
    // A signal that ended the runs would end the search before its first box; without drawing points
    // again it is a matter of moments.
    const discovery = any
      ? findBoxes(sorted, { ...options, ...(result.stopped ? { resamples: 0 } : { signal }) })
      : { ...sorted, boxes: [], share: 0 };
    const shown = {
      ...{ experiment, discovery, method },
      interest: interestText(outcomes, interest),
      runs: rowsOf(table),
      seconds: at.seconds(),
    };
    return at.finish({
      table,
      // Of a search that was given up, boxes may be missing.
      stopped: result.stopped || signal.aborted,
      tables: [pointsTable(points, quantities, ends)],
      answer: (versions) => discoveryDocument(shown, versions),
      rows: boxRows(shown),
    });
  },
};

/** What is of interest. */
function interestOf({ query }: Call, prepared: Prepared): Interest {
  const { above, below } = query;
  const text = above ?? below;
  if (text === undefined || (above !== undefined && below !== undefined)) {
    const first = prepared.outcomes[0]?.name ?? "share";
    throw invalidQuery(
      "above",
      "say what is of interest by one of above and below",
      `above=${first}=0.35`,
    );
  }
  const side = above === undefined ? "below" : "above";
  const { name, limit } = orInvalid(side, () => readLimit(text));
  return { pick: outcomeIndex(prepared, side, name), side, limit };
}
