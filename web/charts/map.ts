import "./charts.css";
import { formatPeriod } from "../../src/results/charts/numbers.ts";
import { words as texts } from "../strings/words.ts";
import { html, svg, uniqueId } from "./dom.ts";
import { type FigureText, makeFigure } from "./figure.ts";
import { makeFills } from "./map-fills.ts";
import { steerAround, type Target } from "./map-keys.ts";
import type { MapLayer } from "./map-layer.ts";
import { makeZoom } from "./map-zoom.ts";
import { installTheme } from "./theme.ts";
import { dotRadius, type WorldPicture } from "./world-picture.ts";

const note = texts.charts.outlines;

/** A map on the page. */
export interface MapView {
  readonly element: HTMLElement;
  /** Shows another layer, or the same with other numbers. */
  show(layer: MapLayer, source: string): void;
  /** Shows a period of the layer. */
  moveTo(period: number): void;
  /** Draws on other outlines, for example one square for each country. */
  setWorld(world: WorldPicture): void;
}

/** What may be decided about a map. */
export interface MapOptions {
  /** What stands between the picture and the source line, for example a slider over time. */
  readonly below?: readonly HTMLElement[];
  /** What stands between title and legend, for example a choice of layers. */
  readonly above?: readonly HTMLElement[];
  /** Period to begin with; the last unless told. */
  readonly period?: number;
  /** Whether it can be zoomed; not unless told. */
  readonly zoom?: boolean;
  /** Opens a country; without it there is nothing to open. */
  readonly onOpen?: (id: string) => void;
}

/** Draws a map into a figure with a slider over its periods; the caller puts it on the page. */
export function drawMap(layer: MapLayer, world: WorldPicture, source: string): HTMLElement {
  const time = timeSlider(layer.periods, (period) => view.moveTo(period));
  const view = openMap(layer, world, source, { below: [time] });
  return view.element;
}

/** Draws a map whose layer and period may change. */
export function openMap(
  first: MapLayer,
  world: WorldPicture,
  firstSource: string,
  options: MapOptions = {},
): MapView {
  installTheme();
  const { below = [], above = [], period: begin = first.periods.length - 1, onOpen } = options;
  let layer = first;
  let period = begin;
  let alone: number | null = null;
  const textOf = (source: string): FigureText => ({
    title: layer.title,
    sentence: layer.sentence,
    source: `${source} · ${world.note ?? note}`,
    table: () => layer.table(period),
  });
  const figure = makeFigure(textOf(firstSource));
  const fills = makeFills();
  let drawn = drawWorld(world, fills.defs);
  const reading = html("span");
  const opener = html("button", { type: "button", class: "map-open" }, texts.charts.why);
  opener.hidden = true;
  const readingLine = html("p", { class: "map-reading" }, reading, opener);
  const idle = texts.charts.hint;
  let indexOf = indexer(layer);
  let here: string | null = null;
  // What was pressed or reached by keys stays when the pointer goes away.
  let pinned: string | null = null;
  const say = (id: string | null): void => {
    here = id;
    const country = id === null ? undefined : indexOf.get(id);
    reading.textContent = country === undefined ? idle : layer.text(country, period);
    opener.hidden = onOpen === undefined || country === undefined || id !== pinned;
    opener.setAttribute("aria-label", texts.charts.whyOpen(reading.textContent));
  };
  const enter = (): void => {
    if (pinned !== null && indexOf.has(pinned)) onOpen?.(pinned);
  };
  opener.addEventListener("click", enter);
  const paint = (): void => {
    for (const { id, mark } of drawn.marks) {
      const country = indexOf.get(id);
      const paint_ = country === undefined ? null : layer.paint(country, period, fills);
      setIfNew(mark, "fill", paint_?.fill ?? fills.noData());
      mark.classList.toggle("faded", alone !== null && paint_?.entry !== alone);
      mark.classList.toggle("empty", paint_?.pale === true);
      mark.classList.toggle("fresh", paint_?.fresh === true);
    }
    legend.showPeriod(period);
    figure.refreshTable();
  };
  const isolate = (entry: number | null): void => {
    alone = entry;
    paint();
  };
  let legend = layer.legend(fills, isolate);
  const legendPlace = html("div", { class: "legend-place" }, legend.element);

  const frame = html("div", { class: "map-frame", tabindex: "0", role: "group" });
  const zoom = options.zoom === true ? makeZoom(frame, (scale) => drawn.scale(scale)) : null;
  const spot = (target: Target): void => {
    drawn.halo.setAttribute("cx", String(target.x));
    drawn.halo.setAttribute("cy", String(target.y));
    drawn.halo.classList.add("shown");
    pinned = target.id;
    zoom?.show(target);
    say(target.id);
    figure.say(reading.textContent ?? "");
  };
  steerAround(frame, {
    targets: () => drawn.targets,
    arrive: spot,
    openTable: () => figure.toggleTable(),
    enter,
  });
  const countryAt = ({ target }: Event): string | null =>
    (target instanceof SVGElement ? target.dataset.country : undefined) ?? null;
  frame.addEventListener("pointermove", (event) => say(countryAt(event) ?? pinned));
  frame.addEventListener("pointerleave", () => say(pinned));
  frame.addEventListener("click", (event) => {
    pinned = countryAt(event);
    say(pinned);
  });
  const mount = (size: WorldPicture): void => {
    frame.replaceChildren(drawn.picture);
    zoom?.open(drawn.picture, size, drawn.targets);
  };
  mount(world);

  const label = (): void => {
    frame.setAttribute(
      "aria-label",
      texts.charts.map(layer.title, onOpen !== undefined, zoom !== null),
    );
  };
  label();
  say(null);
  paint();
  const tools = zoom === null ? [] : [zoom.element];
  figure.body.append(...above, legendPlace, ...tools, frame, readingLine, ...below);
  return {
    element: figure.element,
    show: (next, source) => {
      // A pressed entry stays pressed while only numbers change.
      const same = next.title === layer.title && next.countries.length === layer.countries.length;
      layer = next;
      period = Math.min(period, layer.periods.length - 1);
      indexOf = indexer(layer);
      figure.setText(textOf(source));
      const before = same ? alone : null;
      alone = null;
      legend = layer.legend(fills, isolate);
      legendPlace.replaceChildren(legend.element);
      if (before !== null) legend.element.querySelectorAll("button")[before]?.click();
      else paint();
      label();
      say(here);
    },
    moveTo: (next) => {
      period = next;
      paint();
      say(here);
    },
    setWorld: (next) => {
      fills.defs.remove();
      drawn = drawWorld(next, fills.defs);
      mount(next);
      paint();
    },
  };
}

