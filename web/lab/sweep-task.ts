import { runPlan } from "../../src/experiments/run-plan.ts";
import { type RunTable, rowsOf } from "../../src/experiments/run-table.ts";
import { drawPoints } from "../../src/experiments/sampling/draw-points.ts";
import { type Swept, sweepDocument, sweepRows } from "../../src/results/sweep/document.ts";
import { summarisePoints } from "../../src/results/sweep/summarise-points.ts";
import type { Found, Under } from "./experiment-task.ts";
import type { QuestionOf } from "./question.ts";

/** Runs a scenario at values of one lever, all on the same luck and parameter sets. */
export async function sweepTask({
  experiment,
  question,
  executor,
  versions,
  signal,
  onProgress,
  part,
  seconds,
}: Under<QuestionOf<"sweep">>): Promise<Found> {
  const { prepared, quantities, seed, designSeed } = experiment;
  const { runs } = question;
  const points = drawPoints(quantities, {
    sampler: "grid",
    points: question.points,
    seed: designSeed,
  });
  const { count } = points;
  // Run by run, so that one that is stopped has the first runs at every value.
  const rows = Array.from({ length: count * runs }, (_, row) => row);
  const seeds = Uint32Array.from(rows, (row) => Math.floor(row / count));
  const planned = {
    points: Uint32Array.from(rows, (row) => row % count),
    seeds,
    sets: seeds.map((one) => prepared.setOf(one)),
  };
  const told = (table: RunTable, stopped: boolean): Swept => {
    const result = {
      table: pointByPoint(table),
      stopped,
      ends: Array.from({ length: count }, () => (stopped ? "stopped" : "all") as "stopped" | "all"),
      precision: [],
    };
    return {
      experiment,
      points,
      text: `grid, seed ${designSeed}`,
      result,
      summaries: summarisePoints(
        result.table,
        count,
        prepared.outcomes.length,
        prepared.cycle !== undefined,
      ),
      rule: null,
      cycle: prepared.cycle,
      runs,
      seconds: seconds(),
    };
  };
  const { table, stopped } = await runPlan(prepared.jobAt(points, seed), planned, executor, {
    signal,
    onProgress,
    onPart: (soFar) => part(() => sweepDocument(told(soFar(), true), versions)),
  });
  if (rowsOf(table) === 0) return null;
  const swept = told(table, stopped);
  return {
    document: sweepDocument(swept, versions),
    rows: [...sweepRows(swept)],
    runs: rowsOf(table),
  };
}

/** A table in the order of points, each with its runs in theirs: as the command line makes them. */
function pointByPoint(table: RunTable): RunTable {
  const width = table.values.length / Math.max(1, rowsOf(table));
  const order = [...table.points.keys()].sort(
    (a, b) =>
      (table.points[a] as number) - (table.points[b] as number) ||
      (table.seeds[a] as number) - (table.seeds[b] as number),
  );
  return {
    points: table.points.map((_, row) => table.points[order[row] as number] as number),
    seeds: table.seeds.map((_, row) => table.seeds[order[row] as number] as number),
    sets: table.sets.map((_, row) => table.sets[order[row] as number] as number),
    values: table.values.map(
      (_, at) =>
        table.values[(order[Math.floor(at / width)] as number) * width + (at % width)] as number,
    ),
    hashes: order.map((row) => table.hashes[row] ?? ""),
    reasons: new Map(
      order.flatMap((row, at) => {
        const reason = table.reasons.get(row);
        return reason === undefined ? [] : [[at, reason] as const];
      }),
    ),
  };
}
