import { MODEL_VERSION } from "../../core/version.ts";
import { writePage, writeReport } from "../../results/node/report.ts";
import type { Page } from "../../results/page.ts";
import type { PairedDifference } from "../../results/paired-difference.ts";
import type { ReportBaseline, ReportInput } from "../../results/report-input.ts";
import { commandLine } from "../../results/shell-words.ts";
import { cannotWrite } from "../cannot-write.ts";
import { packageVersion } from "../package-version.ts";
import { repeatedFlags } from "../repeated-flags.ts";
import type { EnsembleFlags } from "../run/choices.ts";
import type { Job } from "../run/job.ts";
import type { Outcome, Reference } from "../run/outcome.ts";
import { differenceOf } from "../run/summary-text.ts";

/**
 * Writes a report.
 * @throws Stop (usage) when it cannot be written there
 */
export async function writeReportFile(path: string, input: ReportInput): Promise<void> {
  await orCannotWrite(path, () => writeReport(path, input));
}

/**
 * Writes the report on an experiment.
 * @throws Stop (usage) when it cannot be written there
 */
export async function writePageFile(path: string, page: Page): Promise<void> {
  await orCannotWrite(path, () => writePage(path, page));
}

async function orCannotWrite(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    // What the system said stands behind the sentence about the report.
    throw cannotWrite(path, error instanceof Error ? (error.cause ?? error) : error);
  }
}

/**
 * What a report on an outcome says.
 * @param folder results folder that it is about, or null for the scenario itself
 * @param output path that it will be written to, or "-"
 */
export function reportInput(
  job: Job,
  outcome: Outcome,
  flags: EnsembleFlags,
  folder: string | null,
  output: string,
): ReportInput {
  const { scenario, world, compiled, summary, reference } = outcome;
  const { ids, names, columns } = world.countries;
  return {
    summary,
    ...(reference?.samePeriods ? { baseline: baselineOf(outcome, reference) } : {}),
    scenario,
    labels: compiled.labels,
    countries: ids.map((id, i) => ({
      id,
      name: names[i] ?? id,
      latitude: columns.latitude[i] ?? Number.NaN,
      longitude: columns.longitude[i] ?? Number.NaN,
    })),
    versions: { package: packageVersion(), model: MODEL_VERSION, data: world.version },
    commands: commandsFor(job, folder, flags, output),
  };
}

/** What the report draws in grey, with the pairs at the end of the run. */
function baselineOf(outcome: Outcome, reference: Reference): ReportBaseline {
  const { summary, compiled } = outcome;
  const last = compiled.labels.periods.length - 1;
  const pairs: Record<string, PairedDifference> = {};
  for (const [index, column] of summary.columns.entries()) {
    const line = { name: column.name, column, index, complement: false, at: null };
    const difference = differenceOf(outcome, line, last);
    if (difference !== null) pairs[column.name] = difference;
  }
  return { title: reference.title, summary: reference.summary, pairs };
}

/** Command lines that make the same numbers again. */
function commandsFor(
  job: Job,
  folder: string | null,
  flags: EnsembleFlags,
  output: string,
): readonly string[] {
  const { scenario, design } = job.prepared;
  const name = folder === null ? job.name : scenario.id;
  const words = ["panoptes", "run", name, ...repeatedFlags(flags)];
  words.push("--runs", String(design.count), "--seed", design.seed);
  return [
    commandLine(words),
    commandLine(["panoptes", "report", ...words.slice(2), "--output", output]),
  ];
}
