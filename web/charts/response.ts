import { formatExact, formatTick, formatValue } from "../../src/results/charts/numbers.ts";
import { numbers } from "../../src/results/charts/table.ts";
import { words } from "../strings/words.ts";
import { svg } from "./dom.ts";
import { fitted, keyEntry, label, planeFigure, roundValues } from "./plane.ts";

/** An outcome along a lever: the median and the range of 8 in 10 runs. */
export interface Response {
  readonly title: string;
  readonly sentence: string;
  readonly lever: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly p10: readonly number[];
  readonly median: readonly number[];
  readonly p90: readonly number[];
  /** Where the lever stands. */
  readonly base: number;
}

const height = 280;

/** Draws a response into a figure and returns it. */
export function drawResponse(chart: Response, source: string): HTMLElement {
  const text = (value: number | undefined): string =>
    formatValue(value ?? Number.NaN, chart.unit, 1);
  return planeFigure({
    title: chart.title,
    sentence: chart.sentence,
    source,
    table: () => ({
      caption: chart.title,
      columns: [
        numbers(chart.lever),
        numbers(words.charts.medianHeading),
        numbers(words.charts.eightFrom),
        numbers(words.charts.to),
      ],
      rows: chart.values.map((value, k) => [
        formatExact(value),
        text(chart.median[k]),
        text(chart.p10[k]),
        text(chart.p90[k]),
      ]),
    }),
    keys: [
      keyEntry("median", words.charts.median),
      keyEntry("most", words.charts.eightInTenRuns),
      keyEntry("base-line", words.charts.asItStands),
    ],
    draw: (picture, width) => drawCurve(picture, width, chart),
  });
}

function drawCurve(picture: SVGElement, width: number, chart: Response): number {
  const { values, p10, median, p90, base, unit } = chart;
  const left = 56;
  const right = width - 16;
  const bottom = height - 46;
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 1];
  const low = Math.min(0, ...p10.filter(Number.isFinite));
  const high = Math.max(...p90.filter(Number.isFinite), low + 1e-9);
  const x = (value: number): number =>
    left + ((value - first) / (last - first || 1)) * (right - left);
  const y = (value: number): number => bottom - ((value - low) / (high - low)) * (bottom - 12);
  for (const tick of roundValues([low, high], 4)) {
    picture.append(
      svg("line", { x1: left, x2: right, y1: y(tick), y2: y(tick), class: "grid" }),
      label(formatTick(tick, unit), left - 8, y(tick) + 4, { "text-anchor": "end", class: "tick" }),
    );
  }
  for (const tick of roundValues([first, last], Math.max(2, Math.floor(width / 130)))) {
    picture.append(
      label(formatExact(tick), x(tick), bottom + 17, { "text-anchor": "middle", class: "tick" }),
    );
  }
  const line = (of: readonly number[]): string =>
    of.map((value, k) => `${x(values[k] ?? 0).toFixed(1)},${y(value).toFixed(1)}`).join("L");
  const back = [...values.keys()]
    .reverse()
    .map((k) => `${x(values[k] ?? 0).toFixed(1)},${y(p10[k] ?? 0).toFixed(1)}`)
    .join("L");
  picture.append(
    svg("path", { d: `M${line(p90)}L${back}Z`, class: "response-band" }),
    svg("path", { d: `M${line(median)}`, class: "response-line" }),
    ...values.map((value, k) =>
      svg("circle", { cx: x(value), cy: y(median[k] ?? 0), r: 3.5, class: "response-dot" }),
    ),
    label(fitted(chart.lever, width), width / 2, bottom + 38, {
      "text-anchor": "middle",
      class: "axis",
    }),
  );
  if (base >= first && base <= last) {
    picture.append(
      svg("line", { x1: x(base), x2: x(base), y1: 8, y2: bottom, class: "base-line" }),
    );
  }
  return height;
}
