import { availableParallelism } from "node:os";
import { extname } from "node:path";
import type { Scenario } from "../../scenario/scenario.ts";
import { parseCount, parseDuration } from "../arguments/numbers.ts";
import { given, oneOf } from "../environment.ts";
import { wrongUsage } from "../exit-codes.ts";
import { count } from "../format/numbers.ts";
import type { ScenarioFlags } from "../open-scenario.ts";
import type { FormatFlags } from "../print-rows.ts";
import { formatOf } from "../print-rows.ts";
import { type ProgressKind, progressKinds } from "../progress.ts";
import type { Terminal } from "../terminal.ts";

/** Flags of commands that run an ensemble, as text. */
export interface EnsembleFlags extends FormatFlags, ScenarioFlags {
  readonly runs?: string;
  readonly seed?: string;
  readonly jobs?: string;
  readonly timeout?: string;
  readonly progress?: string;
  readonly baseline?: boolean;
  /** Judge the scenario's expectations. */
  readonly check?: boolean;
}

/** How an ensemble is run, the same for every scenario of a command line. */
export interface EnsembleChoices {
  /** Number of runs, or null: the scenario's own. */
  readonly runs: number | null;
  readonly seed: string | null;
  readonly jobs: number;
  /** Seconds, or null. */
  readonly timeout: number | null;
  readonly progress: ProgressKind;
  /** Runs are computed on other machines, so that what this one can do in time is no limit. */
  readonly elsewhere?: boolean;
}

/**
 * Reads what is chosen by flags and variables.
 * @throws Stop (usage) for a value that makes no sense
 */
export function ensembleChoices(terminal: Terminal, flags: EnsembleFlags): EnsembleChoices {
  const runs = given(terminal, "PANOPTES_RUNS", flags.runs);
  const seed = given(terminal, "PANOPTES_SEED", flags.seed);
  const timeout = given(terminal, "PANOPTES_TIMEOUT", flags.timeout);
  const progress = given(terminal, "PANOPTES_PROGRESS", flags.progress);
  return {
    runs: runs === null ? null : parseRuns(runs.name, runs.text),
    seed: seed === null ? null : seed.text,
    jobs: jobsOf(terminal, flags.jobs),
    timeout: timeout === null ? null : parseDuration(timeout.name, timeout.text),
    progress: progress === null ? (flags.quiet ? "none" : "auto") : oneOf(progress, progressKinds),
  };
}

/** More runs than this have no use, and what is kept of each would not fit into memory. */
const mostRuns = 10_000_000;

function parseRuns(name: string, text: string): number {
  const runs = parseCount(name, text);
  if (runs <= mostRuns) return runs;
  throw wrongUsage(`${name} is at most ${count(mostRuns)}, got "${text}".`);
}

/** More threads than this never helped anyone and may take all memory. */
const mostJobs = 256;

/**
 * Number of worker threads by flag or variable; as many as the machine runs at once unless told.
 * @throws Stop (usage) for a number that makes no sense
 */
export function jobsOf(terminal: Terminal, flag: string | undefined): number {
  const jobs = given(terminal, "PANOPTES_JOBS", flag);
  return jobs === null ? availableParallelism() : parseJobs(jobs.name, jobs.text);
}

function parseJobs(name: string, text: string): number {
  const jobs = parseCount(name, text);
  if (jobs > mostJobs) throw wrongUsage(`${name} is at most ${mostJobs}, got "${text}".`);
  return jobs;
}

/** Formats of the table of outcomes. */
export const tableFormats = ["csv", "ndjson", "json", "parquet"] as const;
/** A format of the table of outcomes. */
export type TableFormat = (typeof tableFormats)[number];
/** Formats that `run` knows. */
export const runFormats = ["table", "json", "ndjson", "csv", "parquet"] as const;

/** Where results go and what is printed. */
export type Destination =
  /** The summary is printed. */
  | { readonly kind: "none"; readonly print: "table" | "json" }
  /** A results folder is written and the summary printed. */
  | {
      readonly kind: "folder";
      readonly path: string;
      readonly print: "table" | "json";
    }
  /** The table of outcomes is written to a file and the summary printed. */
  | {
      readonly kind: "file";
      readonly path: string;
      readonly format: TableFormat;
      readonly print: "table" | "json";
    }
  /** The table of outcomes is printed instead of the summary. */
  | { readonly kind: "stdout"; readonly format: TableFormat };

/**
 * Reads `--output` and `--format` together.
 * @throws Stop (usage) where they contradict each other
 */
export function destinationOf(
  terminal: Terminal,
  flags: FormatFlags,
  output: string | undefined,
): Destination {
  const standing = terminal.toTerminal ? "table" : "json";
  const asked = formatOf(terminal, flags, runFormats, "json");
  const explicit = flags.json === true || flags.format !== undefined;
  const printable = asked === "table" || asked === "json";
  if (output === "") throw wrongUsage("--output wants a folder, a file or -, got nothing.");
  if (output === undefined || output === "-") {
    if (output === undefined && printable) return { kind: "none", print: asked };
    const format = asked === "table" || (!explicit && asked === "json") ? "ndjson" : asked;
    if (output === "-" && explicit && asked === "table") {
      throw wrongUsage(
        `--output - writes the outcomes as ${tableFormats.join(", ")}, not as a table.`,
      );
    }
    if (format === "parquet" && terminal.toTerminal) {
      throw wrongUsage("Parquet is not for a terminal. Use -o out.parquet, or a pipe.");
    }
    return { kind: "stdout", format };
  }
  const extension = extname(output).slice(1).toLowerCase();
  if (extension === "") {
    if (printable || asked === "parquet") {
      return { kind: "folder", path: output, print: printable ? asked : standing };
    }
    throw wrongUsage(
      `a results folder holds Parquet tables. For ${asked} name a file: --output ${output}.${asked}`,
    );
  }
  const format = tableFormats.find((known) => known === extension);
  if (format === undefined) {
    throw wrongUsage(
      `--output "${output}" ends in .${extension}; the table of outcomes is written as ` +
        `${tableFormats.map((known) => `.${known}`).join(", ")}, a results folder has no extension.`,
    );
  }
  if (!printable && asked !== format) {
    throw wrongUsage(`--output "${output}" and --format ${asked} contradict each other; drop one.`);
  }
  return { kind: "file", path: output, format, print: printable ? asked : standing };
}

/** Number of runs and seed for one scenario. */
export function sizeOf(
  scenario: Scenario,
  choices: EnsembleChoices,
): { readonly count: number; readonly seed: string } {
  return {
    count: choices.runs ?? scenario.runs.count,
    seed: choices.seed ?? scenario.runs.seed,
  };
}
