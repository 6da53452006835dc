import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { threadsExecutor } from "../../experiments/node/threads.ts";
import { writeReport } from "../../results/node/report.ts";
import type { ReportInput } from "../../results/report-input.ts";
import { ExitCode, Stop } from "../exit-codes.ts";
import { watchInterrupts } from "../interrupt.ts";
import { remark } from "../look.ts";
import { openResolved, openScenario } from "../open-scenario.ts";
import { type EnsembleFlags, ensembleChoices } from "../run/choices.ts";
import { sayEnding } from "../run/closing.ts";
import { type Job, prepareJob } from "../run/job.ts";
import type { Outcome } from "../run/outcome.ts";
import { runJob } from "../run/run-job.ts";
import { scenarioLine } from "../run/scenario-line.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { reportInput, writeReportFile } from "./outcome-report.ts";
import { isResultsFolder, readManifest, requireSameWorld } from "./read-results.ts";

/** Flags of `panoptes report`. */
export interface ReportFlags extends EnsembleFlags {
  readonly output?: string;
}

/**
 * Writes a report on a scenario or on a results folder, whose runs are repeated (the same inputs
 * give the same bits, and the result hash is compared), and prints where it is.
 * @returns how the runs ended
 * @throws Stop for wrong usage, an invalid scenario, or results that cannot be repeated
 */
export async function makeReport(
  terminal: Terminal,
  source: string,
  flags: ReportFlags,
): Promise<ExitCode> {
  if (flags.output !== undefined && flags.output !== "-") requireWritable(flags.output);
  const { job, expected } = await readSource(terminal, source, flags);
  const choices = ensembleChoices(terminal, flags);
  remark(terminal, flags, `Checked  ${scenarioLine(job.prepared.scenario)}`);
  const executor = threadsExecutor({ jobs: choices.jobs });
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const ascii = flags.ascii === true;
  let outcome: Outcome;
  try {
    ({ outcome } = await runJob({ terminal, choices, executor, watch, ascii }, job, null));
  } finally {
    watch.end();
    await executor.close();
  }
  const { summary, stopped } = outcome;
  if (expected !== null && stopped === null && summary.resultHash !== expected) {
    throw new Stop(
      ExitCode.Invalid,
      `"${source}" holds other numbers than its scenario gives (result hash ${expected}, ` +
        `repeated ${summary.resultHash}).\nIts manifest was changed, or the program was.`,
    );
  }
  if (summary.runs.finished === 0) return sayEnding(terminal, job, outcome, flags, null);
  const folder = expected === null ? null : source;
  const output = flags.output ?? defaultPlace(job, folder);
  const input = reportInput(job, outcome, flags, folder, output);
  if (output === "-") terminal.print(await reportText(input));
  else {
    await writeReportFile(output, input);
    terminal.print(`${output}\n`);
  }
  return sayEnding(terminal, job, outcome, flags, output === "-" ? null : output);
}

/** A report's source with, for a results folder, the result hash that has to come out again. */
async function readSource(
  terminal: Terminal,
  source: string,
  flags: ReportFlags,
): Promise<{ readonly job: Job; readonly expected: string | null }> {
  const choices = ensembleChoices(terminal, flags);
  if (!isResultsFolder(source)) {
    const opened = await openScenario(terminal, source, flags);
    return { job: await prepareJob(terminal, source, opened, flags, choices), expected: null };
  }
  const given = [
    ...(flags.set.length > 0 ? ["--set"] : []),
    ...(flags.runs === undefined ? [] : ["--runs"]),
    ...(flags.seed === undefined ? [] : ["--seed"]),
  ];
  if (given.length > 0) {
    const verb = given.length === 1 ? "goes" : "go";
    const names = given.join(" and ");
    throw new Stop(ExitCode.Usage, `${names} ${verb} with a scenario; "${source}" holds results.`);
  }
  const manifest = readManifest(source);
  const opened = await openResolved(terminal, manifest.scenario, flags);
  requireSameWorld(source, manifest, opened.world);
  const same = { ...choices, runs: manifest.runs.done, seed: manifest.design.seed };
  const job = await prepareJob(terminal, source, opened, flags, same);
  return { job, expected: manifest.result_hash };
}

/** The report as text; it is written to a folder of its own, which goes away. */
async function reportText(input: ReportInput): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "panoptes-"));
  try {
    const path = join(folder, "report.html");
    await writeReport(path, input);
    return await readFile(path, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function defaultPlace(job: Job, folder: string | null): string {
  return folder === null ? `${job.prepared.scenario.id}.html` : join(folder, "report.html");
}
