import { type ParallelChart, parallelTable } from "../../src/results/charts/parallel.ts";
import { axisText } from "../../src/results/charts/scatter.ts";
import { svg } from "./dom.ts";
import { fitted, keyEntry, label, planeFigure } from "./plane.ts";

/** Draws lines over parallel axes into a figure and returns it. */
export function drawParallel(chart: ParallelChart, source: string): HTMLElement {
  return planeFigure({
    title: chart.title,
    sentence: chart.sentence,
    source,
    table: () => parallelTable(chart),
    keys: [keyEntry("line-marked", chart.marked), keyEntry("line", chart.unmarked)],
    draw: (picture, width) => drawLines(picture, width, chart),
  });
}

function drawLines(picture: SVGElement, width: number, chart: ParallelChart): number {
  const [top, bottom, room] = [30, 290, 56];
  const gap = (width - 2 * room) / Math.max(1, chart.axes.length - 1);
  const x = (k: number): number => room + k * gap;
  const y = (k: number, value: number): number => {
    const [low, high] = chart.axes[k]?.domain ?? [0, 1];
    return bottom - ((value - low) / (high - low)) * (bottom - top);
  };
  const ordered = [...chart.lines].sort((a, b) => Number(a.marked) - Number(b.marked));
  for (const line of ordered) {
    if (!line.values.every(Number.isFinite)) continue;
    const points = line.values.map((value, k) => `${x(k)},${y(k, value)}`).join(" ");
    const path = svg("polyline", { points, class: line.marked ? "line-marked" : "line" });
    path.append(svg("title", {}, line.label));
    picture.append(path);
  }
  chart.axes.forEach((axis, k) => {
    const [low, high] = axis.domain;
    // Labels of neighbours alternate in height, so that long ones have room.
    const height = k % 2 === 0 ? bottom + 34 : bottom + 50;
    picture.append(
      svg("line", { x1: x(k), x2: x(k), y1: top, y2: bottom, class: "zero" }),
      label(axisText(axis, high), x(k), top - 8, { "text-anchor": "middle", class: "tick" }),
      label(axisText(axis, low), x(k), bottom + 16, { "text-anchor": "middle", class: "tick" }),
      label(fitted(axis.label, Math.min(2 * gap, width / 2) - 8), x(k), height, {
        "text-anchor": k === 0 ? "start" : k === chart.axes.length - 1 ? "end" : "middle",
        ...(k === 0 ? { dx: -room + 4 } : k === chart.axes.length - 1 ? { dx: room - 4 } : {}),
        class: "axis",
      }),
    );
  });
  return bottom + 60;
}
