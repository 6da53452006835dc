import "./language.ts";
import uPlot from "uplot";
import { type FanChart, type FanPanel, valueText } from "../../src/results/charts/fan.ts";
import { formatTick, formatValue, isShare } from "../../src/results/charts/numbers.ts";
import { type Mark, marks } from "../../src/results/charts/palette.ts";
import { markerPath } from "./markers.ts";
import { inkOf, type Theme, textScale } from "./theme.ts";

/** A drawn panel. */
export interface PanelPicture {
  /** Moves the time cursor to a step. */
  moveTo(step: number): void;
  /** Shows other numbers of the same panel. */
  update(chart: FanChart, panel: FanPanel): void;
  remove(): void;
}

/** What a panel needs to be drawn. */
export interface PanelRequest {
  readonly chart: FanChart;
  readonly panel: FanPanel;
  readonly theme: Theme;
  /** Panels with the same key share their time cursor. */
  readonly sync: string;
  /** Called with the step under the cursor, null when it leaves. */
  readonly onCursor: (step: number | null) => void;
  /** Called with the step that a finger or a pen points at. */
  readonly onPoint: (step: number) => void;
}

const font = (size: number): string =>
  `${size * textScale()}px system-ui, "Segoe UI", "Open Sans", sans-serif`;

/** Place of the median among the series given to uPlot, after time, four edges and the baseline. */
const median = 6;

/** Draws median and bands of one series with uPlot. */
export function drawPanel(host: HTMLElement, request: PanelRequest): PanelPicture {
  const { theme, sync, onCursor, onPoint } = request;
  let { chart, panel } = request;
  const mark = marks.find(({ slot }) => slot === panel.slot);
  const colour = mark === undefined ? theme.accent : inkOf(mark, theme).fill;
  const width = host.clientWidth;
  const scale = textScale();
  const highest = (chart.panels.length === 1 ? 250 : 210) * scale;
  const hidden: uPlot.Series = { stroke: "transparent", points: { show: false }, pxAlign: 0 };
  const options: uPlot.Options = {
    width,
    height: Math.round(Math.min(highest, Math.max(140, width * 0.6))),
    padding: [16 * scale, labelWidth(chart) + 12, 0, 2],
    legend: { show: false },
    // Lines as they are: rounding them to whole pixels makes stairs of a gentle slope.
    pxAlign: 0,
    cursor: {
      sync: { key: sync, setSeries: false },
      drag: { x: false, y: false, setScale: false },
      y: false,
      points: {
        size: 8,
        width: 0,
        fill: (_, series) => (series === median ? colour : "transparent"),
      },
    },
    scales: {
      x: {
        time: false,
        range: () => [chart.dates[0] ?? 0, chart.dates[chart.dates.length - 1] ?? 1],
      },
      y: { range: () => [chart.domain[0], chart.domain[1]] },
    },
    axes: [
      {
        stroke: theme.muted,
        font: font(12),
        size: 26 * scale,
        gap: 4,
        grid: { show: false },
        ticks: { stroke: theme.line, width: 1, size: 4 },
        border: { show: true, stroke: theme.line, width: 1 },
        splits: () => decades(chart.dates, width),
        values: (_, splits) => splits.map(String),
      },
      { show: false },
    ],
    series: [
      {},
      hidden,
      hidden,
      hidden,
      hidden,
      { stroke: theme.line, width: 1.5 * scale, points: { show: false }, pxAlign: 0 },
      {
        stroke: colour,
        width: 2 * scale,
        points: { show: false },
        pxAlign: 0,
        ...(mark !== undefined && mark.dash.length > 0
          ? { dash: mark.dash.map((length) => length * uPlot.pxRatio) }
          : {}),
      },
    ],
    bands: [
      { series: [1, 2], fill: translucent(colour, theme.name === "dark" ? 0.24 : 0.18) },
      { series: [3, 4], fill: translucent(colour, theme.name === "dark" ? 0.36 : 0.3) },
    ],
    hooks: {
      drawClear: [(plot) => drawGrid(plot, chart, theme)],
      draw: [
        (plot) => drawLevels(plot, chart, theme),
        (plot) => drawEnd(plot, chart, panel, mark, colour, theme),
      ],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
    },
  };
  const plot = new uPlot(options, dataOf(chart, panel), host);
  followFingers(plot, onPoint);
  return {
    update: (nextChart, nextPanel) => {
      chart = nextChart;
      panel = nextPanel;
      plot.setData(dataOf(chart, panel));
    },
    moveTo: (step) => {
      const left = plot.valToPos(chart.dates[step] ?? 0, "x");
      plot.setCursor({ left, top: plot.over.clientHeight / 2 }, false);
    },
    remove: () => plot.destroy(),
  };
}

/**
 * Tells what a finger or a pen points at that is dragged along the curves: uPlot listens to mice only. When
 * it is lifted, the cursor stays, so that what was pointed at can be read.
 */
function followFingers(plot: uPlot, onPoint: (step: number) => void): void {
  const follow = ({ pointerType, clientX }: PointerEvent): void => {
    if (pointerType === "mouse") return;
    const { left, width } = plot.over.getBoundingClientRect();
    onPoint(plot.posToIdx(Math.max(0, Math.min(width, clientX - left))));
  };
  plot.over.addEventListener("pointerdown", follow);
  plot.over.addEventListener("pointermove", follow);
}

