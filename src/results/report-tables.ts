import type { Labels } from "../scenario/compiled.ts";
import type { Scenario, ScenarioIntervention, Who } from "../scenario/scenario.ts";
import { triggerText } from "../scenario/trigger-text.ts";
import { actionText } from "./action-text.ts";
import { isMet } from "./calibration.ts";
import {
  formatDifference,
  formatExact,
  formatMoment,
  formatPairs,
  formatRange,
  formatValue,
  isShare,
  shareDecimals,
} from "./charts/numbers.ts";
import { columnAt, columnOf, quantileAt, standardErrorOf, stepsOf } from "./charts/series.ts";
import { type NumberTable, numbers, type TableColumn, words } from "./charts/table.ts";
import type { ReportBaseline, ReportInput } from "./report-input.ts";
import type { EnsembleSummary, IndexStatistic } from "./summary.ts";

/** Outcomes whose end values are key numbers, in this order, with what people call them. */
const keyOutcomes = [
  ["adoption.share", "Countries with any contract"],
  ["coverage.share", "Urban population covered"],
  ["market.hhi", "Market concentration (HHI, 0 to 10,000)"],
  ["cost.outlay", "Outlay for operating contracts"],
] as const;

/** Medians and ranges at the end of the run; with a baseline, the differences of medians. */
export function keyNumbers(input: ReportInput): NumberTable {
  const { summary, labels, baseline } = input;
  const bySupplier = labels.suppliers.map((id, index): [string, string | null, string] => [
    "adoption.share",
    id,
    `Countries supplied by ${labels.supplierNames[index] ?? id}`,
  ]);
  const totals = keyOutcomes.map(([id, name]): [string, string | null, string] => [id, null, name]);
  const rows = [...totals.slice(0, 1), ...bySupplier, ...totals.slice(1)].flatMap(
    ([outcome, of, name]) => {
      const column = columnOf(summary, outcome, of);
      return column < 0 ? [] : [[name, ...keyCells(summary, column, baseline)]];
    },
  );
  const compared: TableColumn[] = [];
  if (baseline !== undefined) compared.push(numbers(`Against ${baseline.title}`));
  if (baseline?.pairs !== undefined) compared.push(words("Same luck, run by run"));
  const moment = formatMoment(labels.periods[labels.periods.length - 1] ?? "");
  return {
    caption: `At ${moment}, over ${summary.runs.finished} runs`,
    columns: [words("Outcome"), numbers("Median"), numbers("8 in 10 runs"), ...compared],
    rows,
  };
}

/** What was observed against what the runs gave: 8-in-10 range, tolerance, met or not. */
export function observedTable(statistics: readonly IndexStatistic[]): NumberTable {
  return {
    caption:
      "The adoption index as documented, and as the same index would have seen the simulated worlds",
    columns: [
      words("Statistic"),
      numbers("Observed"),
      numbers("Simulated mean"),
      numbers("8 in 10 runs"),
      numbers("Tolerance"),
      words("Verdict"),
      words("Used for"),
    ],
    rows: statistics.map((statistic) => {
      const { id, label, observed, mean, p10, p90, tolerance } = statistic;
      const unit = shortUnit(statistic.unit);
      return [
        `${label.slice(0, 1).toUpperCase()}${label.slice(1)} (${id.replace(/\..*/, "")})`,
        formatValue(observed, statistic.unit),
        formatValue(mean, unit),
        formatRange(p10, p90, unit),
        formatDifference(tolerance, unit).replace("+", "±"),
        Number.isNaN(mean) ? "–" : isMet(statistic) ? "met" : "not met",
        statistic.role === "C" ? "fitting" : "comparison",
      ];
    }),
  };
}

/** The unit stands once in a row; only the percent sign goes with every number. */
function shortUnit(unit: string): string {
  if (unit === "countries") return "count";
  return unit === "share" ? unit : "";
}

/** The values that differ from the parent, with reasons and sources. Null when there are none. */
export function changesTable(scenario: Scenario): NumberTable | null {
  if (scenario.changes.length === 0) return null;
  const sourced = scenario.changes.some((change) => change.source !== null);
  const columns: TableColumn[] = [
    words("Input"),
    numbers("Was"),
    numbers("Is"),
    words("Because"),
    ...(sourced ? [words("Source")] : []),
  ];
  return {
    caption: "Values that differ",
    columns,
    rows: scenario.changes.map((change) => [
      change.path,
      inputText(change.from),
      inputText(change.to),
      change.because ?? "no reason given",
      ...(sourced ? [change.source ?? ""] : []),
    ]),
  };
}

/** The dated changes. Null when there are none. */
export function interventionsTable(scenario: Scenario, labels: Labels): NumberTable | null {
  if (scenario.interventions.length === 0) return null;
  return {
    caption: "Interventions",
    columns: [
      words("Intervention"),
      words("What"),
      words("Where"),
      words("When"),
      words("Because"),
    ],
    rows: scenario.interventions.map((intervention) => [
      intervention.id,
      actionText(intervention.action, labels),
      whoText(intervention.who, labels),
      whenText(intervention),
      intervention.because ?? "no reason given",
    ]),
  };
}

function keyCells(
  summary: EnsembleSummary,
  column: number,
  baseline: ReportBaseline | undefined,
): readonly string[] {
  const { name, unit, outcome, of } = columnAt(summary, column);
  const step = stepsOf(summary) - 1;
  const decimals = isShare(unit) ? shareDecimals(standardErrorOf(summary, column, step)) : 0;
  const median = quantileAt(summary, column, step, 0.5);
  const low = quantileAt(summary, column, step, 0.1);
  const high = quantileAt(summary, column, step, 0.9);
  const cells = [formatValue(median, unit, decimals), formatRange(low, high, unit, decimals)];
  if (baseline === undefined) return cells;
  const same = columnOf(baseline.summary, outcome, of);
  const last = stepsOf(baseline.summary) - 1;
  const before = same < 0 ? Number.NaN : quantileAt(baseline.summary, same, last, 0.5);
  cells.push(formatDifference(median - before, unit, decimals));
  const pairs = baseline.pairs?.[name];
  if (baseline.pairs !== undefined) cells.push(pairs === undefined ? "–" : formatPairs(pairs));
  return cells;
}

function inputText(value: number | boolean | string | null): string {
  if (value === null) return "not set";
  if (typeof value === "boolean") return value ? "on" : "off";
  return typeof value === "number" ? formatExact(value) : value;
}

function whoText(who: Who, labels: Labels): string {
  if (who === "all") return "all countries";
  if (isList(who)) {
    const named = who.map((id) => labels.countryNames[labels.countries.indexOf(id)] ?? id);
    return named.join(", ");
  }
  const filters = Object.entries(who).map(
    ([filter, values]) => `${filter}: ${values.join(" or ")}`,
  );
  return filters.join("; ");
}

function isList(who: Who): who is readonly string[] {
  return Array.isArray(who);
}

function whenText({ from, to, ramp, when }: ScenarioIntervention): string {
  const growing =
    ramp > 0 ? `, growing over ${formatExact(ramp)} ${ramp === 1 ? "year" : "years"}` : "";
  const condition = when === null ? "" : `, when ${triggerText(when)}`;
  const end = to === null ? "onwards" : `to ${quarter(to - 0.25)}`;
  return `${quarter(from)} ${end}${growing}${condition}`;
}

/** 2027.25 is the start of "2027 Q2". */
function quarter(date: number): string {
  const quarters = Math.round(date * 4);
  return `${Math.floor(quarters / 4)} Q${(((quarters % 4) + 4) % 4) + 1}`;
}
