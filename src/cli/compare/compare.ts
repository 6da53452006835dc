import { MODEL_VERSION } from "../../core/version.ts";
import { type Comparison, compareScenarios } from "../../results/compare/compare-scenarios.ts";
import { comparisonDocument } from "../../results/compare/document.ts";
import { leftOutOf } from "../../results/compare/leave-one-out.ts";
import { overTimeRows } from "../../results/compare/over-time-rows.ts";
import { comparisonPage } from "../../results/compare/report.ts";
import { isAsked, type ShownComparison } from "../../results/compare/shown.ts";
import { fileSink } from "../../results/node/file-sink.ts";
import { outcomesOf } from "../../results/series-columns.ts";
import { commandLine } from "../../results/shell-words.ts";
import { diffScenarios } from "../../scenario/diff.ts";
import { didYouMean } from "../arguments/nearest.ts";
import { rowOfPeriod } from "../arguments/period.ts";
import { type EngineFlags, isElsewhere } from "../engine/flags.ts";
import { openExecutor } from "../engine/open-executor.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { outputOf } from "../experiment/output.ts";
import { counted } from "../format/numbers.ts";
import { type Watch, watchInterrupts } from "../interrupt.ts";
import { lookOf, remark } from "../look.ts";
import { packageVersion } from "../package-version.ts";
import { formatOf } from "../print-rows.ts";
import { showProgress } from "../progress.ts";
import { repeatedFlags } from "../repeated-flags.ts";
import { writePageFile } from "../report/outcome-report.ts";
import { type EnsembleFlags, ensembleChoices } from "../run/choices.ts";
import { acceptedTime, refuseAbsurd, refuseTooMany } from "../run/cost.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { writeRows } from "../write-rows.ts";
import { writeRowsFile } from "../write-rows-file.ts";
import { openComparisonFolder } from "./folder.ts";
import { goalsOf, isRepeated, type NamedSide, readSide } from "./sides.ts";
import { comparisonLines } from "./text.ts";

/** Flags of `panoptes compare`. */
export interface CompareFlags extends EnsembleFlags, EngineFlags {
  readonly at?: string;
  readonly metric?: string;
  readonly country?: string;
  readonly goal: readonly string[];
  readonly leaveOneOut?: boolean;
  readonly output?: string;
  readonly report?: string;
}

const formats = ["table", "json", "ndjson", "csv"] as const;

/** Memory for the series of all sides before they go to temporary files. */
const MEMORY_BYTES = 384 * 2 ** 20;

/**
 * Runs scenarios with the same luck and prints how each differs from the first.
 * @throws Stop for wrong usage or an invalid scenario, before anything is run
 */
