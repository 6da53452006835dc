import { MODEL_VERSION } from "../../core/version.ts";
import type { Executor } from "../../experiments/ensemble.ts";
import type { PlanOptions } from "../../experiments/run-plan.ts";
import { type RunTable, rowsOf } from "../../experiments/run-table.ts";
import type { ExperimentKind } from "../../results/node/experiment-store.ts";
import type { Page } from "../../results/page.ts";
import type { ReportVersions } from "../../results/report-input.ts";
import type { Row } from "../../results/row.ts";
import type { RowsFormat } from "../../results/row-pieces.ts";
import { commandLine } from "../../results/shell-words.ts";
import type { ExperimentTable } from "../../results/sweep/experiment-table.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { openExecutor } from "../engine/open-executor.ts";
import { ExitCode } from "../exit-codes.ts";
import { counted } from "../format/numbers.ts";
import { type Watch, watchInterrupts } from "../interrupt.ts";
import { type Look, lookOf, remark } from "../look.ts";
import { packageVersion } from "../package-version.ts";
import { showProgress } from "../progress.ts";
import { writePageFile } from "../report/outcome-report.ts";
import { acceptedTime, refuseAbsurd } from "../run/cost.ts";
import type { Terminal } from "../terminal.ts";
import { writeRows } from "../write-rows.ts";
import { writeRowsFile } from "../write-rows-file.ts";
import { asked, type Experiment, type ExperimentFlags, openFolder } from "./open.ts";
import { outputOf } from "./output.ts";

/** How runs go on: stopped by interrupts and the time limit, shown as progress, kept in the folder. */
export type Running = Pick<PlanOptions, "signal" | "onProgress" | "recall" | "onBatch">;

/** What every experiment leaves. */
export interface Ran {
  readonly table: RunTable;
  readonly stopped: boolean;
}

/** What every report says of how it was made. */
export interface Made {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly versions: ReportVersions;
  /** The command that makes the same numbers again. */
  readonly commands: readonly string[];
}

/** An answer in all its forms; only the one that is asked for is made. */
export interface Answer {
  readonly lines: (look: Look) => readonly string[];
  readonly document: (versions: ReportVersions) => object;
  readonly rows: () => Iterable<Row>;
  readonly page: (made: Made) => Page;
  /** What else was asked for, such as a box as a scenario. */
  readonly also?: () => void;
}

/** An experiment to be run from the command line. */
export interface ExperimentJob<R extends Ran> {
  readonly experiment: Experiment;
  readonly kind: ExperimentKind;
  /** What decides the runs, for the folder and its digest. */
  readonly design: Readonly<Record<string, unknown>>;
  /** Runs that it may take. */
  readonly total: number;
  /** The flag that makes it take so many runs at most. */
  readonly smaller: (runs: number) => string;
  readonly format: RowsFormat | "table";
  /** In front of the bar of progress; "Running" unless told. */
  readonly verb?: string;
  readonly run: (executor: Executor, running: Running) => Promise<R>;
  /** Tables of the folder besides the runs. */
  readonly tables: (ran: R) => readonly ExperimentTable[];
  /** Null where there is nothing to show; not asked without a run. */
  readonly answer: (ran: R, seconds: number) => Answer | null | Promise<Answer | null>;
  /** Words of the command that makes the same numbers again. */
  readonly words: readonly string[];
}

/**
 * Runs an experiment on all threads: keeps its runs and tables, prints its answer, writes its report, and
 * says how it ended.
 * @throws Stop for wrong usage, before anything is run
 */
export async function runExperiment<R extends Ran>(
  terminal: Terminal,
  flags: ExperimentFlags,
  job: ExperimentJob<R>,
): Promise<ExitCode> {
  const { experiment, total, format } = job;
  const { prepared, choices } = experiment;
  const output = outputOf(flags.output);
  const { jobs } = choices;
  await refuseAbsurd(prepared.compiled, total, total, jobs, acceptedTime(choices), job.smaller);
  const store = await openFolder(experiment, job.kind, job.design, {
    output,
    resume: flags.resume === true,
  });
  const { executor } = await openExecutor(terminal, flags, jobs);
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const verb = job.verb ?? "Running";
  const progress = showProgress(terminal, choices.progress, verb, flags.ascii === true);
  const begun = performance.now();
  try {
    const ran = await asked(() =>
      job.run(executor, {
        signal: watch.signal,
        onProgress: (one) => progress.update(one),
        ...(store ? { recall: store.recall, onBatch: store.batch } : {}),
      }),
    );
    progress.end();
    const seconds = (performance.now() - begun) / 1000;
    if (store !== null) {
      store.finish(job.tables(ran), ran.table, ran.stopped);
      remark(terminal, flags, `Wrote ${flags.output}`);
    }
    const answer = rowsOf(ran.table) > 0 ? await job.answer(ran, seconds) : null;
    if (answer !== null) {
      const made = madeBy(experiment, job.words);
      await print(terminal, flags, format, answer, made);
      if (output.kind === "file") {
        await writeRowsFile(output.path, answer.rows(), output.format);
        remark(terminal, flags, `Wrote ${output.path}`);
      }
      answer.also?.();
      if (flags.report !== undefined) {
        await writePageFile(flags.report, answer.page(made));
        remark(terminal, flags, `Wrote ${flags.report}`);
      }
    }
    const folder = ran.stopped && output.kind === "folder" ? output.path : undefined;
    return sayEnd(terminal, watch, ran, folder);
  } finally {
    progress.end();
    watch.end();
    await executor.close();
  }
}

async function print(
  terminal: Terminal,
  flags: ExperimentFlags,
  format: RowsFormat | "table",
  answer: Answer,
  { versions }: Made,
): Promise<void> {
  if (format === "table") {
    terminal.print(`${answer.lines(lookOf(terminal, flags)).join("\n")}\n`);
  } else if (format === "json") {
    terminal.print(`${JSON.stringify(answer.document(versions), null, 2)}\n`);
  } else await writeRows(null, answer.rows(), { terminal, format });
}

function madeBy({ prepared, seed }: Experiment, words: readonly string[]): Made {
  return {
    scenario: prepared.scenario,
    seed,
    versions: {
      package: packageVersion(),
      model: MODEL_VERSION,
      data: prepared.world.version,
    },
    commands: [commandLine(words)],
  };
}

/** Says how an experiment ended where it did not end well; the exit code. */
function sayEnd(
  terminal: Terminal,
  watch: Watch,
  { table }: Ran,
  folder: string | undefined,
): ExitCode {
  const { red, yellow, bold } = terminal.sayColours;
  const { reasons } = table;
  const done = rowsOf(table);
  const [first] = reasons;
  if (first !== undefined) {
    terminal.say(
      `${bold(red("error:"))} ${counted(reasons.size, "run")} of ${counted(done, "run")} failed; the first, run ${first[0]}: ${first[1]}\n`,
    );
  }
  const kept = `${counted(done, "finished run")} ${done === 1 ? "was" : "were"} used${
    folder === undefined ? "" : `; go on with --output ${folder} --resume`
  }.`;
  const reason = watch.reason();
  if (reason === "interrupted") {
    terminal.say(`${bold(yellow("Interrupted."))} ${kept}\n`);
    return ExitCode.Interrupted;
  }
  if (reason === "timeout") {
    terminal.say(`${bold(yellow("Time limit reached."))} ${kept}\n`);
    return ExitCode.Limit;
  }
  return reasons.size > 0 ? ExitCode.SomeFailed : ExitCode.Done;
}
