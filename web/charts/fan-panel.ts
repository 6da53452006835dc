import { type FanChart, type FanPanel, valueText } from "../../src/results/charts/fan.ts";
import { formatTick, formatValue, isShare } from "../../src/results/charts/numbers.ts";
import { type Mark, marks } from "../../src/results/charts/palette.ts";
import { markerPath } from "./markers.ts";
import { fillBetween, makePlot, type PlotScale, stepAt, strokeCurve, xOf, yOf } from "./plot.ts";
import { inkOf, type Theme } from "./theme.ts";

/** A drawn panel. */
export interface PanelPicture {
  /** Moves the time cursor to a step, or hides it. */
  moveTo(step: number | null): void;
  /** Shows other numbers of the same panel. */
  update(chart: FanChart, panel: FanPanel): void;
  remove(): void;
}

/** What a panel needs to be drawn. */
export interface PanelRequest {
  readonly chart: FanChart;
  readonly panel: FanPanel;
  readonly theme: Theme;
  /** Called with the step under the pointer, null when it leaves. */
  readonly onCursor: (step: number | null) => void;
}

/** Room above the curves for the uppermost value, and below them for the years, px. */
const above = 16;
const below = 26;

const font = (size: number): string => `${size}px system-ui, "Segoe UI", "Open Sans", sans-serif`;

/** Draws median and bands of one series. */
export function drawPanel(host: HTMLElement, request: PanelRequest): PanelPicture {
  const { theme, onCursor } = request;
  let { chart, panel } = request;
  const mark = marks.find(({ slot }) => slot === panel.slot);
  const colour = mark === undefined ? theme.accent : inkOf(mark, theme).fill;
  const width = host.clientWidth;
  const height = Math.round(
    Math.min(chart.panels.length === 1 ? 250 : 210, Math.max(140, width * 0.6)),
  );
  const plot = makePlot(width, height, colour);
  host.replaceChildren(plot.element);
  let scale: PlotScale = scaleOf(chart, width, height);
  let shown: number | null = null;

  const draw = (): void => {
    scale = scaleOf(chart, width, height);
    const pen = plot.pen();
    if (pen === null) return;
    drawGrid(pen, scale, chart, theme);
    drawYears(pen, scale, theme, width);
    drawCurves(pen, scale, panel, { colour, dash: mark?.dash ?? [], theme });
    drawLevels(pen, scale, chart, theme);
    drawEnd(pen, scale, { chart, panel, mark, colour, theme });
  };
  const moveTo = (step: number | null): void => {
    shown = step;
    const value = step === null ? null : (panel.spread.p50[step] ?? null);
    plot.point(
      step === null ? null : xOf(scale, chart.dates[step] ?? 0),
      value === null ? null : yOf(scale, value),
      scale,
    );
  };
  draw();
  const follow = (event: PointerEvent): void => {
    onCursor(stepAt(scale, event.clientX - plot.element.getBoundingClientRect().left));
  };
  plot.element.addEventListener("pointerdown", follow);
  plot.element.addEventListener("pointermove", follow);
  plot.element.addEventListener("pointerleave", ({ pointerType }) => {
    // A finger leaves whenever it is lifted: what it pointed at stays to be read.
    if (pointerType !== "touch") onCursor(null);
  });
  return {
    update: (nextChart, nextPanel) => {
      chart = nextChart;
      panel = nextPanel;
      draw();
      moveTo(shown);
    },
    moveTo,
    remove: () => plot.element.remove(),
  };
}

function scaleOf(chart: FanChart, width: number, height: number): PlotScale {
  const left = 2;
  const right = labelWidth(chart) + 12;
  const box = { left, top: above, width: width - left - right, height: height - above - below };
  return { box, dates: chart.dates, domain: chart.domain };
}

/** How a panel's curves look. */
interface CurveStyle {
  readonly colour: string;
  readonly dash: readonly number[];
  readonly theme: Theme;
}

