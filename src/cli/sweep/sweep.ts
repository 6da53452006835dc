import { type PrecisionRule, runSweep } from "../../experiments/sweep.ts";
import { sweepDocument, sweepRows } from "../../results/sweep/document.ts";
import { readPrecision } from "../../results/sweep/read-choices.ts";
import { sweepPage } from "../../results/sweep/report.ts";
import { summarisePoints } from "../../results/sweep/summarise-points.ts";
import { sweepTables } from "../../results/sweep/tables.ts";
import { parseCount } from "../arguments/numbers.ts";
import { readFlag } from "../arguments/read-flag.ts";
import { type ExitCode, wrongUsage } from "../exit-codes.ts";
import { commandWords } from "../experiment/command-words.ts";
import { type Experiment, openForPoints, outcomeIndex } from "../experiment/open.ts";
import { runExperiment } from "../experiment/run-experiment.ts";
import { formatOf } from "../print-rows.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { choosePoints, type PointFlags, pointWords } from "./choose-points.ts";
import { sweepLines } from "./show.ts";

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
  const { points, design, text } = await choosePoints(terminal, experiment, flags);
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
    smaller: (most) =>
      flags.table === undefined && flags.policies === undefined
        ? `--points ${Math.max(1, Math.floor(most / runs))}`
        : `--budget ${most}`,
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
        document: (versions) => sweepDocument(swept, versions),
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

/** What is to be known precisely, and the most runs that a point may take for it. */
function ruleOf(flags: SweepFlags, experiment: Experiment, runs: number): PrecisionRule | null {
  const text = flags.precise;
  if (text === undefined) {
    if (flags.most !== undefined) throw wrongUsage("--most goes with --precise.");
    return null;
  }
  const { name, ...precision } = readFlag("--precise", () => readPrecision(text));
  const most = flags.most === undefined ? 20 * runs : parseCount("--most", flags.most);
  if (most < runs) {
    throw wrongUsage(`--most ${most} is fewer than the ${runs} runs that every point starts with.`);
  }
  return { pick: outcomeIndex(experiment, "--precise", name), ...precision, most };
}
