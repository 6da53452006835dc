import type { Labels } from "../scenario/compiled.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { PairCounts } from "./charts/numbers.ts";
import type { EnsembleSummary } from "./summary.ts";

/** Everything that a report says. */
export interface ReportInput {
  readonly summary: EnsembleSummary;
  /** Runs of the scenario to compare with, over the same periods; drawn in grey. */
  readonly baseline?: ReportBaseline;
  readonly scenario: Scenario;
  readonly labels: Labels;
  /** Where the countries lie, for the map's dots; any order. */
  readonly countries: readonly ReportCountry[];
  readonly versions: ReportVersions;
  /** Commands that make the same results again, one a line. */
  readonly commands: readonly string[];
}

/** What a report compares with. */
export interface ReportBaseline {
  readonly title: string;
  readonly summary: EnsembleSummary;
  /** Paired comparison of the values at the end, by the full name of the column; without it none is told. */
  readonly pairs?: Readonly<Record<string, PairCounts>>;
}

/** A country of the world's table. */
export interface ReportCountry {
  readonly id: string;
  readonly name: string;
  /** Degrees north. */
  readonly latitude: number;
  /** Degrees east. */
  readonly longitude: number;
}

/** Versions of what made the results. */
export interface ReportVersions {
  readonly package: string;
  readonly model: string;
  readonly data: string;
}

/** What a report is drawn with: the built script and style, and the outlines of the world as TopoJSON text. */
export interface ReportAssets {
  readonly script: string;
  readonly style: string;
  readonly geometry: string;
}
