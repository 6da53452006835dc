import type { WordLength } from "../../results/words/phrases.ts";
import { runWords, type SaidOutcome } from "../../results/words/run-words.ts";
import { scaleFor } from "../format/numbers.ts";
import { paragraph } from "../format/paragraph.ts";
import type { Look } from "../look.ts";
import type { Block } from "./blocks.ts";
import type { Outcome } from "./outcome.ts";
import { differenceOf } from "./summary-text.ts";
import { type Line, quantile, rowOfLine, statisticsAt } from "./summary-view.ts";

/** The runs of a scenario as a paragraph: the numbers of its summary's tables, in sentences. */
export function runInWords(
  outcome: Outcome,
  blocks: readonly Block[],
  length: WordLength,
  look: Look,
): string {
  const { scenario, compiled, summary, reference, row } = outcome;
  const tables = blocks.filter(({ form }) => form === "table");
  const [leading, ...rest] = tables;
  const said = (line: Line) => saidOutcome(outcome, line, look);
  // The largest first, as a reader expects; nobody last.
  const byMedian = [...(leading?.lines ?? [])]
    .map((line) => ({ line, median: quantile(valuesOf(outcome, line), 0.5) }))
    .sort((a, b) => Number(a.line.complement) - Number(b.line.complement) || b.median - a.median);
  const run = {
    title: scenario.title,
    at: compiled.labels.periods[row] ?? "",
    finished: summary.runs.finished,
    requested: summary.runs.requested,
    reference: reference?.name ?? null,
    leading: leading?.title ?? "",
    first: byMedian.map(({ line }) => said(line)),
    others: rest.flatMap(({ lines }) => lines.map(said)),
  };
  return paragraph(runWords(run, length), look);
}

function valuesOf({ summary, compiled, row }: Outcome, line: Line) {
  const at = rowOfLine(line, row, compiled.labels.dates);
  return statisticsAt(summary, line, at, compiled.frame.steps);
}

function saidOutcome(outcome: Outcome, line: Line, { signs }: Look): SaidOutcome {
  const { summary, compiled, row } = outcome;
  const at = rowOfLine(line, row, compiled.labels.dates);
  const values = valuesOf(outcome, line);
  const error = values.deviation / Math.sqrt(Math.max(1, summary.runs.finished));
  const scale = scaleFor(
    line.column.unit,
    error,
    Math.max(...values.quantiles.map(Math.abs)),
    signs,
  );
  const pairs = differenceOf(outcome, line, at);
  /** A difference that rounds to nothing keeps one digit: what is clear has a figure. */
  const meanText = (mean: number): string => {
    const text = scale.difference(mean);
    if (/[1-9]/.test(text) || mean === 0) return text;
    const isShare = line.column.unit === "share";
    const size = Number(Math.abs(isShare ? 100 * mean : mean).toPrecision(1));
    return `${mean < 0 ? signs.minus : "+"}${size}${isShare ? " pp" : ""}`;
  };
  const share = summary.split?.[line.index]?.share;
  return {
    name: line.at === null ? line.name : `${line.name}, ${compiled.labels.periods[at]},`,
    median: scale.value(quantile(values, 0.5)),
    range: scale.range(quantile(values, 0.1), quantile(values, 0.9)),
    difference: pairs === null ? null : { pairs, mean: meanText(pairs.mean) },
    assumptions: share === undefined || Number.isNaN(share) || line.complement ? null : share,
  };
}