/** Leaves alone what is as it should be: a map has hundreds of marks, and few change from period to period. */
function setIfNew(mark: SVGElement, name: string, value: string): void {
  if (mark.getAttribute(name) !== value) mark.setAttribute(name, value);
}

function indexer({ countries }: MapLayer): ReadonlyMap<string, number> {
  return new Map(countries.map((id, index) => [id, index]));
}

/** A world that is drawn. */
interface DrawnWorld {
  readonly picture: SVGSVGElement;
  /** Every mark that stands for a country. */
  readonly marks: readonly { readonly id: string; readonly mark: SVGElement }[];
  readonly halo: SVGElement;
  readonly targets: readonly Target[];
  /** Keeps dots as large as they are where everything else is drawn larger. */
  readonly scale: (scale: number) => void;
}

/** Draws shapes, dots and words. */
function drawWorld(world: WorldPicture, defs: SVGDefsElement): DrawnWorld {
  const marks: { readonly id: string; readonly mark: SVGElement }[] = [];
  const land = svg("g", { class: "land" });
  const dashed = svg("g", { class: "disputed" });
  for (const shape of world.shapes) {
    const mark = svg("path", { d: shape.path });
    if (shape.id === null) {
      dashed.append(mark);
      continue;
    }
    mark.dataset.country = shape.id;
    land.append(mark);
    marks.push({ id: shape.id, mark });
  }
  const dots = svg("g", { class: "dots" });
  // A dot is hard to hit, so it has a wide reach; below the land, so that it takes nothing from others.
  const reach = svg("g", { class: "reach" });
  for (const dot of world.dots) {
    const place = { cx: dot.x, cy: dot.y };
    const mark = svg("circle", { ...place, r: dotRadius, "data-country": dot.id });
    dots.append(mark);
    reach.append(svg("circle", { ...place, r: 12, "data-country": dot.id }));
    marks.push({ id: dot.id, mark });
  }
  const words = svg("g", { class: "map-words" });
  for (const { x, y, text } of world.labels ?? []) words.append(svg("text", { x, y }, text));
  const halo = svg("circle", { class: "halo", r: 9 });
  const picture = svg(
    "svg",
    { viewBox: `0 0 ${world.width} ${world.height}`, class: "world", "aria-hidden": "true" },
    defs,
    reach,
    land,
    dashed,
    dots,
    words,
    halo,
  );
  const scale = (by: number): void => {
    for (const dot of dots.children) dot.setAttribute("r", String(dotRadius / Math.sqrt(by)));
    halo.setAttribute("r", String(9 / Math.sqrt(by)));
  };
  return { picture, marks, halo, targets: targetsOf(world), scale };
}

/** Where the arrow keys stop: the dot of a country, else the middle of its shape. */
function targetsOf(world: WorldPicture): readonly Target[] {
  const dotted = new Set(world.dots.map(({ id }) => id));
  return [
    ...world.dots,
    ...world.shapes.flatMap(({ id, centre }): Target[] =>
      id === null || dotted.has(id) ? [] : [{ id, x: centre[0], y: centre[1] }],
    ),
  ];
}

/** A native slider over the periods with the period beside it. */
function timeSlider(periods: readonly string[], chosen: (period: number) => void): HTMLElement {
  const last = periods.length - 1;
  const id = uniqueId("time");
  const name = (period: number): string => formatPeriod(periods[period] ?? "");
  const input = html("input", { type: "range", id, min: "0", max: String(last), step: "1" });
  input.value = String(last);
  const output = html("output", { for: id }, name(last));
  input.setAttribute("aria-valuetext", name(last));
  input.addEventListener("input", () => {
    const period = Number(input.value);
    output.textContent = name(period);
    input.setAttribute("aria-valuetext", name(period));
    chosen(period);
  });
  // Shift makes it a year; the plain arrows are the browser's own.
  input.addEventListener("keydown", (event) => {
    const turn = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (turn === 0 || !event.shiftKey) return;
    event.preventDefault();
    const year = periods[last]?.includes("Q") ? 4 : 1;
    input.value = String(Number(input.value) + turn * year);
    input.dispatchEvent(new Event("input"));
  });
  const label = html("label", { for: id }, texts.charts.period);
  return html(
    "div",
    { class: "time" },
    label,
    output,
    input,
    html("span", {}, texts.shared.range(name(0), name(last))),
  );
}
