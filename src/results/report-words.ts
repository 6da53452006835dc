import {
  formatCount,
  formatDifference,
  formatMoment,
  formatPeriod,
  formatRange,
  formatValue,
} from "./charts/numbers.ts";
import {
  columnAt,
  columnOf,
  quantileAt,
  standardErrorOf,
  stepsOf,
  supplierColumns,
} from "./charts/series.ts";
import type { ReportInput } from "./report-input.ts";
import type { EnsembleSummary } from "./summary.ts";

/** The line under every chart: how much is behind it, and what it is not. */
export function sourceLine({ summary, versions }: ReportInput): string {
  const { finished, requested } = summary.runs;
  const count = formatCount(finished);
  const runs =
    finished === requested
      ? `${count} simulated runs`
      : `${count} of ${formatCount(requested)} simulated runs`;
  const { ensemble, parameterSets } = summary;
  const over = ensemble ? ` over ${formatCount(parameterSets)} parameter sets` : "";
  return `${runs}${over} · model ${versions.model} · data ${versions.data} · not a forecast`;
}

/** What the runs say, in one to three sentences. */
export function headline(input: ReportInput): readonly string[] {
  const { summary, labels, baseline } = input;
  const step = stepsOf(summary) - 1;
  const moment = formatMoment(labels.periods[step] ?? "");
  if (summary.runs.finished === 0) return ["No run finished, so there is nothing to show."];
  const sentences: string[] = [];
  const any = columnOf(summary, "adoption.share");
  if (any >= 0) {
    const share = textOf(summary, any, step);
    sentences.push(
      `At ${moment}, ${share.median} of countries hold at least one contract (8 in 10 runs: ${share.range}).`,
    );
  }
  const ranked = supplierColumns(summary, "adoption.share")
    .map((column) => ({ column, median: quantileAt(summary, column, step, 0.5) }))
    .filter(({ median }) => median > 0)
    .sort((a, b) => b.median - a.median);
  const [first, second] = ranked;
  if (first !== undefined) {
    const share = textOf(summary, first.column, step);
    const next =
      second === undefined
        ? ""
        : `, ${nameOf(input, second.column)} ${textOf(summary, second.column, step).median}`;
    sentences.push(
      `${nameOf(input, first.column)} supplies ${share.median} of countries (${share.range})${next}.`,
    );
    const { outcome, of, unit } = columnAt(summary, first.column);
    const same = baseline === undefined ? -1 : columnOf(baseline.summary, outcome, of);
    if (baseline !== undefined && same >= 0) {
      const before = quantileAt(baseline.summary, same, stepsOf(baseline.summary) - 1, 0.5);
      const difference = formatDifference(first.median - before, unit);
      sentences.push(`That is ${difference} against the median of “${baseline.title}”.`);
    }
  }
  return sentences;
}

/** How much of the spread is luck and how much assumptions; null where runs are not spread over sets. */
export function splitNote({ summary, labels }: ReportInput): string | null {
  const { split, parameterSets } = summary;
  if (split === undefined || split === null) return null;
  const parts = keySplits.flatMap(([outcome, name]) => {
    const column = columnOf(summary, outcome);
    const share = column < 0 ? undefined : split[column]?.share;
    return share === undefined || Number.isNaN(share)
      ? []
      : [`${name} ${formatValue(share, "share")}`];
  });
  if (parts.length === 0) return null;
  const moment = formatMoment(labels.periods[labels.periods.length - 1] ?? "");
  return `The ranges hold two kinds of not knowing. Luck differs between runs of the same assumptions; assumptions differ between the ${formatCount(parameterSets)} parameter sets, all of which fit what was observed. Assumptions' part of the variance at ${moment}: ${parts.join(", ")}; the rest is luck. More runs average luck out, not assumptions.`;
}

/** Outcomes whose spread is told apart, with what people call them. */
const keySplits = [
  ["adoption.share", "countries with any contract"],
  ["coverage.share", "urban population covered"],
  ["market.hhi", "market concentration"],
  ["cost.outlay", "outlay"],
] as const;

/** How sure the medians are, given the number of runs; null when more runs would change nothing visible. */
export function precisionNote(input: ReportInput): string | null {
  const { summary } = input;
  const step = stepsOf(summary) - 1;
  const errors = summary.columns.flatMap((column, index) =>
    column.outcome === "adoption.share" ? [standardErrorOf(summary, index, step)] : [],
  );
  const largest = Math.max(0, ...errors);
  if (!(largest > 0.005)) return null;
  const width = formatValue(2 * largest, "share").replace("%", "pp");
  const runs = formatCount(summary.runs.finished);
  return `Using only ${runs} runs leaves about ±${width} on the medians of shares; more runs make it smaller.`;
}

/** Which periods and how many countries were simulated. */
export function scopeLine({ labels }: ReportInput): string {
  const first = formatPeriod(labels.periods[0] ?? "");
  const last = formatPeriod(labels.periods[labels.periods.length - 1] ?? "");
  return `${first} to ${last} · ${formatCount(labels.countries.length)} countries · ${labels.suppliers.length} supplier blocs`;
}

/** What the model cannot know, for readers of a report. */
export const limits: readonly string[] = [
  "The index behind it records that a technology is present. It says nothing of how much of it there is, whether it is lawful, or what harm it does; a country that is missing from it may still use the technology.",
  "Two snapshots, 2019 and 2020, cannot tell imitation of neighbours from common causes, and one cross-section cannot tell political alignment from income.",
  "There is no public set of contract prices. Price ratios are borrowed from telecommunications.",
  "How norms shift, and how well rules are kept, are assumptions with political content. They can be changed in the scenario, and should be.",
  "A bloc such as China or the United States stands for many firms that differ.",
  "Much of the buying is done by cities. A country here is an average over them.",
  "The segments (public space, transport hubs and residential areas, unless a world has its own) are a construct of this project; the index's categories do not map onto them one to one.",
  "Countries are simulated as decision-makers in a what-if. The results are no statement about any government's intent, and no tool for choosing targets.",
];

function textOf(
  summary: EnsembleSummary,
  column: number,
  step: number,
): { readonly median: string; readonly range: string } {
  const { unit } = columnAt(summary, column);
  const low = quantileAt(summary, column, step, 0.1);
  const high = quantileAt(summary, column, step, 0.9);
  return {
    median: formatValue(quantileAt(summary, column, step, 0.5), unit),
    range: formatRange(low, high, unit),
  };
}

function nameOf({ summary, labels }: ReportInput, column: number): string {
  const id = columnAt(summary, column).of ?? "";
  return labels.supplierNames[labels.suppliers.indexOf(id)] ?? id;
}
