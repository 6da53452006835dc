import type { Change } from "../../scenario/scenario.ts";
import { differenceChart, winsText } from "../charts/difference.ts";
import { formatMoment, formatPeriod } from "../charts/numbers.ts";
import { type Charts, type Page, places } from "../page.ts";
import { paragraphs, tableHtml } from "../report-html.ts";
import type { ReportVersions } from "../report-input.ts";
import { limitsSection, madeSection } from "../report-sections.ts";
import { flagsTable } from "../source-flags.ts";
import type { Comparison } from "./compare-scenarios.ts";
import type { ComparedOutcome, PairedComparison } from "./compare-sides.ts";
import type { LeaveOneOut } from "./leave-one-out.ts";
import {
  byClarity,
  cascadeTable,
  changesTable,
  countriesTable,
  leftOutTable,
  namesOf,
  outcomesTable,
  rankTable,
} from "./tables.ts";
import { conclusionText, costText, differenceText, partingText, setsText } from "./words.ts";

/** Everything that a report on a comparison says. */
export interface ComparisonReport {
  readonly comparison: Comparison;
  /** Inputs in which each scenario differs from the first, in the order of `comparison.pairs`. */
  readonly differences: readonly (readonly Change[])[];
  readonly versions: ReportVersions;
  readonly seed: string;
  /** Commands that make the same numbers again. */
  readonly commands: readonly string[];
}

/** Outcomes that have a chart, with the title of it. */
const charted: readonly (readonly [string, "supplier" | "none", string])[] = [
  ["adoption.share", "supplier", "Share of countries supplied"],
  ["adoption.share", "none", "Countries with any contract"],
  ["coverage.share", "none", "Urban population covered"],
  ["market.hhi", "none", "Market concentration (HHI)"],
  ["rules.safeguards", "none", "Safeguards"],
  ["rights.erosion", "none", "Rights erosion"],
  ["norms.polarisation", "none", "Polarisation of norms"],
];

/** A comparison as a page: paired fans, win counts, where the worlds part, ranks, and how it was made. */
export function comparisonPage(input: ComparisonReport): Page {
  const { comparison, versions } = input;
  const charts: Record<string, NonNullable<Charts[string]>> = {};
  const sections = comparison.pairs.flatMap((pair, k) => pairSections(input, pair, k, charts));
  const [first] = comparison.pairs;
  const titles = comparison.sides.map(({ title }) => title);
  const runs = comparison.sides.map(({ result }) => result.summary.runs.finished);
  return {
    generator: `panoptes ${versions.package}`,
    title: `${titles.slice(1).join("; ")}: against “${titles[0]}”`,
    deck: comparison.pairs.every((pair) => pair.sets.same)
      ? "The same parameter sets and the same luck in every world; what is left is the difference that the scenarios make."
      : "The same luck in every world; what is left is the difference that the scenarios and their parameter sets make.",
    notices: [
      ...(comparison.stopped ? ["Stopped early: only the first runs of each were made."] : []),
      ...comparison.pairs.map(setsText).filter(Boolean),
    ],
    headline: comparison.pairs.map((pair) => headlineOf(pair)),
    source: `${first?.pairs ?? 0} pairs of simulated runs · model ${versions.model} · data ${versions.data} · not a forecast`,
    scope: `${formatPeriod(first?.periods[0] ?? "")} to ${formatPeriod(first?.periods.at(-1) ?? "")} · seed ${input.seed} · ${Math.min(...runs)} finished runs of each`,
    sections: [
      ...sections,
      {
        id: "ranks",
        title: "Ranks and regret",
        html: comparison.ranks.map((rank) => tableHtml(rankTable(comparison, rank))).join("\n"),
      },
      { id: "method", title: "Method", html: paragraphs(method(comparison)) },
      limitsSection(),
      made(input),
    ],
    charts,
  };
}

/** The largest clear difference in a sentence. */
export function headlineOf(pair: PairedComparison): string {
  const moment = formatMoment(pair.periods[pair.row] ?? "");
  const ranked = byClarity(pair);
  const [top] = ranked;
  if (top === undefined) {
    return `“${pair.b.title}” and “${pair.a.title}” do not clearly differ in any outcome at ${moment}.`;
  }
  const { mean } = top.statistics;
  const difference = differenceText(mean, top.column.unit);
  return `“${pair.b.title}” changes ${nameOf(top)} by ${difference} on average at ${moment} (${winsText(top, pair.row)}); ${ranked.length} of ${pair.outcomes.length} outcomes differ clearly.`;
}

