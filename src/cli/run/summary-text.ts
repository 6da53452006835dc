import { MODEL_VERSION } from "../../core/version.ts";
import { calibrationOf } from "../../results/calibration.ts";
import { type PairedDifference, pairedDifference } from "../../results/paired-difference.ts";
import type { EnsembleSummary } from "../../results/summary.ts";
import { count, counted, duration, type Scale, scaleFor } from "../format/numbers.ts";
import { sparkline, trendWords } from "../format/sparkline.ts";
import { formatTable, type TableColumn } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";
import type { Block } from "./blocks.ts";
import { checkLines } from "./check.ts";
import { calibrationLines, indexLines } from "./index-text.ts";
import type { Outcome } from "./outcome.ts";
import { pairsInShort, pairsInWords } from "./pairs.ts";
import { setsLines } from "./sets-text.ts";
import {
  type Line,
  medians,
  quantile,
  rowOfLine,
  type Statistics,
  statisticsAt,
} from "./summary-view.ts";

/** The summary of an ensemble for people, as lines of text. */
export function summaryLines(outcome: Outcome, blocks: readonly Block[], look: Look): string[] {
  const sections = [
    headLines(outcome, look),
    ...blocks.map((block) => blockLines(outcome, block, look)),
    splitLines(outcome, blocks, look),
    indexLines(outcome.summary.index, look),
    calibrationLines(calibrationOf(outcome.summary), look),
    setsLines(outcome, look),
    checkLines(outcome.judged, look),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, k) => (k === 0 ? lines : ["", ...lines]));
}

function headLines({ scenario, world, compiled, summary }: Outcome, look: Look): string[] {
  const { periods } = compiled.labels;
  const { signs } = look;
  const { requested, finished } = summary.runs;
  const runs =
    finished === requested
      ? counted(finished, "run")
      : `${count(finished)} of ${counted(requested, "run")}`;
  const facts = [
    `${runs}, seed ${seedSpan(summary.runs.seed, finished + summary.failures.length, signs.dash)}`,
    ...setsFact(summary),
    `${periods[0]}${signs.dash}${periods.at(-1)}`,
    `${count(compiled.frame.countries)} countries`,
    `model ${MODEL_VERSION}`,
    `data ${world.version}`,
    duration(summary.elapsedSeconds),
  ];
  return [
    ...wrap(scenario.title, look.columns).map(look.colours.bold),
    ...wrap(facts.map(together).join(` ${signs.dot} `), look.columns).map((line) =>
      look.colours.dim(apart(line)),
    ),
    look.colours.dim("Simulated worlds, not a forecast."),
  ];
}

/** How many parameter sets the runs are spread over, where it is more than one. */
function setsFact({ parameterSets, ensemble }: EnsembleSummary): string[] {
  if (ensemble === undefined || ensemble === null) return [];
  return [`${counted(parameterSets, "parameter set")} of ${ensemble}`];
}

/** How much of the spread is luck and how much assumptions, for the lines that are tables. */
function splitLines(
  { summary, compiled }: Outcome,
  blocks: readonly Block[],
  look: Look,
): string[] {
  const { split } = summary;
  if (split === undefined || split === null) return [];
  const { signs, colours } = look;
  const shown = blocks.filter(({ form }) => form === "table").flatMap(({ lines }) => lines);
  const parts = shown.flatMap(({ name, index, complement }) => {
    const one = split[index];
    if (!one || Number.isNaN(one.share) || complement) return [];
    return [together(`${name} ${Math.round(100 * one.share)}${signs.percent}`)];
  });
  if (parts.length === 0) return [];
  const title = `Assumptions' part of the spread, the rest is luck, end of ${compiled.labels.periods.at(-1)}`;
  return [
    ...wrap(title, look.columns).map(colours.bold),
    ...wrap(parts.join(` ${signs.dot} `), look.columns - 2).map((line) => `  ${apart(line)}`),
  ];
}

/** Seeds of the runs: a span for whole numbers, the text itself for others. */
function seedSpan(seed: string, runs: number, dash: string): string {
  return /^-?\d+$/.test(seed) && runs > 1
    ? `${seed}${dash}${BigInt(seed) + BigInt(runs - 1)}`
    : seed;
}

/** A block's lines of text, beside the reference where there is one. */
export function blockLines(outcome: Outcome, block: Block, look: Look): string[] {
  return block.form === "table"
    ? tableLines(outcome, block, look)
    : medianLines(outcome, block, look);
}

