import type { Agreement } from "../../src/results/charts/map.ts";
import { marks, type Pattern, type Slot } from "../../src/results/charts/palette.ts";
import { svg, uniqueId } from "./dom.ts";

/** Hands out SVG paint for a state of a country, making each pattern once. */
export interface Fills {
  readonly defs: SVGDefsElement;
  /** Plain when firm, with light dots when leaning, striped in the colours of both when contested. */
  of(first: Slot, second: Slot, agreement: Agreement): string;
  noData(): string;
}

/** Makes the patterns of one map. */
export function makeFills(): Fills {
  const defs = svg("defs");
  const stem = uniqueId("fill");
  const known = new Set<string>();
  const paint = (name: string, make: (id: string) => SVGElement): string => {
    const id = `${stem}-${name}`;
    if (!known.has(name)) {
      known.add(name);
      defs.append(make(id));
    }
    return `url(#${id})`;
  };
  return {
    defs,
    of: (first, second, agreement) => {
      if (agreement === "leaning") {
        return paint(`leaning-${first}`, (id) => dotted(id, first));
      }
      if (agreement === "contested") {
        return paint(`contested-${first}-${second}`, (id) => striped(id, first, second));
      }
      return paint(`firm-${first}`, (id) => plain(id, first));
    },
    noData: () => paint("no-data", sparse),
  };
}

/** One colour; in print also the slot's own pattern, for paper without colours. */
function plain(id: string, slot: Slot): SVGElement {
  const pattern = marks.find((mark) => mark.slot === slot)?.pattern ?? "blank";
  const strokes = svg("path", {
    class: "print-pattern",
    d: printPaths[pattern],
    style: `stroke:var(--${slot}-text)`,
  });
  return tile(id, 6, ground(slot, 6), strokes);
}

function dotted(id: string, slot: Slot): SVGElement {
  const dot = (x: number, y: number): SVGElement =>
    svg("circle", { cx: x, cy: y, r: 0.8, class: "agreement-dot" });
  return tile(id, 5, ground(slot, 5), dot(1.25, 1.25), dot(3.75, 3.75));
}

function striped(id: string, first: Slot, second: Slot): SVGElement {
  const stripe = svg("rect", { x: 3.2, width: 2.4, height: 5.6, style: `fill:var(--${second})` });
  const pattern = tile(id, 5.6, ground(first, 5.6), stripe);
  pattern.setAttribute("patternTransform", "rotate(45)");
  return pattern;
}

function sparse(id: string): SVGElement {
  const line = svg("path", { d: "M0,0L5,5M-1,4L1,6M4,-1L6,1", class: "hatch" });
  return tile(id, 5, svg("rect", { width: 5, height: 5, style: "fill:var(--page)" }), line);
}

function tile(id: string, size: number, ...children: readonly SVGElement[]): SVGElement {
  const box = { id, width: size, height: size, patternUnits: "userSpaceOnUse" };
  return svg("pattern", box, ...children);
}

function ground(slot: Slot, size: number): SVGElement {
  return svg("rect", { width: size, height: size, style: `fill:var(--${slot})` });
}

/** Strokes of the print patterns in a tile of 6. */
const printPaths: Readonly<Record<Pattern, string>> = {
  solid: "",
  blank: "",
  diagonal: "M0,6L6,0M-1,1L1,-1M5,7L7,5",
  dots: "M1.5,1.5h.01M4.5,4.5h.01",
  "cross-hatch": "M0,6L6,0M0,0L6,6",
  horizontal: "M0,3H6",
  vertical: "M3,0V6",
  sparse: "M0,0L6,6",
};
