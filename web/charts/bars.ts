import { type BarChart, type BarRow, barTable, barText } from "../../src/results/charts/bars.ts";
import { words } from "../strings/words.ts";
import { svg } from "./dom.ts";
import { fitted, keyEntry, label, planeFigure, roundValues } from "./plane.ts";
import { textScale } from "./theme.ts";

const rowHeight = 26;
const barHeight = 14;

/** Draws horizontal bars with intervals into a figure and returns it. */
export function drawBars(chart: BarChart, source: string): HTMLElement {
  const keys = [keyEntry("bar", chart.measure)];
  if (chart.rows.some(({ low }) => low !== null))
    keys.push(keyEntry("whisker", words.charts.interval));
  if (chart.rows.some(({ inner }) => inner !== null)) {
    keys.push(keyEntry("inner", words.charts.alone));
  }
  if (chart.rows.some(({ apart }) => apart)) keys.push(keyEntry("apart", words.charts.luck));
  return planeFigure({
    title: chart.title,
    sentence: chart.sentence,
    source,
    table: () => barTable(chart),
    keys,
    draw: (picture, width) => drawRows(picture, width, chart),
  });
}

function drawRows(picture: SVGElement, width: number, chart: BarChart): number {
  const left = Math.min(280 * textScale(), Math.round(width * 0.42));
  const right = width - 60;
  const [low, high] = chart.domain;
  const at = (value: number): number => left + ((value - low) / (high - low)) * (right - left);
  const bottom = chart.rows.length * rowHeight + 6;
  const text = (value: number): string => barText(chart, value);
  for (const value of roundValues(chart.domain, Math.max(2, Math.floor((right - left) / 90)))) {
    const x = at(value);
    picture.append(
      svg("line", { x1: x, x2: x, y1: 0, y2: bottom, class: value === 0 ? "zero" : "grid" }),
      label(text(value), x, bottom + 16, { "text-anchor": "middle", class: "tick" }),
    );
  }
  for (const [k, row] of chart.rows.entries()) drawRow(picture, row, k, { left, at, text });
  return bottom + 24;
}

interface Scale {
  readonly left: number;
  readonly at: (value: number) => number;
  readonly text: (value: number) => string;
}

function drawRow(picture: SVGElement, row: BarRow, k: number, { left, at, text }: Scale): void {
  const middle = k * rowHeight + rowHeight / 2 + 2;
  const bar = (value: number, height: number, kind: string): SVGElement =>
    svg("rect", {
      x: Math.min(at(0), at(value)),
      y: middle - height / 2,
      width: Math.max(1, Math.abs(at(value) - at(0))),
      height,
      class: kind,
    });
  picture.append(
    label(fitted(row.label, left - 12), left - 10, middle + 4, {
      "text-anchor": "end",
      class: row.apart ? "name apart" : "name",
    }),
  );
  if (!Number.isFinite(row.value)) return;
  picture.append(bar(row.value, barHeight, row.apart ? "bar apart" : "bar"));
  if (row.inner !== null && Number.isFinite(row.inner)) {
    picture.append(bar(row.inner, barHeight / 2 - 1, "inner"));
  }
  const { low, high } = row;
  // Beside a bar to the left of zero, not on it.
  let end = Math.max(at(0), at(row.value));
  if (low !== null && high !== null && Number.isFinite(low) && Number.isFinite(high)) {
    end = Math.max(end, at(high));
    picture.append(
      svg("line", { x1: at(low), x2: at(high), y1: middle, y2: middle, class: "whisker" }),
    );
    for (const x of [at(low), at(high)]) {
      picture.append(
        svg("line", { x1: x, x2: x, y1: middle - 4, y2: middle + 4, class: "whisker" }),
      );
    }
  }
  picture.append(
    label(text(Number(row.value.toPrecision(2))), end + 6, middle + 4, { class: "value" }),
  );
}