function tableLines(outcome: Outcome, block: Block, look: Look): string[] {
  const { summary, compiled, reference } = outcome;
  const { colours } = look;
  const { periods, dates } = compiled.labels;
  const narrow = look.columns < 100;
  const shown = block.lines.map((line) => {
    const row = rowOfLine(line, outcome.row, dates);
    return { line, row, values: statisticsAt(summary, line, row, compiled.frame.steps) };
  });
  const rows = shown.map(({ line, row, values }) => {
    const alike = shown.filter((one) => one.line.column.unit === line.column.unit);
    const scale = scaleOf(
      line,
      values,
      Math.max(...alike.map((one) => error(outcome, one.values))),
      look,
    );
    const trend = trendOf(outcome, block, line, look, narrow ? 8 : 16);
    const cells = [
      line.at === null ? line.name : `${line.name}, ${periods[row]}`,
      look.ascii ? trend : colours.cyan(trend),
      scale.value(quantile(values, 0.5)),
      scale.range(quantile(values, 0.1), quantile(values, 0.9)),
    ];
    if (reference === null) return cells;
    const difference = differenceOf(outcome, line, row);
    if (difference === null) return [...cells, "", ""];
    return [
      ...cells,
      scale.difference(difference.mean),
      narrow ? pairsInShort(difference) : pairsInWords(difference),
    ];
  });
  const columns: TableColumn[] = [
    { title: "", shrink: look.fixedWidth },
    { title: "" },
    { title: "median", align: "right" },
    { title: "8 in 10 runs", align: "right" },
  ];
  if (reference !== null) {
    columns.push({ title: narrow ? "change" : "mean change", align: "right" });
    const pairs = `of ${summary.runs.finished} pairs`;
    columns.push({ title: narrow ? pairs : `against ${reference.name}` });
  }
  const beside = reference !== null && narrow ? `, against ${reference.name}` : "";
  const title = `${block.title}, end of ${periods[outcome.row]}${beside}`;
  return [
    ...wrap(title, look.columns).map(colours.bold),
    ...formatTable(columns, rows, { indent: 2, width: look.columns, title: colours.dim }),
  ];
}

/** Medians one behind the other: how far apart the parts are. */
function medianLines(outcome: Outcome, block: Block, look: Look): string[] {
  const { summary, compiled } = outcome;
  const { periods, dates } = compiled.labels;
  const [first] = block.lines;
  if (first === undefined) return [];
  const row = rowOfLine(first, outcome.row, dates);
  const parts = block.lines.map((line) => {
    const values = statisticsAt(summary, line, row, compiled.frame.steps);
    const scale = scaleOf(line, values, error(outcome, values), look);
    return together(`${line.name} ${scale.value(quantile(values, 0.5))}`);
  });
  return [
    ...wrap(`${block.title}: median, end of ${periods[row]}`, look.columns).map(look.colours.bold),
    ...wrap(parts.join(` ${look.signs.dot} `), look.columns - 2).map((line) => `  ${apart(line)}`),
  ];
}

/** Keeps the words of a piece on one line until `apart`. */
function together(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}

function apart(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

/** How a line's values differ from those of the reference in matched runs; null where it has none. */
export function differenceOf(outcome: Outcome, line: Line, row: number): PairedDifference | null {
  const { reference, values, summary } = outcome;
  if (reference === null) return null;
  const column = reference.columnOf(line.index);
  const itsRow = reference.rowOf(row);
  if (column < 0 || itsRow < 0) return null;
  const sign = line.complement ? -1 : 1;
  const all = (value: (run: number) => number) =>
    Float64Array.from({ length: summary.runs.requested }, (_, run) => sign * value(run));
  return pairedDifference(
    all((run) => values.value(run, line.index, row)),
    all((run) => reference.values.value(run, column, itsRow)),
  );
}

/** Standard error of the mean. */
function error({ summary }: Outcome, values: Statistics): number {
  return values.deviation / Math.sqrt(Math.max(1, summary.runs.finished));
}

function scaleOf({ column }: Line, values: Statistics, error: number, look: Look): Scale {
  return scaleFor(column.unit, error, Math.max(...values.quantiles.map(Math.abs)), look.signs);
}

/** A line's medians over time. Lines of a block that have the same unit share their scale. */
function trendOf(
  { summary, compiled }: Outcome,
  block: Block,
  line: Line,
  look: Look,
  width: number,
): string {
  const { steps } = compiled.frame;
  const series = medians(summary, line, steps);
  let low = 0;
  let high = Number.NEGATIVE_INFINITY;
  for (const other of block.lines) {
    if (other.column.unit !== line.column.unit) continue;
    for (const value of medians(summary, other, steps)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return look.ascii ? trendWords(series, high - low) : sparkline(series, low, high, width);
}
