import type { NumberTable } from "../../src/results/charts/table.ts";
import { html, svg } from "./dom.ts";
import { makeFigure } from "./figure.ts";
import { installTheme, textScale } from "./theme.ts";
import { watchWidth } from "./watch-width.ts";

/** A picture that is drawn anew at every width, in a figure with its title, sentence and table. */
export interface PlaneRequest {
  readonly title: string;
  readonly sentence: string;
  readonly source: string;
  readonly table: () => NumberTable;
  /** What stands above the picture, for example what colours mean. */
  readonly keys: readonly HTMLElement[];
  /** Draws into a picture of a width in px and says how high it is. */
  readonly draw: (picture: SVGElement, width: number) => number;
}

/** Makes a figure whose picture is SVG; colours are those of the theme's variables. */
export function planeFigure(request: PlaneRequest): HTMLElement {
  installTheme();
  const figure = makeFigure(request);
  const picture = svg("svg", { class: "plane", "aria-labelledby": figure.titleId, role: "img" });
  const host = html("div", { class: "plane-box" }, picture);
  figure.body.append(html("div", { class: "keys" }, ...request.keys), host);
  watchWidth(host, () => {
    const width = host.clientWidth;
    if (width === 0) return;
    picture.replaceChildren();
    const height = request.draw(picture, width);
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("width", String(width));
    picture.setAttribute("height", String(height));
  });
  return figure.element;
}

/** A key: a swatch of a class with what it means. */
export function keyEntry(kind: string, text: string): HTMLElement {
  return html("span", { class: "key" }, html("i", { class: `swatch ${kind}` }), text);
}

/** Text in a picture. */
export function label(
  text: string,
  x: number,
  y: number,
  attributes: Readonly<Record<string, string | number>> = {},
): SVGElement {
  return svg("text", { x, y, ...attributes }, text);
}

/** Round values within a domain, about as many as wanted. */
export function roundValues([low, high]: readonly [number, number], wanted: number): number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const rough = span / wanted;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((nice) => nice * scale >= rough * 0.8) ?? 10) * scale;
  const values: number[] = [];
  for (let k = Math.ceil(low / step); k * step <= high + step * 1e-6; k++) {
    values.push(Number((k * step).toPrecision(6)));
  }
  return values;
}

/** A text cut to what fits into a width in px, at about 7 px a character where letters have their usual size. */
export function fitted(text: string, width: number): string {
  const most = Math.max(3, Math.floor(width / (7 * textScale())));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
