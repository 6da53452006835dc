import "./report.css";
import type { FanChart } from "../../src/results/charts/fan.ts";
import type { MapChart } from "../../src/results/charts/map.ts";
import { drawFan } from "../charts/fan.ts";
import { pictureOf, type WorldGeometry } from "../charts/geometry.ts";
import { drawMap } from "../charts/map.ts";
import { supplierLayer } from "../charts/map-suppliers.ts";
import { installTheme } from "../charts/theme.ts";

/** What the report's document embeds for its charts. */
interface Embedded {
  readonly source: string;
  /** Charts by the name of the place where they stand. */
  readonly charts: Readonly<Record<string, FanChart | MapChart>>;
}

installTheme();
const { charts, source } = embedded<Embedded>("report-charts");
for (const place of document.querySelectorAll<HTMLElement>("[data-chart]")) {
  const chart = charts[place.dataset.chart ?? ""];
  if (chart === undefined) continue;
  place.replaceChildren(
    chart.kind === "fan"
      ? drawFan(chart, source)
      : drawMap(
          supplierLayer(chart),
          pictureOf(embedded<WorldGeometry>("report-geometry"), chart.countries),
          source,
        ),
  );
}
document.documentElement.dataset.ready = "true";

/** Reads a JSON block of the document. */
function embedded<T>(id: string): T {
  const text = document.getElementById(id)?.textContent;
  if (text === undefined || text === null) throw new Error(`the report has no block "${id}"`);
  return JSON.parse(text);
}
