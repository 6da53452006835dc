import { parseWords } from "../arguments/words.ts";
import { cannotKeep } from "../cannot-write.ts";
import { type EngineFlags, isElsewhere } from "../engine/flags.ts";
import { openExecutor } from "../engine/open-executor.ts";
import { ExitCode, wrongUsage } from "../exit-codes.ts";
import { type Watch, watchInterrupts } from "../interrupt.ts";
import { lookOf, remark } from "../look.ts";
import { packageVersion } from "../package-version.ts";
import type { Terminal } from "../terminal.ts";
import { type Destination, destinationOf, type EnsembleFlags, ensembleChoices } from "./choices.ts";
import { sayEnding, sayNext, worse } from "./closing.ts";
import { countryChances, countryLines } from "./country-text.ts";
import { type Job, readJob } from "./job.ts";
import { keepDecisions, requireDecisions } from "./keep-decisions.ts";
import type { Outcome } from "./outcome.ts";
import { openPlace, type Place, reuseRuns } from "./place.ts";
import { runInWords } from "./run-in-words.ts";
import { designsOf, type JobResult, runJob, type Workshop } from "./run-job.ts";
import { scenarioLine } from "./scenario-line.ts";
import { summaryDocument } from "./summary-json.ts";
import { summaryLines } from "./summary-text.ts";
import type { ViewFlags } from "./view.ts";
import { outcomePieces, requireWritable, writeOutcomes } from "./write-outcomes.ts";

/** Flags of `panoptes run`. */
export interface RunFlags extends EnsembleFlags, ViewFlags, EngineFlags {
  readonly output?: string;
  /** Path of a report to be written as well. */
  readonly report?: string;
  /** Length of the paragraph that is printed in place of the tables. */
  readonly words?: string;
  /** Also keep every decision of every run in the results folder. */
  readonly decisions?: boolean;
  /** False: use no runs that the results folder keeps, and keep none. */
  readonly reuse?: boolean;
}

/**
 * Runs ensembles, one scenario after the other, and prints and writes what they gave.
 * @returns how it ended: done, some runs failed, time limit, or interrupted
 * @throws Stop for wrong usage or an invalid scenario, before anything is run
 */
export async function runScenarios(
  terminal: Terminal,
  names: readonly string[],
  flags: RunFlags,
): Promise<ExitCode> {
  const words = parseWords(flags.words, flags);
  const elsewhere = isElsewhere(terminal, flags);
  if (elsewhere && flags.reuse === false) {
    throw wrongUsage(
      "--no-reuse computes here and keeps nothing; other machines keep what they compute in the shared folder.",
    );
  }
  const choices = { ...ensembleChoices(terminal, flags), elsewhere };
  const destination = destinationOf(terminal, flags, flags.output);
  if (words !== null && destination.kind === "stdout") {
    throw wrongUsage("--words prints a paragraph, and the outcomes are to be printed: choose one.");
  }
  if (destination.kind === "file") requireWritable(destination.path);
  if (flags.report !== undefined) requireWritable(flags.report);
  if (names.length > 1) refuseOneForSeveral(destination, flags);
  // Threads take a while to start: they do so while the scenario is read.
  const { executor, keeps } = await openExecutor(terminal, flags, choices.jobs);
  const documents: object[] = [];
  let worst: ExitCode = ExitCode.Done;
  let watch: Watch | null = null;
  try {
    const jobs: Job[] = [];
    for (const name of names) {
      const job = await readJob(terminal, name, flags, choices);
      if (flags.decisions) requireDecisions(destination, job);
      remark(terminal, flags, `Checked  ${scenarioLine(job.prepared.scenario)}`);
      jobs.push(job);
    }
    executor.announce?.(jobs.flatMap(designsOf));
    watch = watchInterrupts(choices.timeout, terminal.say);
    const workshop = { terminal, choices, executor, watch, ascii: flags.ascii === true };
    for (const [k, job] of jobs.entries()) {
      if (watch.signal.aborted) break;
      if (k > 0) terminal.print(printsTable(destination) ? "\n" : "");
      const { ran, path } = await runAndWrite(workshop, job, destination, {
        flags,
        several: jobs.length > 1,
        reuses: !keeps && flags.reuse !== false,
      });
      const { outcome } = ran;
      if (outcome.summary.runs.finished > 0) {
        if (words !== null && destination.kind !== "stdout") {
          terminal.print(runInWords(outcome, job.blocks, words, lookOf(terminal, flags)));
        } else if (printsTable(destination)) printSummary(terminal, job, outcome, flags);
        else if (destination.kind === "stdout") {
          for await (const piece of outcomePieces(destination.format, job.prepared, ran.result)) {
            if (typeof piece === "string") terminal.print(piece);
            else await terminal.printBytes(piece);
          }
        }
      }
      if (destination.kind !== "stdout" && words === null) {
        const { country, metric } = job.view;
        const version = packageVersion();
        documents.push(summaryDocument(outcome, { version, country, metric, output: path }));
      }
      if (flags.report !== undefined && outcome.summary.runs.finished > 0) {
        await report(terminal, job, outcome, flags, flags.report);
      }
      const code = sayEnding(terminal, job, outcome, flags, path);
      if (job.checks.length > 0 && outcome.judged.length === 0) {
        terminal.say("Expectations were not judged: the runs are not all there.\n");
      }
      if (code === ExitCode.Done) sayDone(terminal, job, outcome, flags, path);
      worst = worse(worst, code);
    }
  } finally {
    watch?.end();
    await executor.close();
  }
  if (destination.kind !== "stdout" && destination.print === "json" && words === null) {
    const document = documents.length === 1 ? documents[0] : documents;
    terminal.print(`${JSON.stringify(document, null, 2)}\n`);
  }
  return worst;
}

