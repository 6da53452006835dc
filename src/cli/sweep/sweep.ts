import { MODEL_VERSION } from "../../core/version.ts";
import { threadsExecutor } from "../../experiments/node/threads.ts";
import type { Statistic } from "../../experiments/precision.ts";
import { rowsOf } from "../../experiments/run-table.ts";
import type { Points } from "../../experiments/sampling/draw-points.ts";
import { type PrecisionRule, runSweep } from "../../experiments/sweep.ts";
import { sweepPage } from "../../results/sweep/report.ts";
import { summarisePoints } from "../../results/sweep/summarise-points.ts";
import { sweepTables } from "../../results/sweep/tables.ts";
import { parseCount } from "../arguments/numbers.ts";
import { type ExitCode, wrongUsage } from "../exit-codes.ts";
import {
  asked,
  type Experiment,
  openFolder,
  openForPoints,
  outcomeIndex,
  sayExperimentEnd,
} from "../experiment/open.ts";
import { watchInterrupts } from "../interrupt.ts";
import { lookOf, remark } from "../look.ts";
import { packageVersion } from "../package-version.ts";
import { formatOf } from "../print-rows.ts";
import { showProgress } from "../progress.ts";
import { repeatedFlags } from "../repeated-flags.ts";
import { writePageFile } from "../report/outcome-report.ts";
import { refuseAbsurd } from "../run/cost.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import { commandLine } from "../shell-words.ts";
import type { Terminal } from "../terminal.ts";
import { writeRows } from "../write-rows.ts";
import { choosePoints, type PointFlags } from "./choose-points.ts";
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
  const total = Math.min(points.count * runs, budget ?? Number.POSITIVE_INFINITY);
  await refuseAbsurd(prepared.compiled, total, total, choices.jobs, choices.timeout);
  const whole = { ...design, runs, rule: rule ?? null, budget: budget ?? null };
  const store = await openFolder(experiment, "sweep", whole, flags);
  const executor = threadsExecutor({ jobs: choices.jobs });
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const progress = showProgress(terminal, choices.progress, "Running", flags.ascii === true);
  const begun = performance.now();
  try {
    const result = await asked(() =>
      runSweep(prepared.jobAt(points, seed), executor, {
        points: points.count,
        runs,
        setOf: prepared.setOf,
        ...(prepared.cycle === undefined ? {} : { cycle: prepared.cycle }),
        ...(rule ? { rule } : {}),
        ...(budget === undefined ? {} : { budget }),
        signal: watch.signal,
        onProgress: (one) => progress.update(one),
        ...(store ? { recall: store.recall, onBatch: store.batch } : {}),
      }),
    );
    progress.end();
    const spread = prepared.cycle !== undefined;
    const picks = prepared.outcomes.length;
    const summaries = summarisePoints(result.table, points.count, picks, spread);
    const seconds = (performance.now() - begun) / 1000;
    const swept = {
      experiment,
      points,
      text,
      result,
      summaries,
      rule: rule ?? null,
      cycle: prepared.cycle,
      runs,
      seconds,
    };
    if (store !== null) {
      store.finish(sweepTables(points, prepared.outcomes, swept), result.table, result.stopped);
      remark(terminal, flags, `Wrote ${flags.output}`);
    }
    if (rowsOf(result.table) > 0) {
      if (format === "table") {
        terminal.print(`${sweepLines(swept, lookOf(terminal, flags)).join("\n")}\n`);
      } else if (format === "json") {
        terminal.print(`${JSON.stringify(sweepDocument(swept), null, 2)}\n`);
      } else await writeRows(null, sweepRows(swept), { terminal, format });
      if (flags.report !== undefined) {
        const command = commandLine(commandOf(name, flags, points, seed, runs));
        const page = sweepPage({
          ...swept,
          scenario: prepared.scenario,
          outcomes: prepared.outcomes,
          quantities: experiment.quantities,
          seed,
          versions: {
            package: packageVersion(),
            model: MODEL_VERSION,
            data: prepared.world.version,
          },
          commands: [command],
        });
        await writePageFile(flags.report, page);
        remark(terminal, flags, `Wrote ${flags.report}`);
      }
    }
    return sayExperimentEnd(
      terminal,
      watch,
      rowsOf(result.table),
      result.table.reasons,
      result.stopped ? flags.output : undefined,
    );
  } finally {
    progress.end();
    watch.end();
    await executor.close();
  }
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

/** The command that makes the same numbers again. */
function commandOf(
  name: string,
  flags: SweepFlags,
  points: Points,
  seed: string,
  runs: number,
): string[] {
  const words = ["panoptes", "sweep", name, ...repeatedFlags(flags)];
  if (flags.table !== undefined) words.push("--table", flags.table);
  else if (flags.policies === undefined) words.push("--points", String(points.count));
  for (const key of ["sampler", "policies", "designSeed", "precise", "most", "budget"] as const) {
    const value = flags[key];
    const flag = key === "designSeed" ? "design-seed" : key;
    if (value !== undefined) words.push(`--${flag}`, value);
  }
  words.push(...flags.vary.flatMap((one) => ["--vary", one]));
  return [...words, "--runs", String(runs), "--seed", seed];
}