export async function compare(
  terminal: Terminal,
  names: readonly string[],
  flags: CompareFlags,
): Promise<ExitCode> {
  const format = formatOf(terminal, flags, formats, "json");
  const elsewhere = isElsewhere(terminal, flags);
  const choices = { ...ensembleChoices(terminal, flags), elsewhere };
  if (names.length < 2) {
    const [given = "baseline"] = names;
    const example = given === "baseline" ? "baseline brussels-wave" : `baseline ${given}`;
    throw wrongUsage(
      `compare wants at least two scenarios, got ${names.length}. For example: panoptes compare ${example}`,
    );
  }
  if (names.filter((name) => name === "-").length > 1) {
    throw wrongUsage("only one of them can be standard input.");
  }
  if (flags.report !== undefined) requireWritable(flags.report);
  const output = outputOf(flags.output);
  const place = output.kind === "folder" ? await openComparisonFolder(output.path) : null;
  const { executor } = await openExecutor(terminal, flags, choices.jobs);
  let watch: Watch | null = null;
  try {
    const sides: NamedSide[] = [];
    for (const name of names) sides.push(await readSide(terminal, name, flags));
    const [first] = sides;
    if (first === undefined) throw new Error("no scenario was read");
    // Stored results are repeated as they are, whichever side they are: then their hash can be checked.
    const stored = sides.find(({ earlier }) => earlier !== null)?.earlier;
    const count = choices.runs ?? stored?.count ?? first.scenario.runs.count;
    const seed = choices.seed ?? stored?.seed ?? first.scenario.runs.seed;
    const date =
      flags.at === undefined
        ? undefined
        : first.compiled.labels.dates[rowOfPeriod("--at", flags.at, first.compiled)];
    const goals = goalsOf(sides, flags.goal);
    const country = flags.country === undefined ? null : countryOf(first, flags.country);
    const variants = flags.leaveOneOut === true ? variantsOf(sides) : 0;
    const total = count * (sides.length + variants);
    refuseTooMany(first.compiled, count);
    await refuseAbsurd(first.compiled, total, count, choices.jobs, acceptedTime(choices));
    watch = watchInterrupts(choices.timeout, terminal.say);
    const titles = [
      ...sides.map(({ scenario }) => scenario.id),
      ...sides.slice(1).map(({ scenario }) => `${scenario.id}, one thing left out`),
    ];
    const lines = titles.map((title) =>
      showProgress(terminal, choices.progress, `Running ${title}`, flags.ascii === true),
    );
    const comparison = await run(() =>
      compareScenarios(sides, executor, {
        count,
        seed,
        goals,
        // Ensembles of a few hundred runs stay in memory; larger ones go to a file.
        sink: (columns, steps) =>
          fileSink(columns, steps, {
            block: runsInMemory(count, columns * steps * sides.length),
          }),
        ...(date === undefined ? {} : { date }),
        ...(place ? { onCompared: place.keep } : {}),
        leaveOneOut: flags.leaveOneOut === true,
        signal: (watch as Watch).signal,
        onProgress: (k, progress) => {
          lines[k]?.update(progress);
          if (progress.done === progress.total) lines[k]?.end();
        },
      }),
    );
    for (const line of lines) line.end();
    sayRepeated(terminal, flags, sides, comparison, seed);
    const differences = sides
      .slice(1)
      .map(({ scenario, world }) =>
        diffScenarios(first.scenario, scenario, world).filter(({ path }) => !/^runs\./.test(path)),
      );
    const metric = flags.metric ?? null;
    const versions = {
      package: packageVersion(),
      model: MODEL_VERSION,
      data: first.world.version,
    };
    const shown = { comparison, sides, differences, versions, seed, metric, country };
    if (comparison.pairs.some(({ pairs }) => pairs > 0)) {
      requireMetric(shown);
      if (output.kind === "file") {
        await writeRowsFile(output.path, overTimeRows(shown), output.format);
      }
      place?.write(shown, sides);
      if (output.kind !== "none") remark(terminal, flags, `Wrote ${output.path}`);
      if (format === "json") {
        terminal.print(`${JSON.stringify(comparisonDocument(shown), null, 2)}\n`);
      } else if (format === "table") {
        terminal.print(`${comparisonLines(shown, lookOf(terminal, flags)).join("\n")}\n`);
      } else await writeRows(null, overTimeRows(shown), { terminal, format });
      if (flags.report !== undefined) await report(terminal, shown, names, flags, flags.report);
    }
    return sayEnd(terminal, comparison, watch);
  } finally {
    watch?.end();
    await executor.close();
  }
}

/** Variants that leave one thing out, over all pairs. */
function variantsOf([first, ...others]: readonly NamedSide[]): number {
  return others.reduce(
    (sum, { scenario }) =>
      sum + (first === undefined ? 0 : leftOutOf(first.scenario, scenario).measures.length),
    0,
  );
}

/** Runs of a block of every side, given the numbers that one of each have together; a full block is written. */
function runsInMemory(count: number, width: number): number {
  return Math.max(1, Math.min(count + 1, Math.floor(MEMORY_BYTES / (8 * width))));
}

/** What scenarios do not share is the user's affair, not a bug. */
async function run<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) throw new Stop(ExitCode.Invalid, `${error.message}.`);
    throw error;
  }
}

