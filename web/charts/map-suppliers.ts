import { agreement, cellText, type MapChart, mapTable } from "../../src/results/charts/map.ts";
import type { MapLayer } from "./map-layer.ts";
import { makeLegend } from "./map-legend.ts";

/** The layer of the most common supplier: its colour, and by pattern how far the runs agree. */
export function supplierLayer(chart: MapChart): MapLayer {
  return {
    title: chart.title,
    sentence: chart.sentence,
    periods: chart.periods,
    countries: chart.countries.map(({ id }) => id),
    paint: (index, period, fills) => {
      const country = chart.countries[index];
      const entry = country?.first[period] ?? -1;
      const first = chart.entries[entry]?.slot ?? "none";
      const second = chart.entries[country?.second[period] ?? -1]?.slot ?? "none";
      const class_ = agreement(country?.firstRuns[period] ?? 0, chart.runs);
      return { fill: fills.of(first, second, class_), pale: first === "none", entry };
    },
    text: (index, period) => {
      const country = chart.countries[index];
      return country === undefined ? "" : cellText(chart, country, period);
    },
    table: (period) => mapTable(chart, period),
    legend: (fills, onIsolate) => makeLegend(chart, fills, onIsolate),
  };
}
