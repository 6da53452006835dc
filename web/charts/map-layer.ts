import type { NumberTable } from "../../src/results/charts/table.ts";
import type { Fills } from "./map-fills.ts";

/** How a country is painted in a period. */
export interface Paint {
  /** SVG paint. */
  readonly fill: string;
  /** Whether it needs an outline to be told from the page. */
  readonly pale: boolean;
  /** Place in the legend, for showing one alone. */
  readonly entry: number;
  /** Whether it is to stand out in this period; not unless told. */
  readonly fresh?: boolean;
}

/** One question that a map answers: which colour every country has in every period, and what it means. */
export interface MapLayer {
  readonly title: string;
  /** One sentence about the last period. */
  readonly sentence: string;
  readonly periods: readonly string[];
  /** Ids of the countries that it knows; others are drawn as having no data. */
  readonly countries: readonly string[];
  paint(country: number, period: number, fills: Fills): Paint;
  /** A country in a period in words. */
  text(country: number, period: number): string;
  table(period: number): NumberTable;
  /**
   * Makes the legend.
   *
   * @param onIsolate called with the entry to show alone, null for all
   */
  legend(fills: Fills, onIsolate: (entry: number | null) => void): MapLegend;
}

/** The legend of a map; it stands outside the picture. */
export interface MapLegend {
  readonly element: HTMLElement;
  /** Shows the counts of a period. */
  showPeriod(period: number): void;
}
