import {
  type FanChart,
  type FanPanel,
  readingAt,
  valueText,
} from "../../../src/results/charts/fan.ts";
import { formatTick } from "../../../src/results/charts/numbers.ts";
import { marks } from "../../../src/results/charts/palette.ts";
import type { Values } from "../../../src/results/charts/series.ts";
import { svg } from "../../charts/dom.ts";
import { markerPath } from "../../charts/markers.ts";
import { words as texts } from "../../strings/words.ts";
import { frame, serialised, slide, text } from "./svg-frame.ts";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A fan chart as a picture for slides: the same bands, lines and numbers as on the page. */
export function fanSvg(chart: FanChart, source: string): string {
  const { picture, top, bottom } = frame(chart.title, chart.sentence, source);
  const { width, margin } = slide;
  const columns = Math.min(3, chart.panels.length);
  const rows = Math.ceil(chart.panels.length / columns);
  const gap = 44;
  const cell = {
    width: (width - 2 * margin - gap * (columns - 1)) / columns,
    height: (bottom - top - 46 - gap * (rows - 1)) / rows,
  };
  picture.append(...keys(margin, top + 18, chart));
  chart.panels.forEach((panel, k) => {
    picture.append(
      ...drawPanel(chart, panel, {
        x: margin + (k % columns) * (cell.width + gap),
        y: top + 46 + Math.floor(k / columns) * (cell.height + gap),
        ...cell,
      }),
    );
  });
  return serialised(picture);
}

/** What the bands and lines mean. */
function keys(x: number, y: number, { baseline, differences }: FanChart): readonly SVGElement[] {
  const counted = differences === true ? texts.charts.pairs : texts.charts.runs;
  const words = { size: 18, fill: "var(--muted)" };
  const band = (at: number, opacity: number): SVGElement =>
    svg("rect", {
      x: at,
      y: y - 13,
      width: 32,
      height: 15,
      fill: "var(--text)",
      "fill-opacity": opacity,
    });
  const line = (at: number, stroke: string): SVGElement =>
    svg("path", { d: `M${at},${y - 6}h32`, stroke, "stroke-width": 3 });
  return [
    line(x, "var(--text)"),
    text(x + 42, y, texts.charts.median, words),
    band(x + 140, 0.42),
    text(x + 182, y, texts.charts.fiveInTen(counted), words),
    band(x + 320, 0.18),
    text(x + 362, y, texts.charts.eightInTen(counted), words),
    ...(baseline === null
      ? []
      : [line(x + 500, "var(--line)"), text(x + 542, y, texts.charts.medianOf(baseline), words)]),
  ];
}

function drawPanel(chart: FanChart, panel: FanPanel, box: Box): readonly SVGElement[] {
  const { p10, p25, p50, p75, p90 } = panel.spread;
  const mark = marks.find(({ slot }) => slot === panel.slot);
  const colour = mark === undefined ? "var(--accent)" : `var(--${mark.slot})`;
  const plot = { x: box.x, y: box.y + 34, width: box.width - 74, height: box.height - 66 };
  const [low, high] = chart.domain;
  const first = chart.dates[0] ?? 0;
  const span = (chart.dates.at(-1) ?? 1) - first;
  const at = (value: number, step: number): string => {
    const x = plot.x + (((chart.dates[step] ?? first) - first) / span) * plot.width;
    const y = plot.y + plot.height * (1 - (value - low) / (high - low));
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  const line = (values: Values): string => {
    const points = values.flatMap((value, step) => (value === null ? [] : [at(value, step)]));
    return points.length === 0 ? "" : `M${points.join("L")}`;
  };
  const area = (upper: Values, lower: Values): string => {
    const under = lower.flatMap((value, step) => (value === null ? [] : [at(value, step)]));
    return `${line(upper)}L${under.reverse().join("L")}Z`;
  };
  const last = chart.periods.length - 1;
  const end = p50[last] ?? Number.NaN;
  const [endX = 0, endY = 0] = at(end, last).split(",").map(Number);
  const marker = mark?.marker ?? "circle";
  const base = plot.y + plot.height;
  const ticks = levels(low, high).flatMap((value) => {
    const [, y = 0] = at(value, 0).split(",").map(Number);
    // What is compared is the same where a difference is zero.
    const zero = value === 0 && chart.differences === true ? "var(--text)" : "var(--grid)";
    const rule = svg("path", { d: `M${plot.x},${y}h${plot.width}`, stroke: zero });
    const words = { size: 15, fill: "var(--muted)" };
    return value === 0 ? [rule] : [rule, text(plot.x, y - 5, formatTick(value, chart.unit), words)];
  });
  const years = [2020, 2030, 2040].filter((year) => year >= first && year <= first + span + 0.3);
  return [
    svg("path", { d: markerPath(marker, box.x + 8, box.y + 8, 8), fill: colour }),
    text(box.x + 26, box.y + 15, panel.label, { size: 21, weight: 600 }),
    text(box.x + box.width, box.y + 15, readingAt(chart, panel, last), {
      size: 17,
      fill: "var(--muted)",
      anchor: "end",
    }),
    ...ticks,
    svg("path", { d: area(p90, p10), fill: colour, "fill-opacity": 0.18 }),
    svg("path", { d: area(p75, p25), fill: colour, "fill-opacity": 0.3 }),
    svg("path", {
      d: line(panel.baseline ?? []),
      fill: "none",
      stroke: "var(--line)",
      "stroke-width": 2.5,
    }),
    svg("path", {
      d: line(p50),
      fill: "none",
      stroke: colour,
      "stroke-width": 3,
      "stroke-dasharray": (mark?.dash ?? []).join(" "),
    }),
    svg("path", { d: `M${plot.x},${base}h${plot.width}`, stroke: "var(--line)" }),
    ...years.map((year) =>
      text(plot.x + ((year - first) / span) * plot.width, base + 22, String(year), {
        size: 15,
        fill: "var(--muted)",
        anchor: "middle",
      }),
    ),
    svg("path", { d: markerPath(marker, endX, endY, 7), fill: colour, stroke: "var(--page)" }),
    text(endX + 14, endY + 6, valueText(chart, end), { size: 19, weight: 600 }),
  ];
}

/** Three or four round values over the axis. */
function levels(low: number, high: number): readonly number[] {
  const rough = (high - low) / 3;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((nice) => nice * scale >= rough * 0.8) ?? 10) * scale;
  const found: number[] = [];
  for (let k = Math.ceil(low / step); k * step <= high * 1.0001; k++) {
    found.push(Number((k * step).toPrecision(6)));
  }
  return found;
}