/** Writes the report of the runs that were just done, which spares `panoptes report` its repeating them. */
async function report(
  terminal: Terminal,
  job: Job,
  outcome: Outcome,
  flags: RunFlags,
  path: string,
): Promise<void> {
  const { reportInput, writeReportFile } = await import("../report/outcome-report.ts");
  await writeReportFile(path, reportInput(job, outcome, flags, null, path));
  remark(terminal, flags, `Wrote ${path}`);
}

function refuseOneForSeveral(destination: Destination, flags: RunFlags): void {
  if (flags.report !== undefined) {
    throw wrongUsage("a report is on one scenario. Run them one by one.");
  }
  if (destination.kind !== "file" && destination.kind !== "stdout") return;
  throw wrongUsage(
    "the table of outcomes holds one scenario. Run them one by one, or write a results folder.",
  );
}

function printsTable(destination: Destination): boolean {
  return destination.kind !== "stdout" && destination.print === "table";
}

/** Runs a job and writes what is asked for; a folder's tables are whole, or not there at all. */
async function runAndWrite(
  workshop: Workshop,
  job: Job,
  destination: Destination,
  {
    flags,
    several,
    reuses,
  }: { readonly flags: RunFlags; readonly several: boolean; readonly reuses: boolean },
): Promise<{ readonly ran: JobResult; readonly path: string | null }> {
  const place: Place | null = await openPlace(destination, job, several, flags.decisions);
  if (place === null) {
    const ran = await runJob(workshop, job, null);
    const none = ran.outcome.summary.runs.finished === 0;
    if (destination.kind !== "file" || none) return { ran, path: null };
    await writeOutcomes(destination.path, destination.format, job.prepared, ran.result);
    return { ran, path: destination.path };
  }
  const keeps = flags.reuse !== false;
  try {
    const { terminal, executor: inner } = workshop;
    const reusing = reuses ? await reuseRuns(terminal, flags, inner, place.path) : null;
    const executor = reusing?.executor ?? inner;
    const ran = await runJob({ ...workshop, executor }, job, place.store);
    const none = ran.outcome.summary.runs.finished === 0;
    if (none) place.store.abandon();
    else {
      if (flags.decisions) await keepDecisions(workshop, job, ran, place.store);
      place.store.finish(ran.result);
    }
    reusing?.say();
    // Decisions may have been cut short after the runs were done.
    const outcome = { ...ran.outcome, stopped: workshop.watch.reason() };
    return { ran: { ...ran, outcome }, path: none ? null : place.path };
  } catch (error) {
    place.store.abandon();
    throw cannotKeep(place.path, keeps, error);
  }
}

function printSummary(terminal: Terminal, job: Job, outcome: Outcome, flags: RunFlags): void {
  const look = lookOf(terminal, flags);
  const lines = summaryLines(outcome, job.blocks, look);
  if (job.view.country !== null) {
    lines.push("", ...countryLines(countryChances(outcome, job.view.country), outcome, look));
  }
  terminal.print(`${lines.join("\n")}\n`);
}

function sayDone(
  terminal: Terminal,
  job: Job,
  outcome: Outcome,
  flags: RunFlags,
  path: string | null,
): void {
  if (path !== null) remark(terminal, flags, `Wrote ${path}`);
  if (flags.verbose) {
    const { runId, resultHash, elapsedSeconds } = outcome.summary;
    terminal.say(`run_id ${runId}\nresult_hash ${resultHash}\n${elapsedSeconds} s\n`);
  }
  if (terminal.toTerminal) sayNext(terminal, job, flags, path);
}
