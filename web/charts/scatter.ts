import { axisText, type ScatterChart, scatterTable } from "../../src/results/charts/scatter.ts";
import { words } from "../strings/words.ts";
import { svg } from "./dom.ts";
import { fitted, keyEntry, label, planeFigure, roundValues } from "./plane.ts";

/** How points are picked. */
export interface PointPick {
  /** Index of the point that is picked. */
  readonly picked: number;
  /** Told the index of a point that was clicked; there has to be another way for those without a mouse. */
  readonly onPick: (index: number) => void;
}

/** Draws points, a box or a front into a figure and returns it. */
export function drawScatter(chart: ScatterChart, source: string, pick?: PointPick): HTMLElement {
  const keys = [keyEntry("dot-marked", chart.marked)];
  if (chart.unmarked !== "") keys.push(keyEntry("dot", chart.unmarked));
  if (chart.box !== null) keys.push(keyEntry("box", words.charts.box));
  return planeFigure({
    title: chart.title,
    sentence: chart.sentence,
    source,
    table: () => scatterTable(chart),
    keys,
    draw: (picture, width) => drawPoints(picture, width, chart, pick),
  });
}

function drawPoints(
  picture: SVGElement,
  width: number,
  chart: ScatterChart,
  pick: PointPick | undefined,
): number {
  const [left, right, top] = [84, width - 16, 12];
  const bottom = top + Math.round(Math.min(420, Math.max(220, width * 0.55)));
  const scale = (
    [low, high]: readonly [number, number],
    from: number,
    to: number,
  ): ((value: number) => number) => {
    return (value) => from + ((value - low) / (high - low)) * (to - from);
  };
  const x = scale(chart.x.domain, left, right);
  const y = scale(chart.y.domain, bottom, top);
  for (const value of roundValues(chart.x.domain, Math.max(2, Math.floor(width / 130)))) {
    picture.append(
      svg("line", { x1: x(value), x2: x(value), y1: top, y2: bottom, class: "grid" }),
      label(axisText(chart.x, value), x(value), bottom + 17, {
        "text-anchor": "middle",
        class: "tick",
      }),
    );
  }
  for (const value of roundValues(chart.y.domain, 5)) {
    picture.append(
      svg("line", { x1: left, x2: right, y1: y(value), y2: y(value), class: "grid" }),
      label(axisText(chart.y, value), left - 8, y(value) + 4, {
        "text-anchor": "end",
        class: "tick",
      }),
    );
  }
  if (chart.box !== null) {
    const [x0, x1] = [chart.box.x[0] ?? chart.x.domain[0], chart.box.x[1] ?? chart.x.domain[1]];
    const [y0, y1] = [chart.box.y[0] ?? chart.y.domain[0], chart.box.y[1] ?? chart.y.domain[1]];
    picture.append(
      svg("rect", {
        x: x(x0),
        y: y(y1),
        width: Math.max(1, x(x1) - x(x0)),
        height: Math.max(1, y(y0) - y(y1)),
        class: "box",
      }),
    );
  }
  const marked = chart.points.filter((point) => point.marked);
  if (chart.joined && marked.length > 1) {
    const path = [...marked]
      .sort((a, b) => a.x - b.x)
      .map((point) => `${x(point.x)},${y(point.y)}`)
      .join(" ");
    picture.append(svg("polyline", { points: path, class: "front" }));
  }
  // Marked points last, so that nothing hides them.
  for (const point of [...chart.points.filter((one) => !one.marked), ...marked]) {
    if (!Number.isFinite(point.x) || !Number.isFinite(point.y)) continue;
    const place = { class: point.marked ? "dot-marked" : "dot" };
    const dot = point.marked
      ? svg("circle", { cx: x(point.x), cy: y(point.y), r: 4, ...place })
      : svg("rect", { x: x(point.x) - 2.5, y: y(point.y) - 2.5, width: 5, height: 5, ...place });
    dot.append(svg("title", {}, point.label));
    picture.append(dot);
    if (pick === undefined) continue;
    const index = chart.points.indexOf(point);
    if (index === pick.picked) {
      picture.append(svg("circle", { cx: x(point.x), cy: y(point.y), r: 8, class: "picked" }));
    }
    dot.addEventListener("click", () => pick.onPick(index));
  }
  picture.append(
    label(fitted(chart.x.label, right - left), (left + right) / 2, bottom + 38, {
      "text-anchor": "middle",
      class: "axis",
    }),
    label(fitted(chart.y.label, bottom - top), 14, (top + bottom) / 2, {
      "text-anchor": "middle",
      class: "axis",
      transform: `rotate(-90 14 ${(top + bottom) / 2})`,
    }),
  );
  return bottom + 46;
}
