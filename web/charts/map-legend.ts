import type { MapChart } from "../../src/results/charts/map.ts";
import { agreementWords, entryCounts } from "../../src/results/charts/map.ts";
import { formatCount } from "../../src/results/charts/numbers.ts";
import { marks, type Slot } from "../../src/results/charts/palette.ts";
import { html, svg } from "./dom.ts";
import type { Fills } from "./map-fills.ts";
import { markerPath } from "./markers.ts";

/** The legend of a map; it stands outside the picture. */
export interface MapLegend {
  readonly element: HTMLElement;
  /** Shows the counts of a period. */
  showPeriod(period: number): void;
}

/**
 * Makes the legend: one button per entry with its letter and count, and what the patterns mean.
 *
 * @param onIsolate called with the entry to show alone, null for all
 */
export function makeLegend(
  chart: MapChart,
  fills: Fills,
  onIsolate: (entry: number | null) => void,
): MapLegend {
  let alone: number | null = null;
  const counts = chart.entries.map(() => html("span", { class: "count" }));
  const buttons = chart.entries.map((entry, index) => {
    const button = html(
      "button",
      { type: "button", class: "entry", "aria-pressed": "false" },
      swatch(entry.slot),
      html("span", {}, entry.code === "" ? entry.label : `${entry.code} ${entry.label}`),
      counts[index] ?? "",
    );
    button.addEventListener("click", () => {
      alone = alone === index ? null : index;
      buttons.forEach((other, at) => {
        other.setAttribute("aria-pressed", String(at === alone));
      });
      onIsolate(alone);
    });
    return button;
  });
  const lead = chart.entries[0]?.slot ?? "none";
  const next = chart.entries[1]?.slot ?? "none";
  const explained = [
    sample(fills.of(lead, next, "firm"), agreementWords.firm),
    sample(fills.of(lead, next, "leaning"), agreementWords.leaning),
    sample(fills.of(lead, next, "contested"), agreementWords.contested),
    sample(fills.noData(), "no data"),
  ];
  const element = html(
    "div",
    { class: "legend" },
    html("div", { class: "entries", role: "group", "aria-label": "Show one supplier" }, ...buttons),
    html("div", { class: "classes" }, ...explained),
  );
  return {
    element,
    showPeriod: (period) => {
      entryCounts(chart, period).forEach((count, index) => {
        const cell = counts[index];
        if (cell !== undefined) cell.textContent = formatCount(count);
      });
    },
  };
}

/** A patch of the entry's colour with its marker in it. */
function swatch(slot: Slot): SVGElement {
  const mark = marks.find((found) => found.slot === slot);
  const box = { x: 0.5, y: 0.5, width: 17, height: 17, rx: 2 };
  const style = `fill:var(--${slot});stroke:var(--${slot}-outline)`;
  const picture = svg("svg", { class: "patch", viewBox: "0 0 18 18", "aria-hidden": "true" });
  picture.append(svg("rect", { ...box, style }));
  if (mark !== undefined && slot !== "none") {
    const path = markerPath(mark.marker, 9, 9, 4);
    picture.append(svg("path", { d: path, style: `fill:var(--${slot}-text)` }));
  }
  return picture;
}

function sample(paint: string, text: string): HTMLElement {
  const patch = svg("svg", { class: "patch wide", viewBox: "0 0 30 18", "aria-hidden": "true" });
  const box = { x: 0.5, y: 0.5, width: 29, height: 17, rx: 2 };
  patch.append(svg("rect", { ...box, fill: paint, style: "stroke:var(--line)" }));
  return html("span", { class: "class" }, patch, text);
}
