import { svg } from "../../charts/dom.ts";
import { frame, serialised, slide, text } from "./svg-frame.ts";

/** What a style sheet gives the shapes and letters of a chart. */
const looks = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-size",
  "font-weight",
] as const;

/**
 * A chart that is drawn as SVG on the page, as a picture for slides that stands alone: with its title,
 * sentence, keys and source line, and the colours that it has on the page.
 *
 * @param figure a figure of `planeFigure` that is in the page
 */
export function figureSvg(figure: Element): string {
  const words = (selector: string): string => figure.querySelector(selector)?.textContent ?? "";
  const { picture, top, bottom } = frame(words("h3"), words(".sentence"), words(".source"));
  const live = figure.querySelector<SVGSVGElement>("svg.plane");
  if (live === null) return serialised(picture);
  const { margin } = slide;
  picture.append(...keysOf(figure, margin, top + 22));
  const { width, height } = live.viewBox.baseVal;
  const scale = Math.min((slide.width - 2 * margin) / width, (bottom - top - 50) / height);
  const left = (slide.width - scale * width) / 2;
  const group = svg("g", {
    transform: `translate(${left} ${top + 50}) scale(${scale})`,
    "font-family": getComputedStyle(live).fontFamily,
  });
  group.append(...[...live.children].map(styled));
  picture.append(group);
  return serialised(picture);
}

/** A shape with its look written out. */
function styled(shape: Element): Element {
  const copy = shape.cloneNode(true) as Element;
  const copies = [copy, ...copy.querySelectorAll("*")];
  [shape, ...shape.querySelectorAll("*")].forEach((one, k) => {
    const style = getComputedStyle(one);
    const into = copies[k];
    if (into === undefined || one.tagName === "title") return;
    for (const name of looks) into.setAttribute(name, plainColour(style.getPropertyValue(name)));
    into.removeAttribute("class");
  });
  return copy;
}

/** A colour as every program reads it: mixed ones come as `color(srgb 0.1 0.2 0.3 / 0.4)`. */
function plainColour(value: string): string {
  const mixed = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/.exec(value);
  if (mixed === null) return value;
  const [red, green, blue] = mixed.slice(1, 4).map((share) => Math.round(255 * Number(share)));
  return `rgba(${red}, ${green}, ${blue}, ${mixed[4] ?? 1})`;
}

/** What colours and signs mean, in a row. */
function keysOf(figure: Element, left: number, y: number): readonly SVGElement[] {
  let x = left;
  return [...figure.querySelectorAll(".key")].flatMap((key) => {
    const swatch = key.querySelector(".swatch");
    const words = key.textContent ?? "";
    const at = x;
    x += 60 + 9.2 * words.length;
    if (swatch === null) return [];
    const style = getComputedStyle(swatch);
    const filled = !/^(?:transparent|rgba\(0, 0, 0, 0\))$/.test(style.backgroundColor);
    const line = style.borderTopWidth !== "0px";
    const ink = plainColour(filled ? style.backgroundColor : style.borderTopColor);
    const flat = swatch.clientHeight === 0;
    return [
      flat
        ? svg("path", {
            d: `M${at},${y - 6}h24`,
            stroke: ink,
            "stroke-width": 3,
            "stroke-dasharray": style.borderTopStyle === "dashed" ? "5 4" : "none",
          })
        : svg("rect", {
            x: at,
            y: y - 14,
            width: 22,
            height: 14,
            fill: filled ? ink : "none",
            stroke: line ? plainColour(style.borderTopColor) : "none",
            "stroke-width": 2,
          }),
      text(at + 32, y, words, { size: 18, fill: "var(--muted)" }),
    ];
  });
}
