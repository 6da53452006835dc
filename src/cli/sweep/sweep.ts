import type { Statistic } from "../../experiments/precision.ts";
import { type PrecisionRule, runSweep } from "../../experiments/sweep.ts";
import { sweepPage } from "../../results/sweep/report.ts";
import { summarisePoints } from "../../results/sweep/summarise-points.ts";
import { sweepTables } from "../../results/sweep/tables.ts";
import { parseCount } from "../arguments/numbers.ts";
import { type ExitCode, wrongUsage } from "../exit-codes.ts";
import { commandWords } from "../experiment/command-words.ts";
import { type Experiment, openForPoints, outcomeIndex } from "../experiment/open.ts";
import { runExperiment } from "../experiment/run-experiment.ts";
import { formatOf } from "../print-rows.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { choosePoints, type PointFlags, pointWords } from "./choose-points.ts";
import { sweepDocument, sweepLines, sweepRows } from "./show.ts";

/** Flags of `panoptes sweep`. */
export interface SweepFlags extends PointFlags {
  readonly precise?: string;
  readonly most?: string;
  readonly budget?: string;
}

const formats = ["table", "json", "ndjson", "csv"] as const;

/**
 * Runs a scenario at many points with the same seeds at each, and prints how its outcomes spread.
 * @throws Stop for wrong usage or an invalid scenario, before anything is run
 */
export async function sweep(
  terminal: Terminal,
  name: string,
  flags: SweepFlags,
): Promise<ExitCode> {
  const format = formatOf(terminal, flags, formats, "ndjson");
  if (flags.report !== undefined) requireWritable(flags.report);
  const experiment = await openForPoints(terminal, name, flags);
  const { prepared, choices, seed } = experiment;
  const { points, design, text } = await choosePoints(experiment, flags);
  const runs = choices.runs ?? prepared.scenario.runs.count;
  const rule = ruleOf(flags, experiment, runs);
  const budget = flags.budget === undefined ? undefined : parseCount("--budget", flags.budget);
  const spread = prepared.cycle !== undefined;
  const picks = prepared.outcomes.length;
  return runExperiment(terminal, flags, {
    experiment,
    kind: "sweep",
    design: { ...design, runs, rule: rule ?? null, budget: budget ?? null },
    total: Math.min(points.count * runs, budget ?? Number.POSITIVE_INFINITY),
    format,
    async run(executor, running) {
      const result = await runSweep(prepared.jobAt(points, seed), executor, {
        points: points.count,
        runs,
        setOf: prepared.setOf,
        ...(prepared.cycle === undefined ? {} : { cycle: prepared.cycle }),
        ...(rule ? { rule } : {}),
        ...(budget === undefined ? {} : { budget }),
        ...running,
      });
      const summaries = summarisePoints(result.table, points.count, picks, spread);
      return { table: result.table, stopped: result.stopped, result, summaries };
    },
    tables: (ran) => sweepTables(points, experiment.quantities, prepared.outcomes, ran),
    answer({ result, summaries }, seconds) {
      const { cycle } = prepared;
      const swept = { experiment, points, text, result, summaries, rule, cycle, runs, seconds };
      return {
        lines: (look) => sweepLines(swept, look),
        document: () => sweepDocument(swept),
        rows: () => sweepRows(swept),
        page: (made) =>
          sweepPage({
            ...swept,
            ...made,
            outcomes: prepared.outcomes,
            quantities: experiment.quantities,
          }),
      };
    },
    words: commandWords("sweep", experiment, flags, {
      ...pointWords(flags, points.count),
      precise: flags.precise,
      most: flags.most,
      budget: flags.budget,
      runs,
    }),
  });
}

/**
 * Reads `--precise outcome=half`, `outcome:p90=half` or `outcome:difference=half`.
 * @throws Stop (usage) for anything else
 */
function ruleOf(flags: SweepFlags, experiment: Experiment, runs: number): PrecisionRule | null {
  if (flags.precise === undefined) {
    if (flags.most !== undefined) throw wrongUsage("--most goes with --precise.");
    return null;
  }
  const match = /^(.+?)(?::(p\d{1,2}|mean|difference))?=([^=]+)$/.exec(flags.precise);
  const half = Number(match?.[3] ?? "");
  if (match === null || !(half > 0)) {
    throw wrongUsage(
      `--precise wants outcome=width, outcome:p90=width or outcome:difference=width, a number above 0; got "${flags.precise}".`,
    );
  }
  const what = match[2] ?? "mean";
  const statistic: Statistic =
    what === "mean" || what === "difference"
      ? { kind: what }
      : { kind: "quantile", share: Number(what.slice(1)) / 100 };
  if (statistic.kind === "quantile" && !(statistic.share > 0 && statistic.share < 1)) {
    throw wrongUsage(`--precise "${what}" is no quantile between p1 and p99.`);
  }
  const most = flags.most === undefined ? 20 * runs : parseCount("--most", flags.most);
  if (most < runs) {
    throw wrongUsage(`--most ${most} is fewer than the ${runs} runs that every point starts with.`);
  }
  return { pick: outcomeIndex(experiment, "--precise", match[1] ?? ""), statistic, half, most };
}
