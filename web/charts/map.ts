import "./charts.css";
import {
  agreement,
  cellText,
  type MapChart,
  type MapCountry,
  mapTable,
} from "../../src/results/charts/map.ts";
import { formatPeriod } from "../../src/results/charts/numbers.ts";
import { html, svg, uniqueId } from "./dom.ts";
import { makeFigure } from "./figure.ts";
import { dotRadius, pictureOf, type WorldGeometry } from "./geometry.ts";
import { makeFills } from "./map-fills.ts";
import { steerAround, type Target } from "./map-keys.ts";
import { makeLegend } from "./map-legend.ts";
import { installTheme } from "./theme.ts";

const note =
  "Outlines: Natural Earth. Boundaries shown do not imply endorsement; disputed areas are left neutral with a dashed line. Dots stand for small states.";

/** Draws a map into a figure and returns it; the caller puts it on the page. */
export function drawMap(chart: MapChart, geometry: WorldGeometry, source: string): HTMLElement {
  installTheme();
  let period = chart.periods.length - 1;
  const figure = makeFigure({
    title: chart.title,
    sentence: chart.sentence,
    source: `${source} · ${note}`,
    table: () => mapTable(chart, period),
  });
  const world = pictureOf(geometry, chart.countries);
  const countryOf = new Map(chart.countries.map((country) => [country.id, country]));
  const fills = makeFills();
  const painted: { readonly country: MapCountry; readonly mark: SVGElement }[] = [];

  const land = svg("g", { class: "land" });
  const dashed = svg("g", { class: "disputed" });
  for (const shape of world.shapes) {
    const country = shape.id === null ? undefined : countryOf.get(shape.id);
    const mark = svg("path", { d: shape.path });
    if (shape.id === null) dashed.append(mark);
    else {
      land.append(mark);
      if (country === undefined) mark.setAttribute("fill", fills.noData());
      else {
        mark.dataset.country = country.id;
        painted.push({ country, mark });
      }
    }
  }
  const dots = svg("g", { class: "dots" });
  // A dot is hard to hit, so it has a wide reach; below the land, so that it takes nothing from others.
  const reach = svg("g", { class: "reach" });
  for (const dot of world.dots) {
    const country = countryOf.get(dot.id);
    if (country === undefined) continue;
    const place = { cx: dot.x, cy: dot.y };
    const mark = svg("circle", { ...place, r: dotRadius, "data-country": dot.id });
    dots.append(mark);
    reach.append(svg("circle", { ...place, r: 12, "data-country": dot.id }));
    painted.push({ country, mark });
  }
  const halo = svg("circle", { class: "halo", r: 9 });
  const picture = svg(
    "svg",
    { viewBox: `0 0 ${world.width} ${world.height}`, class: "world", "aria-hidden": "true" },
    fills.defs,
    reach,
    land,
    dashed,
    dots,
    halo,
  );

  const reading = html("p", { class: "map-reading" });
  const idle = "Point at a country, or focus the map and use the arrow keys.";
  const say = (country: MapCountry | undefined): void => {
    reading.textContent = country === undefined ? idle : cellText(chart, country, period);
  };
  let alone: number | null = null;
  const legend = makeLegend(chart, fills, (entry) => {
    alone = entry;
    paint();
  });
  const paint = (): void => {
    for (const { country, mark } of painted) {
      const first = chart.entries[country.first[period] ?? -1]?.slot ?? "none";
      const second = chart.entries[country.second[period] ?? -1]?.slot ?? "none";
      const class_ = agreement(country.firstRuns[period] ?? 0, chart.runs);
      mark.setAttribute("fill", fills.of(first, second, class_));
      mark.classList.toggle("faded", alone !== null && country.first[period] !== alone);
      mark.classList.toggle("empty", first === "none");
    }
    legend.showPeriod(period);
    figure.refreshTable();
  };

  const frame = html("div", {
    class: "map-frame",
    tabindex: "0",
    role: "group",
    "aria-label": `${chart.title}: map. Arrow keys go to the nearest country that way, T opens the table.`,
  });
  frame.append(picture);
  const spot = (target: Target): void => {
    halo.setAttribute("cx", String(target.x));
    halo.setAttribute("cy", String(target.y));
    halo.classList.add("shown");
    const country = countryOf.get(target.id);
    say(country);
    if (country !== undefined) figure.say(cellText(chart, country, period));
  };
  steerAround(frame, targetsOf(chart, world), spot, () => figure.toggleTable());
  picture.addEventListener("pointermove", (event) => {
    const target = event.target;
    const id = target instanceof SVGElement ? target.dataset.country : undefined;
    say(id === undefined ? undefined : countryOf.get(id));
  });
  picture.addEventListener("pointerleave", () => say(undefined));

  const time = timeSlider(chart, (chosen) => {
    period = chosen;
    paint();
  });
  say(undefined);
  paint();
  figure.body.append(legend.element, frame, reading, time);
  return figure.element;
}

/** Where the arrow keys stop: the dot of a country, else the middle of its shape. */
function targetsOf(chart: MapChart, world: ReturnType<typeof pictureOf>): readonly Target[] {
  const dotted = new Map(world.dots.map((dot) => [dot.id, dot]));
  const shaped = new Map(world.shapes.map((shape) => [shape.id, shape.centre]));
  return chart.countries.flatMap(({ id }): Target[] => {
    const dot = dotted.get(id);
    if (dot !== undefined) return [dot];
    const centre = shaped.get(id);
    return centre === undefined ? [] : [{ id, x: centre[0], y: centre[1] }];
  });
}

/** A native slider over the periods with the period beside it. */
function timeSlider(chart: MapChart, chosen: (period: number) => void): HTMLElement {
  const last = chart.periods.length - 1;
  const id = uniqueId("time");
  const name = (period: number): string => formatPeriod(chart.periods[period] ?? "");
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
    const year = chart.periods[last]?.includes("Q") ? 4 : 1;
    input.value = String(Number(input.value) + turn * year);
    input.dispatchEvent(new Event("input"));
  });
  const label = html("label", { for: id }, "Period");
  return html(
    "div",
    { class: "time" },
    label,
    output,
    input,
    html("span", {}, `${name(0)} to ${name(last)}`),
  );
}