/** Bands, the baseline's median and the median over them. */
function drawCurves(
  pen: CanvasRenderingContext2D,
  scale: PlotScale,
  { spread, baseline }: FanPanel,
  { colour, dash, theme }: CurveStyle,
): void {
  const { left, top, width, height } = scale.box;
  pen.save();
  pen.beginPath();
  // Half a line's width more, for curves along the edge.
  pen.rect(left - 1, top - 1, width + 2, height + 2);
  pen.clip();
  const dark = theme.name === "dark";
  pen.fillStyle = translucent(colour, dark ? 0.24 : 0.18);
  fillBetween(pen, scale, spread.p10, spread.p90);
  pen.fillStyle = translucent(colour, dark ? 0.36 : 0.3);
  fillBetween(pen, scale, spread.p25, spread.p75);
  pen.lineJoin = "round";
  if (baseline !== null) {
    pen.strokeStyle = theme.line;
    pen.lineWidth = 1.5;
    strokeCurve(pen, scale, baseline);
  }
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.setLineDash([...dash]);
  strokeCurve(pen, scale, spread.p50);
  pen.restore();
}

/** The time axis: a line, ticks and years. */
function drawYears(
  pen: CanvasRenderingContext2D,
  scale: PlotScale,
  theme: Theme,
  width: number,
): void {
  const { left, top, width: wide, height } = scale.box;
  const bottom = Math.round(top + height) + 0.5;
  pen.save();
  pen.strokeStyle = theme.line;
  pen.lineWidth = 1;
  pen.fillStyle = theme.muted;
  pen.font = font(12);
  pen.textBaseline = "top";
  pen.textAlign = "center";
  pen.beginPath();
  pen.moveTo(left, bottom);
  pen.lineTo(left + wide, bottom);
  for (const year of decades(scale.dates, width)) {
    const x = xOf(scale, year);
    pen.moveTo(x, bottom);
    pen.lineTo(x, bottom + 4);
    // A year at the edge moves in as far as it needs.
    const half = pen.measureText(String(year)).width / 2;
    pen.fillText(String(year), Math.max(half, Math.min(width - half, x)), bottom + 8);
  }
  pen.stroke();
  pen.restore();
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
function drawGrid(
  pen: CanvasRenderingContext2D,
  scale: PlotScale,
  chart: FanChart,
  theme: Theme,
): void {
  const { left, width } = scale.box;
  pen.save();
  pen.lineWidth = 1;
  for (const value of levels(chart.domain)) {
    const y = Math.round(yOf(scale, value)) + 0.5;
    // Of differences, zero is the line that matters.
    pen.strokeStyle = chart.differences && value === 0 ? theme.text : theme.grid;
    pen.beginPath();
    pen.moveTo(left, y);
    pen.lineTo(left + width, y);
    pen.stroke();
  }
  pen.restore();
}

/**
 * The values of the lines, standing on them as in print: no room is lost to an axis. Drawn after the
 * curves and with a rim of the page's colour, so that a curve that passes through does not hide them.
 */
function drawLevels(
  pen: CanvasRenderingContext2D,
  scale: PlotScale,
  chart: FanChart,
  theme: Theme,
): void {
  pen.save();
  pen.font = font(11);
  pen.fillStyle = theme.muted;
  pen.strokeStyle = theme.page;
  pen.lineWidth = 3;
  pen.lineJoin = "round";
  pen.textBaseline = "bottom";
  for (const value of levels(chart.domain)) {
    if (value === 0) continue;
    const y = yOf(scale, value) - 2;
    const text = (chart.differences && value > 0 ? "+" : "") + tickText(chart, value);
    pen.strokeText(text, scale.box.left, y);
    pen.fillText(text, scale.box.left, y);
  }
  pen.restore();
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
  pen: CanvasRenderingContext2D,
  scale: PlotScale,
  {
    chart,
    panel,
    mark,
    colour,
    theme,
  }: Pick<PanelRequest, "chart" | "panel" | "theme"> & {
    readonly mark: Mark | undefined;
    readonly colour: string;
  },
): void {
  const step = chart.dates.length - 1;
  const value = panel.spread.p50[step];
  if (value === undefined || value === null) return;
  const x = xOf(scale, chart.dates[step] ?? 0);
  const y = yOf(scale, value);
  pen.save();
  pen.fillStyle = colour;
  pen.strokeStyle = theme.page;
  pen.lineWidth = 1.5;
  const path = new Path2D(markerPath(mark?.marker ?? "circle", x, y, 4.5));
  pen.fill(path);
  pen.stroke(path);
  pen.fillStyle = theme.text;
  pen.font = `600 ${font(12.5)}`;
  pen.textBaseline = "middle";
  pen.fillText(valueText(chart, value, chart.differences ? chart.decimals : 0), x + 8, y);
  pen.restore();
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
