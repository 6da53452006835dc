import "uplot/dist/uPlot.min.css";
import "./charts.css";
import { type FanChart, type FanPanel, fanTable, readingAt } from "../../src/results/charts/fan.ts";
import { formatPeriod } from "../../src/results/charts/numbers.ts";
import { marks } from "../../src/results/charts/palette.ts";
import { words } from "../strings/words.ts";
import { html, svg, uniqueId } from "./dom.ts";
import { drawPanel, type PanelPicture } from "./fan-panel.ts";
import { type Figure, type FigureText, makeFigure } from "./figure.ts";
import { markerPath } from "./markers.ts";
import { currentTheme, installTheme, onThemeChange } from "./theme.ts";
import { watchWidth } from "./watch-width.ts";

/** A fan chart on the page. */
export interface FanView {
  readonly element: HTMLElement;
  /** Shows other numbers. */
  show(chart: FanChart, source: string): void;
  /** Lets go of what it listens to; the caller takes it off the page. */
  close(): void;
}

/** Draws a fan chart into a figure and returns it; the caller puts it on the page. */
export function drawFan(chart: FanChart, source: string): HTMLElement {
  return openFan(chart, source).element;
}

/** Draws a fan chart whose numbers may change. */
export function openFan(first: FanChart, firstSource: string): FanView {
  installTheme();
  let chart = first;
  const textOf = (source: string): FigureText => ({
    title: chart.title,
    sentence: chart.sentence,
    source,
    table: () => fanTable(chart),
  });
  const figure = makeFigure(textOf(firstSource));
  const sync = uniqueId("fan");
  let panels: Panels | null = null;

  const build = (): void => {
    panels?.remove();
    panels = makePanels(chart, figure, sync);
    figure.body.replaceChildren(...panels.elements);
  };
  build();
  const stop = onThemeChange(() => panels?.redraw());
  return {
    element: figure.element,
    show: (next, source) => {
      const same = shapeOf(next) === shapeOf(chart);
      chart = next;
      figure.setText(textOf(source));
      if (same) panels?.show(chart);
      else build();
    },
    close: () => {
      stop();
      panels?.remove();
    },
  };
}

/** What must be equal for panels to take other numbers without being built anew. */
function shapeOf({ panels, periods, baseline }: FanChart): string {
  return JSON.stringify([panels.map(({ key, label }) => [key, label]), periods.length, baseline]);
}

/** The panels of one chart with their keys. */
interface Panels {
  readonly elements: readonly HTMLElement[];
  show(chart: FanChart): void;
  redraw(): void;
  remove(): void;
}

function makePanels(first: FanChart, figure: Figure, sync: string): Panels {
  let chart = first;
  const last = chart.periods.length - 1;
  const when = html("span", { class: "when" });
  const alone = chart.panels.length === 1;
  const cells = chart.panels.map((panel) => cellOf(panel, alone ? [when] : nameOf(panel)));
  const grid = html(
    "div",
    {
      class: alone ? "panels single" : "panels",
      tabindex: "0",
      role: "slider",
      "aria-label": words.charts.cursor(chart.title),
      "aria-valuemin": "0",
      "aria-valuemax": String(last),
    },
    ...cells.map((cell) => cell.element),
  );
  let pictures: readonly PanelPicture[] = [];
  let cursor: number | null = null;
  const read = (step: number | null): void => {
    cursor = step;
    const at = step ?? last;
    when.textContent = formatPeriod(chart.periods[at] ?? "");
    grid.setAttribute("aria-valuenow", String(at));
    grid.setAttribute("aria-valuetext", formatPeriod(chart.periods[at] ?? ""));
    chart.panels.forEach((panel, index) => {
      const cell = cells[index];
      const decimals = chart.differences ? chart.decimals : 0;
      if (cell !== undefined) cell.reading.textContent = readingAt(chart, panel, at, decimals);
    });
  };
  read(null);
  const moveTo = (step: number): void => {
    for (const picture of pictures) picture.moveTo(step);
    read(step);
  };
  const redraw = (): void => {
    const theme = currentTheme();
    const at = cursor;
    for (const picture of pictures) picture.remove();
    pictures = chart.panels.flatMap((panel, index) => {
      const plot = cells[index]?.plot;
      const wide = (plot?.clientWidth ?? 0) > 0;
      return plot === undefined || !wide
        ? []
        : [drawPanel(plot, { chart, panel, theme, sync, onCursor: read, onPoint: moveTo })];
    });
    if (at === null) return;
    // uPlot lays itself out in a microtask of its own; the cursor returns to its place after that.
    queueMicrotask(() => moveTo(at));
  };
  // Also draws the first time, as soon as the figure has a width.
  const watch = watchWidth(grid, redraw);
  steerByKeys(grid, figure, () => chart, moveTo);
  return {
    elements: [html("div", { class: "keys" }, keyOf(chart), ...(alone ? [] : [when])), grid],
    show: (next) => {
      chart = next;
      pictures.forEach((picture, index) => {
        const panel = chart.panels[index];
        if (panel !== undefined) picture.update(chart, panel);
      });
      read(cursor);
    },
    redraw,
    remove: () => {
      watch.disconnect();
      for (const picture of pictures) picture.remove();
    },
  };
}