function nameOf({ column }: ComparedOutcome): string {
  return column.name;
}

function pairSections(
  { comparison, differences }: ComparisonReport,
  pair: PairedComparison,
  k: number,
  charts: Record<string, NonNullable<Charts[string]>>,
): Page["sections"] {
  const labels = comparison.sides[0]?.labels;
  const names = Object.fromEntries(
    (labels?.suppliers ?? []).map((id, j) => [id, labels?.supplierNames[j] ?? id]),
  );
  const own: string[] = [];
  for (const [outcome, by, title] of charted) {
    const columns = pair.outcomes
      .filter(({ column }) => column.outcome === outcome && column.by === by)
      .map(({ column }) => column.name);
    const suppliers = labels?.suppliers ?? [];
    const chart = differenceChart({ comparison: pair, columns, suppliers, names, title });
    if (chart === null) continue;
    const place = `pair${k}-${outcome.replace(".", "-")}-${by}`;
    charts[place] = { ...chart, title: `${title}: ${pair.b.id} minus ${pair.a.id}` };
    own.push(place);
  }
  const against = `${pair.b.id} against ${pair.a.id}`;
  const changes = differences[k] ?? [];
  const flags = flagsTable(changes.map(({ path }) => path));
  return [
    {
      id: `differs-${k}`,
      title: `What differs: ${against}`,
      html:
        changes.length === 0
          ? paragraphs(["Nothing: both have the same inputs."])
          : tableHtml(changesTable(changes, pair)) + (flags === null ? "" : tableHtml(flags)),
    },
    { id: `fans-${k}`, title: `Differences over time: ${against}`, html: places(charts, own) },
    {
      id: `outcomes-${k}`,
      title: `Outcomes: ${against}`,
      html: tableHtml(outcomesTable(pair)) + paragraphs([costText(pair)].filter(Boolean)),
    },
    {
      id: `parting-${k}`,
      title: "Where the worlds part",
      html:
        pair.parting === null
          ? ""
          : paragraphs([partingText(pair, namesOf(pair))]) +
            (pair.parting.parted === 0 ? "" : tableHtml(cascadeTable(pair))),
    },
    {
      id: `countries-${k}`,
      title: "Countries that change most",
      html: pair.countries.length === 0 ? "" : tableHtml(countriesTable(pair)),
    },
    {
      id: `turn-${k}`,
      title: "What would change the conclusion",
      html:
        paragraphs(
          byClarity(pair)
            .slice(0, 8)
            .map((one) => conclusionText(one, pair)),
        ) + leftOutHtml(pair, comparison.leftOut[k]),
    },
  ];
}

function leftOutHtml(pair: PairedComparison, left: LeaveOneOut | undefined): string {
  if (left === undefined) return "";
  if (left.reason !== null) return paragraphs([`Nothing was left out: ${left.reason}.`]);
  return tableHtml(leftOutTable(pair, left));
}

function method({ pairs, sides }: Comparison): readonly string[] {
  const sets = Math.max(...sides.map((side) => side.sets));
  const [first] = pairs;
  const gain = first?.gain.median ?? Number.NaN;
  const shared = pairs.every((pair) => pair.sets.same)
    ? "the same parameter set"
    : "the parameter set of the same number";
  return [
    `Run k of every scenario has the same seed and ${shared} (${sets} ${sets === 1 ? "set" : "sets"}), and every random draw depends on what it decides alone, so a pair of runs differs only by what ${shared === "the same parameter set" ? "the scenarios differ in" : "the scenarios and their sets differ in"}. Differences are taken pair by pair; intervals of their means are Student's t at 95 %, over the sets where there are several, because pairs of one set are alike. A pair parts at the first quarter in which any country holds contracts with other suppliers than in its twin.`,
    ...(Number.isFinite(gain)
      ? [
          `Pairing saves runs: without shared luck the same precision would take (Var A + Var B) / Var(B − A) times as many, ${gain.toFixed(1)} in the median over outcomes.`,
        ]
      : []),
  ];
}

function made({
  comparison,
  versions,
  seed,
  commands,
}: ComparisonReport): Page["sections"][number] {
  return madeSection(
    [
      ...comparison.sides.flatMap(({ id, result: { summary } }): [string, string][] => [
        ["Scenario", id],
        ["run_id", summary.runId],
        ["result_hash", summary.resultHash],
      ]),
      ["Seed", seed],
    ],
    versions,
    commands,
  );
}
