import { outcomesOf } from "../../results/series-columns.ts";
import type { SeriesColumn } from "../../results/summary.ts";
import { partName } from "../../scenario/outcome-name.ts";
import type { OutcomeRequest } from "../../scenario/scenario.ts";
import { didYouMean } from "../arguments/nearest.ts";
import { wrongUsage } from "../exit-codes.ts";
import type { Line } from "./summary-view.ts";

/** Lines of a summary under a title. */
export interface Block {
  readonly title: string;
  readonly lines: readonly Line[];
  /** A line each, with range and comparison; or their medians only, one behind the other. */
  readonly form: "table" | "medians";
}

/** The outcome that leads every summary. */
const headline = "adoption.share";

/** Names that are shorter than definitions and say more than ids. */
const labels: Readonly<Record<string, string>> = {
  "adoption.countries": "Adopters",
  "adoption.share": "Share adopting",
  "contracts.count": "Contracts",
  "contracts.signed": "Signed in the step",
  "cost.outlay": "Outlay, US$/yr",
  "coverage.persons": "Persons covered",
  "coverage.share": "Urban coverage",
  "market.hhi": "Concentration, HHI",
  "market.share": "Market share",
};

/** What every summary shows, whether or not the scenario asks for it. */
const always: readonly Pick<OutcomeRequest, "metric" | "by" | "of" | "at">[] = [
  { metric: "coverage.share", by: "none", of: null, at: null },
  { metric: "market.hhi", by: "none", of: null, at: null },
  { metric: "price.index", by: "supplier", of: null, at: null },
];

/** What the two composite indices are made of: neither is shown without it. */
const components: Readonly<Record<string, readonly string[]>> = {
  "rights.erosion": ["rights.exposure", "rights.relief"],
  "rights.erosion_weighted": ["rights.exposure", "rights.relief"],
  "rights.erosion_p90": ["rights.exposure", "rights.relief"],
  "security.benefit": ["security.exposure"],
  "security.benefit_weighted": ["security.exposure"],
  "security.per_erosion": ["security.exposure", "rights.exposure", "rights.relief"],
};

/** Requests, each composite with its components behind it. */
function withComponents(
  requests: readonly Pick<OutcomeRequest, "metric" | "by" | "of" | "at">[],
): readonly Pick<OutcomeRequest, "metric" | "by" | "of" | "at">[] {
  return requests.flatMap((request) => [
    request,
    ...(components[request.metric] ?? []).map((metric) => ({
      metric,
      by: "none" as const,
      of: null,
      at: request.at,
    })),
  ]);
}

/**
 * The blocks of a summary: the share of countries by supplier; single numbers that the scenario asks
 * to see, and a few figures; medians of what it wants split. Or only the outcome that the user names.
 * @param metric name of an outcome, or null
 * @throws Stop (usage) when there is no such outcome
 */
export function blocksOf(
  columns: readonly SeriesColumn[],
  requests: readonly OutcomeRequest[],
  metric: string | null,
): readonly Block[] {
  if (metric !== null) return [metricBlock(columns, metric)];
  const singles: Line[] = [];
  const splits: Block[] = [];
  for (const { metric, by, of, at } of [...withComponents(requests), ...always]) {
    const lines = select(columns, metric, by, of, at);
    const [first] = lines;
    // The headline shows these already, the total as what is left over.
    if (first === undefined || (metric === headline && of === null && at === null)) continue;
    if (lines.length === 1 && !singles.some((line) => isSame(line, first))) {
      singles.push({ ...first, name: singleName(first) });
    } else if (lines.length > 1 && !splits.some(({ lines: [line] }) => isSame(line, first))) {
      splits.push({ title: first.column.definition, lines, form: "medians" });
    }
  }
  const blocks: readonly Block[] = [
    { title: "Share of countries with a contract", lines: headlineLines(columns), form: "table" },
    { title: "Other outcomes", lines: singles, form: "table" },
    ...splits,
  ];
  return blocks.filter(({ lines }) => lines.length > 0);
}

/** Lines of an outcome, in the order of its columns. */
function select(
  columns: readonly SeriesColumn[],
  outcome: string,
  by: SeriesColumn["by"],
  of: string | null,
  at: number | null,
): Line[] {
  return columns.flatMap((column, index) =>
    column.outcome === outcome &&
    column.by === by &&
    (of === null || column.of === partName(by, of))
      ? [{ name: column.of ?? column.outcome, column, index, complement: false, at }]
      : [],
  );
}

function headlineLines(columns: readonly SeriesColumn[]): Line[] {
  const none = select(columns, headline, "none", null, null).map((line) => ({
    ...line,
    name: "none",
    complement: true,
  }));
  return [...select(columns, headline, "supplier", null, null), ...none];
}

function isSame(a: Line | undefined, b: Line): boolean {
  return a?.index === b.index && a.at === b.at;
}

function singleName({ column }: Line): string {
  const label = labels[column.outcome] ?? column.outcome;
  return column.of === null ? label : `${label}, ${column.of}`;
}

function metricBlock(columns: readonly SeriesColumn[], metric: string): Block {
  const parts = columns.flatMap((column, index): Line[] => {
    const line = { column, index, complement: false, at: null };
    if (column.outcome === metric) return [{ ...line, name: column.of ?? "all" }];
    return column.name === metric ? [{ ...line, name: column.of ?? metric }] : [];
  });
  const [first] = parts;
  if (first !== undefined) {
    return { title: first.column.definition, lines: parts, form: "table" };
  }
  const names = columns.map(({ name }) => name);
  const known = outcomesOf(columns);
  throw wrongUsage(
    `--metric "${metric}" is no outcome.${didYouMean(metric, [...known, ...names])}\n` +
      `Outcomes: ${known.join(", ")};\n` +
      `a part by its full name, such as ${columns.find(({ of }) => of !== null)?.name}.`,
  );
}