interface Cell {
  readonly element: HTMLElement;
  readonly plot: HTMLElement;
  readonly reading: HTMLElement;
}

/** @param lead what stands before the reading: the supplier, or the period when there is only one panel */
function cellOf(panel: FanPanel, lead: readonly Element[]): Cell {
  const plot = html("div", { class: "plot", "aria-hidden": "true" });
  const reading = html("span", { class: "reading" });
  const heading = html("p", { class: "panel-title" }, ...lead, reading);
  const note = panel.note === undefined ? [] : [html("p", { class: "panel-note" }, panel.note)];
  const element = html("div", { class: "panel", "data-series": panel.key }, heading, plot, ...note);
  return { element, plot, reading };
}

function nameOf(panel: FanPanel): readonly Element[] {
  return [signOf(panel), html("span", { class: "name" }, panel.label)];
}

/** The marker of a panel's supplier as a small picture. */
function signOf(panel: FanPanel): SVGElement {
  const mark = marks.find(({ slot }) => slot === panel.slot);
  const picture = svg("svg", { class: "sign", viewBox: "-7 -7 14 14", "aria-hidden": "true" });
  if (mark === undefined) return picture;
  const path = markerPath(mark.marker, 0, 0, 4.6);
  picture.append(svg("path", { d: path, style: `fill:var(--${mark.slot})` }));
  return picture;
}

/** What the lines and bands mean. */
function keyOf(chart: FanChart): HTMLElement {
  const entry = (kind: string, text: string): HTMLElement =>
    html("span", { class: "key" }, html("i", { class: `swatch ${kind}` }), text);
  const counted = chart.differences ? words.charts.pairs : words.charts.runs;
  const items = [
    entry("median", chart.differences ? words.charts.medianDifference : words.charts.median),
    entry("half", words.charts.fiveInTen(counted)),
    entry("most", words.charts.eightInTen(counted)),
  ];
  if (chart.baseline !== null) items.push(entry("baseline", words.charts.medianOf(chart.baseline)));
  return html("div", { class: "key-row" }, ...items);
}

function steerByKeys(
  grid: HTMLElement,
  figure: Figure,
  now: () => FanChart,
  moveTo: (step: number) => void,
): void {
  const chart = now();
  const last = chart.periods.length - 1;
  const yearLong = chart.periods[0]?.includes("Q") ? 4 : 1;
  let series = 0;
  grid.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = Number(grid.getAttribute("aria-valuenow"));
    const stride = event.shiftKey ? yearLong : 1;
    const moves: Readonly<Record<string, () => number>> = {
      ArrowLeft: () => step - stride,
      ArrowRight: () => step + stride,
      PageDown: () => step - 10 * yearLong,
      PageUp: () => step + 10 * yearLong,
      Home: () => 0,
      End: () => last,
      ArrowUp: () => {
        series = (series + chart.panels.length - 1) % chart.panels.length;
        return step;
      },
      ArrowDown: () => {
        series = (series + 1) % chart.panels.length;
        return step;
      },
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      const at = Math.min(last, Math.max(0, move()));
      moveTo(at);
      const panel = now().panels[series];
      if (panel === undefined) return;
      const period = formatPeriod(chart.periods[at] ?? "");
      figure.say(`${panel.label}, ${period}: ${readingAt(now(), panel, at)}`);
    } else if (event.key.toLowerCase() === "t") {
      event.preventDefault();
      figure.toggleTable();
    }
  });
}