/** Series as uPlot takes them: time, four edges, the baseline, the median. */
function dataOf(chart: FanChart, panel: FanPanel): uPlot.AlignedData {
  const { p10, p25, p50, p75, p90 } = panel.spread;
  const baseline = panel.baseline ?? p50.map(() => null);
  return [chart.dates, p90, p10, p75, p25, baseline, p50].map((values) => [
    ...values,
  ]) as uPlot.AlignedData;
}

/** Room for the longest label at the line ends, px; panels share it so that their axes line up. */
function labelWidth(chart: FanChart): number {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen === null) return 40;
  pen.font = `600 ${font(12.5)}`;
  const widths = chart.panels.map(({ spread }) => {
    const value = spread.p50[spread.p50.length - 1] ?? Number.NaN;
    return pen.measureText(valueText(chart, value, chart.differences ? chart.decimals : 0)).width;
  });
  // Room for two digits in any case, so that the plot keeps its width while numbers change.
  const least = isShare(chart.unit) ? pen.measureText(formatValue(0.88, chart.unit)).width : 0;
  return Math.ceil(Math.max(least, ...widths));
}

/** Horizontal lines at round values. */
function drawGrid(plot: uPlot, chart: FanChart, theme: Theme): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = theme.grid;
  ctx.lineWidth = uPlot.pxRatio;
  // The dashes of the curve drawn before are still set.
  ctx.setLineDash([]);
  for (const value of levels(chart.domain)) {
    const y = Math.round(plot.valToPos(value, "y", true)) + 0.5;
    // Of differences, zero is the line that matters.
    ctx.strokeStyle = chart.differences && value === 0 ? theme.text : theme.grid;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

/**
 * The values of the lines, standing on them as in print: no room is lost to an axis. Drawn last and
 * with a rim of the page's colour, so that a curve that passes through does not hide them.
 */
function drawLevels(plot: uPlot, chart: FanChart, theme: Theme): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.font = font(11 * ratio);
  ctx.fillStyle = theme.muted;
  ctx.strokeStyle = theme.page;
  ctx.lineWidth = 3 * ratio;
  ctx.lineJoin = "round";
  ctx.setLineDash([]);
  ctx.textBaseline = "bottom";
  ctx.textAlign = "left";
  for (const value of levels(chart.domain)) {
    if (value === 0) continue;
    const y = plot.valToPos(value, "y", true) - 2 * ratio;
    const text = (chart.differences && value > 0 ? "+" : "") + tickText(chart, value);
    ctx.strokeText(text, bbox.left, y);
    ctx.fillText(text, bbox.left, y);
  }
  ctx.restore();
}

/** A share's difference is in points, not in percent. */
function tickText({ unit, differences }: FanChart, value: number): string {
  const text = formatTick(value, unit);
  return differences && unit === "share" ? text.replace("%", "pp") : text;
}

/** Three or four round values over the axis. */
function levels([low, high]: readonly [number, number]): readonly number[] {
  const span = high - low;
  const rough = span / 3;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((nice) => nice * scale >= rough * 0.8) ?? 10) * scale;
  const values: number[] = [];
  for (let k = Math.ceil(low / step); k * step <= high * 1.0001; k++) {
    values.push(Number((k * step).toPrecision(6)));
  }
  return values;
}

/** The marker and the value at the end of the median. */
function drawEnd(
  plot: uPlot,
  chart: FanChart,
  panel: FanPanel,
  mark: Mark | undefined,
  colour: string,
  theme: Theme,
): void {
  const step = chart.dates.length - 1;
  const value = panel.spread.p50[step];
  if (value === undefined || value === null) return;
  const ratio = uPlot.pxRatio;
  const x = plot.valToPos(chart.dates[step] ?? 0, "x", true);
  const y = plot.valToPos(value, "y", true);
  const { ctx } = plot;
  ctx.save();
  ctx.fillStyle = colour;
  ctx.strokeStyle = theme.page;
  ctx.lineWidth = 1.5 * ratio;
  // The curve's dashes are still set.
  ctx.setLineDash([]);
  const path = new Path2D(markerPath(mark?.marker ?? "circle", x, y, 4.5 * ratio));
  ctx.fill(path);
  ctx.stroke(path);
  ctx.fillStyle = theme.text;
  ctx.font = `600 ${font(12.5 * ratio)}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.fillText(valueText(chart, value, chart.differences ? chart.decimals : 0), x + 8 * ratio, y);
  ctx.restore();
}

/** Years that mark the time axis: decades, and the first year where there is room. */
function decades(dates: readonly number[], width: number): number[] {
  const first = Math.floor((dates[0] ?? 0) + 0.001);
  const last = dates[dates.length - 1] ?? 1;
  const span = last - first;
  const every = span > 12 ? (width < 170 ? 20 : 10) : span > 5 ? 5 : 1;
  const years: number[] = [];
  for (let year = Math.ceil(first / every) * every; year <= last; year += every) years.push(year);
  const apart = ((years[0] ?? last) - first) / span;
  return apart * width > 60 && first >= (dates[0] ?? 0) ? [first, ...years] : years;
}

function translucent(colour: string, opacity: number): string {
  const channel = (from: number): number => Number.parseInt(colour.slice(from, from + 2), 16);
  return `rgb(${channel(1)} ${channel(3)} ${channel(5)} / ${opacity})`;
}