/** Says of every side that was read from results whether its runs were held to the hash stored there. */
function sayRepeated(
  terminal: Terminal,
  flags: CompareFlags,
  sides: readonly NamedSide[],
  { sides: done }: Comparison,
  seed: string,
): void {
  done.forEach(({ result }, k) => {
    const side = sides[k] as NamedSide;
    const { count, summary } = result;
    const repeated = isRepeated(side, { count, seed, resultHash: summary.resultHash });
    if (repeated === null) return;
    const { name, earlier } = side;
    remark(
      terminal,
      flags,
      repeated
        ? `Repeated ${name}: the same result hash as stored`
        : `Not held to the hash of ${name}: it has ${counted(earlier?.count ?? 0, "run")} from seed ${earlier?.seed}`,
    );
  });
}

function requireMetric({ comparison, metric }: ShownComparison): void {
  const [first] = comparison.pairs;
  if (first === undefined || first.outcomes.some((one) => isAsked(one, metric))) return;
  const columns = first.outcomes.map(({ column }) => column);
  const known = columns.flatMap(({ outcome, name }) => [outcome, name]);
  throw wrongUsage(
    `--metric "${metric}" is no outcome of these scenarios.${didYouMean(metric ?? "", known)}\n` +
      `Outcomes: ${outcomesOf(columns).join(", ")}.`,
  );
}

function countryOf({ compiled }: NamedSide, text: string): string {
  const { countries, countryNames } = compiled.labels;
  const wanted = text.toLowerCase();
  const at = countries.findIndex(
    (id, k) => id.toLowerCase() === wanted || countryNames[k]?.toLowerCase() === wanted,
  );
  const id = countries[at];
  if (id !== undefined) return id;
  throw wrongUsage(
    `--country "${text}" is no country of this world.${didYouMean(text, [...countries, ...countryNames])}`,
  );
}

async function report(
  terminal: Terminal,
  shown: ShownComparison,
  names: readonly string[],
  flags: CompareFlags,
  path: string,
): Promise<void> {
  const { comparison, differences, versions, seed } = shown;
  const words = ["panoptes", "compare", ...names];
  words.push(...repeatedFlags(flags));
  words.push("--runs", String(comparison.sides[0]?.result.summary.runs.requested ?? 0));
  words.push(...flags.goal.flatMap((one) => ["--goal", one]));
  if (flags.leaveOneOut) words.push("--leave-one-out");
  words.push("--seed", seed, ...(flags.at === undefined ? [] : ["--at", flags.at]));
  const page = comparisonPage({
    comparison,
    differences,
    versions,
    seed,
    commands: [commandLine([...words, "--report", path])],
  });
  await writePageFile(path, page);
  remark(terminal, flags, `Wrote ${path}`);
}

function sayEnd(terminal: Terminal, { sides, pairs }: Comparison, watch: Watch): ExitCode {
  const failed = sides.reduce((sum, { result }) => sum + result.summary.failures.length, 0);
  const { red, yellow, bold } = terminal.sayColours;
  for (const { id, result } of sides) {
    const [failure] = result.summary.failures;
    if (failure === undefined) continue;
    const more = result.summary.failures.length - 1;
    terminal.say(
      `${bold(red("error:"))} ${id}: run ${failure.run} (seed ${failure.seed}) failed: ${failure.reason}` +
        `${more > 0 ? `; and ${counted(more, "more run")}` : ""}\n`,
    );
  }
  const reason = watch.reason();
  const used = Math.min(...pairs.map((pair) => pair.pairs));
  const kept =
    pairs.length === 0 || used === 0
      ? "No pair was finished."
      : `${counted(used, "finished pair")} of each ${used === 1 ? "was" : "were"} used.`;
  if (reason === "interrupted") {
    terminal.say(`${bold(yellow("Interrupted."))} ${kept}\n`);
    return ExitCode.Interrupted;
  }
  if (reason === "timeout") {
    terminal.say(`${bold(yellow("Time limit reached."))} ${kept}\n`);
    return ExitCode.Limit;
  }
  return failed > 0 ? ExitCode.SomeFailed : ExitCode.Done;
}
