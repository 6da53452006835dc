import "./report.css";
import type { MapChart } from "../../src/results/charts/map.ts";
import type { Chart } from "../../src/results/page.ts";
import { drawBars } from "../charts/bars.ts";
import { drawFan } from "../charts/fan.ts";
import { pictureOf, type WorldGeometry } from "../charts/geometry.ts";
import { drawMap } from "../charts/map.ts";
import { supplierLayer } from "../charts/map-suppliers.ts";
import { drawParallel } from "../charts/parallel.ts";
import { drawScatter } from "../charts/scatter.ts";
import { installTheme } from "../charts/theme.ts";
import { tileRows } from "../charts/tile-rows.ts";
import type { WorldPicture } from "../charts/world-picture.ts";
import { words } from "../strings/words.ts";

/** What the report's document embeds for its charts. */
interface Embedded {
  readonly source: string;
  /** Charts by the name of the place where they stand. */
  readonly charts: Readonly<Record<string, Chart>>;
}

installTheme();
const { charts, source } = embedded<Embedded>("report-charts");
for (const place of document.querySelectorAll<HTMLElement>("[data-chart]")) {
  const chart = charts[place.dataset.chart ?? ""];
  if (chart === undefined) continue;
  place.replaceChildren(draw(chart));
}
document.documentElement.dataset.ready = "true";

/** Reads a JSON block of the document. */
function embedded<T>(id: string): T {
  const text = document.getElementById(id)?.textContent;
  if (text === undefined || text === null) throw new Error(words.charts.noBlock(id));
  return JSON.parse(text);
}

/** Where every country says where it lies a map, else squares: no country may be missing unseen. */
function worldOf({ countries }: MapChart): WorldPicture {
  const placed = countries.every(
    ({ latitude, longitude }) => latitude !== null && longitude !== null,
  );
  return placed
    ? pictureOf(embedded<WorldGeometry>("report-geometry"), countries)
    : tileRows(countries.map(({ id }) => id));
}

function draw(chart: Chart): HTMLElement {
  switch (chart.kind) {
    case "fan":
      return drawFan(chart, source);
    case "map":
      return drawMap(supplierLayer(chart), worldOf(chart), source);
    case "bars":
      return drawBars(chart, source);
    case "scatter":
      return drawScatter(chart, source);
    case "parallel":
      return drawParallel(chart, source);
  }
}
