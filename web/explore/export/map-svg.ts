import { formatPeriod } from "../../../src/results/charts/numbers.ts";
import { svg } from "../../charts/dom.ts";
import { makeFills } from "../../charts/map-fills.ts";
import type { MapLayer } from "../../charts/map-layer.ts";
import { dotRadius, type WorldPicture } from "../../charts/world-picture.ts";
import { frame, serialised, slide, text } from "./svg-frame.ts";

/** The map of a period as a picture for slides. */
export function mapSvg(
  layer: MapLayer,
  world: WorldPicture,
  period: number,
  source: string,
): string {
  const shown = formatPeriod(layer.periods[period] ?? "");
  const sentence = period === layer.periods.length - 1 ? layer.sentence : "";
  const { picture, top, bottom } = frame(`${layer.title} ${shown}`, sentence, source);
  const fills = makeFills();
  const { width, margin } = slide;
  const scale = Math.min((width - 2 * margin - 260) / world.width, (bottom - top) / world.height);
  const land = svg("g", { transform: `translate(${margin + 260} ${top}) scale(${scale})` });
  const indexOf = new Map(layer.countries.map((id, index) => [id, index]));
  const used = new Map<number, string>();
  const paint = (id: string | null): { fill: string; pale: boolean } => {
    const country = id === null ? undefined : indexOf.get(id);
    if (id === null) return { fill: "var(--none)", pale: true };
    if (country === undefined) return { fill: fills.noData(), pale: false };
    const found = layer.paint(country, period, fills);
    if (!used.has(found.entry)) used.set(found.entry, found.fill);
    return found;
  };
  for (const { id, path } of world.shapes) {
    const { fill, pale } = paint(id);
    const stroke = pale ? "var(--none-outline)" : "var(--page)";
    land.append(svg("path", { d: path, fill, stroke, "stroke-width": 0.5 }));
  }
  for (const { id, x, y } of world.dots) {
    const { fill, pale } = paint(id);
    const stroke = pale ? "var(--none-outline)" : "var(--page)";
    land.append(svg("circle", { cx: x, cy: y, r: dotRadius, fill, stroke, "stroke-width": 0.8 }));
  }
  picture.append(land, ...legendOf(layer, period, fills, top));
  plain(fills.defs);
  picture.prepend(fills.defs);
  return serialised(picture);
}

/** The entries of the page's own legend, one below the other. */
function legendOf(
  layer: MapLayer,
  period: number,
  fills: ReturnType<typeof makeFills>,
  top: number,
): readonly SVGElement[] {
  const legend = layer.legend(fills, () => {});
  legend.showPeriod(period);
  const buttons = [...legend.element.querySelectorAll("button")];
  return buttons.flatMap((button, k) => {
    const y = top + 40 + k * 36;
    const patch = button.querySelector<HTMLElement | SVGElement>("rect, i");
    const colour = /var\(--[\w-]+\)/.exec(patch?.style.cssText ?? "")?.[0] ?? "var(--none)";
    const [name = "", count = ""] = [...button.querySelectorAll("span")].map(
      (part) => part.textContent ?? "",
    );
    const { margin } = slide;
    return [
      svg("rect", {
        x: margin,
        y: y - 16,
        width: 20,
        height: 20,
        fill: colour,
        stroke: "var(--line)",
      }),
      text(margin + 32, y, name, { size: 19 }),
      text(margin + 236, y, count, { size: 19, fill: "var(--muted)", anchor: "end" }),
    ];
  });
}

/** Writes into the patterns what the page's style sheet says of them. */
function plain(defs: SVGDefsElement): void {
  for (const mark of defs.querySelectorAll(".print-pattern")) mark.remove();
  for (const dot of defs.querySelectorAll(".agreement-dot")) {
    dot.setAttribute("fill", "#fff");
    dot.setAttribute("fill-opacity", "0.85");
  }
  for (const line of defs.querySelectorAll(".hatch")) {
    line.setAttribute("fill", "none");
    line.setAttribute("stroke", "var(--no-data-outline)");
    line.setAttribute("stroke-width", "0.7");
  }
  for (const rect of defs.querySelectorAll<SVGElement>("rect")) {
    rect.setAttribute("fill", rect.style.fill);
    rect.removeAttribute("style");
  }
}
