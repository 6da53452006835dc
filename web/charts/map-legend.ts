import type { MapChart } from "../../src/results/charts/map.ts";
import { agreementWords, entryCounts } from "../../src/results/charts/map.ts";
import { formatCount } from "../../src/results/charts/numbers.ts";
import { marks, type Slot } from "../../src/results/charts/palette.ts";
import { words } from "../strings/words.ts";
import { type Child, html, svg } from "./dom.ts";
import type { Fills } from "./map-fills.ts";
import type { MapLegend } from "./map-layer.ts";
import { markerPath } from "./markers.ts";

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
  const counts = chart.entries.map(() => html("span", { class: "count" }));
  const contents = chart.entries.map((entry, index) => [
    swatch(entry.slot),
    html("span", {}, entry.code === "" ? entry.label : `${entry.code} ${entry.label}`),
    counts[index] ?? "",
  ]);
  const lead = chart.entries[0]?.slot ?? "none";
  const next = chart.entries[1]?.slot ?? "none";
  const explained = [
    sample(fills.of(lead, next, "firm"), agreementWords.firm),
    sample(fills.of(lead, next, "leaning"), agreementWords.leaning),
    sample(fills.of(lead, next, "contested"), agreementWords.contested),
    sample(fills.noData(), words.charts.noData),
  ];
  const element = html(
    "div",
    { class: "legend" },
    legendButtons(words.charts.showOne, contents, onIsolate),
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

/** A row of buttons, one per entry, of which at most one is pressed. */
export function legendButtons(
  label: string,
  contents: readonly (readonly Child[])[],
  onIsolate: (entry: number | null) => void,
): HTMLElement {
  let alone: number | null = null;
  const buttons = contents.map((content, index) => {
    const button = html(
      "button",
      { type: "button", class: "entry", "aria-pressed": "false" },
      ...content,
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
  return html("div", { class: "entries", role: "group", "aria-label": label }, ...buttons);
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
