import type { Scenario } from "../scenario/scenario.ts";
import { type BarChart, type BarRow, barDomain } from "./charts/bars.ts";
import type { Charts, Page } from "./page.ts";
import type { ReportVersions } from "./report-input.ts";
import { limitsSection, madeSection } from "./report-sections.ts";

/** What reports on questions of why have in common. */
export interface QuestionInput {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly versions: ReportVersions;
  /** Commands that make the same numbers again. */
  readonly commands: readonly string[];
}

/** What is particular to one of them. */
export interface QuestionPage {
  readonly title: string;
  /** What came out, made of the numbers. */
  readonly headline: readonly string[];
  readonly notices?: readonly string[];
  /** How much is behind it: `20 runs, each repeated 32 times`. */
  readonly work: string;
  readonly scope: string;
  readonly sections: Page["sections"];
  readonly charts: Charts;
}

/** A report on a question of why: its own sections, then what no report can say and how it was made. */
export function questionPage(
  { scenario, seed, versions, commands }: QuestionInput,
  { title, headline, notices = [], work, scope, sections, charts }: QuestionPage,
): Page {
  return {
    generator: `panoptes ${versions.package}`,
    title,
    deck: scenario.summary,
    notices,
    headline,
    source: `${work} · model ${versions.model} · data ${versions.data} · not a forecast`,
    scope: `${scenario.id} · ${scope} · seed ${seed}`,
    sections: [
      ...sections,
      limitsSection(),
      madeSection(
        [
          ["Scenario", scenario.id],
          ["Seed", seed],
        ],
        versions,
        commands,
      ),
    ],
    charts,
  };
}

/** Bars with intervals; null without any. */
export function barChart(
  chart: Omit<BarChart, "kind" | "domain" | "rows">,
  rows: readonly Pick<BarRow, "label" | "value" | "low" | "high">[],
): BarChart | null {
  if (rows.length === 0) return null;
  const largest = Math.max(...rows.map(({ value }) => Math.abs(value)).filter(Number.isFinite), 0);
  // What sums leave of rounding is nothing, and would be written with all its digits.
  const plain = (value: number) => (Math.abs(value) < largest * 1e-9 ? 0 : value);
  const finite = (value: number | null) =>
    value !== null && Number.isFinite(value) ? plain(value) : null;
  const full = rows.map(({ label, value, low, high }) => {
    const ends = { low: finite(low), high: finite(high) };
    return { label, value: plain(value), ...ends, inner: null, apart: false };
  });
  return { kind: "bars", ...chart, rows: full, domain: barDomain(full) };
}

/** Charts by name, those that are none left out. */
export function chartsOf(all: Readonly<Record<string, Charts[string] | null>>): Charts {
  return Object.fromEntries(Object.entries(all).filter(([, chart]) => chart !== null)) as Charts;
}

/** `1 run`, `20 runs`. */
export function runsText(runs: number): string {
  return runs === 1 ? "1 run" : `${runs} runs`;
}
