import type { PrecisionRule } from "../../experiments/sweep.ts";
import { runSweep } from "../../experiments/sweep.ts";
import { sweepDocument, sweepRows } from "../../results/sweep/document.ts";
import type { Prepared } from "../../results/sweep/prepare-sweep.ts";
import { readPrecision } from "../../results/sweep/read-choices.ts";
import { summarisePoints } from "../../results/sweep/summarise-points.ts";
import { sweepTables } from "../../results/sweep/tables.ts";
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

/** A sweep. */
export interface SweepQuestion extends PointsQuestion {
  /** Runs of a point, to begin with. */
  readonly runs: number;
  readonly rule: PrecisionRule | null;
  /** Runs of all points together; null: as many as it takes. */
  readonly budget: number | null;
}

/** A scenario at many points with the same seeds at each. */
export const sweep: ServedExperiment<SweepQuestion> = {
  kind: "sweep",
  async ask(call, { world, spread }) {
    const read = await readWithTable(call, world);
    const { scenario, table } = read;
    const { query } = call;
    const points = readPoints(call, read);
    const { digest } = await spread(scenario);
    const { count: runs, seed } = sizeOf(call, scenario);
    const rule = ruleOf(call, await prepare(scenario, world), runs);
    const budget = query.budget === undefined ? null : Number(query.budget);
    const drawn = pointsOf(points, scenario).points.count;
    const most = drawn * (rule?.most ?? runs);
    return {
      scenario,
      question: { ...points, runs, rule, budget },
      count: Math.min(most, budget ?? most),
      seed,
      sets: [digest],
      command: [
        ...["sweep", query.scenario ?? DOCUMENT, ...pointWords(call, table)],
        ...wordsOf(query, ["precise", "most", "budget"]),
        ...["--runs", String(runs), "--seed", seed],
      ],
    };
  },
  async make(work, workshop, watch) {
    const { question, scenario, seed } = work;
    const { runs, rule, budget } = question;
    const at = await openAtPoints("sweep", work, workshop, watch);
    const { prepared, quantities, experiment } = at;
    const { points, text } = pointsOf(question, scenario);
    const result = await runSweep(prepared.jobAt(points, seed), at.executor, {
      points: points.count,
      runs,
      setOf: prepared.setOf,
      ...(prepared.cycle === undefined ? {} : { cycle: prepared.cycle }),
      ...(rule === null ? {} : { rule }),
      ...(budget === null ? {} : { budget }),
      ...at.running,
    });
    const { table, stopped } = result;
    const picks = prepared.outcomes.length;
    const summaries = summarisePoints(table, points.count, picks, prepared.cycle !== undefined);
    const swept = {
      ...{ experiment, points, text, result, summaries, rule, runs },
      cycle: prepared.cycle,
      seconds: at.seconds(),
    };
    return at.finish({
      ...{ table, stopped },
      tables: sweepTables(points, quantities, prepared.outcomes, { result, summaries }),
      answer: (versions) => sweepDocument(swept, versions),
      rows: sweepRows(swept),
    });
  },
};

/** What is to be known precisely. */
function ruleOf({ query }: Call, prepared: Prepared, runs: number): PrecisionRule | null {
  const { precise } = query;
  if (precise === undefined) {
    if (query.most === undefined) return null;
    throw invalidQuery("most", "it goes with precise");
  }
  const { name, ...precision } = orInvalid("precise", () => readPrecision(precise));
  const most = wholeOf(query.most, 20 * runs);
  if (most < runs) {
    throw invalidQuery("most", `it is fewer than the ${runs} runs that every point starts with`);
  }
  return { pick: outcomeIndex(prepared, "precise", name), ...precision, most };
}
