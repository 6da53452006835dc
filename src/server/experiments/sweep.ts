import { rowsOf } from "../../experiments/run-table.ts";
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
import type { ServedExperiment } from "./experiment.ts";
import { openFolder } from "./open-folder.ts";
import {
  outcomeIndex,
  type PointsQuestion,
  pointsOf,
  pointWords,
  prepare,
  quantitiesOf,
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
    const { runs, rule, budget, designSeed } = question;
    const prepared = await prepare(scenario, workshop.world);
    const quantities = quantitiesOf(question, scenario);
    const { points, text } = pointsOf(question, scenario);
    const folder = openFolder({ ...work, kind: "sweep" }, prepared, workshop, watch);
    const begun = performance.now();
    const result = await runSweep(prepared.jobAt(points, seed), workshop.executor(), {
      points: points.count,
      runs,
      setOf: prepared.setOf,
      ...(prepared.cycle === undefined ? {} : { cycle: prepared.cycle }),
      ...(rule === null ? {} : { rule }),
      ...(budget === null ? {} : { budget }),
      ...folder.running,
    });
    const { table, stopped } = result;
    const picks = prepared.outcomes.length;
    const summaries = summarisePoints(table, points.count, picks, prepared.cycle !== undefined);
    const tables = sweepTables(points, quantities, prepared.outcomes, { result, summaries });
    const resultHash = folder.finish(tables, table, stopped);
    const swept = {
      experiment: { prepared, quantities, seed, designSeed },
      ...{ points, text, result, summaries, rule, runs },
      cycle: prepared.cycle,
      seconds: (performance.now() - begun) / 1000,
    };
    const done = rowsOf(table);
    return {
      scenarios: [scenario],
      answer: done === 0 ? null : sweepDocument(swept, folder.versions),
      rows: sweepRows(swept),
      resultHash,
      done,
      failed: table.reasons.size,
      stopped,
    };
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
