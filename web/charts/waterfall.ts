import { type NumberTable, numbers, words } from "../../src/results/charts/table.ts";
import { words as texts } from "../strings/words.ts";
import { html, svg } from "./dom.ts";
import { fitted, keyEntry, label, planeFigure } from "./plane.ts";

/** Parts that add up to a whole, signed: what spoke for something and what against it. */
export interface Waterfall {
  readonly title: string;
  readonly sentence: string;
  /** Unit of all values. */
  readonly unit: string;
  /** What a bar to the right means, and one to the left. */
  readonly up: string;
  readonly down: string;
  /** In the order in which they are drawn. */
  readonly parts: readonly WaterfallPart[];
  /** What they come to. */
  readonly total: WaterfallPart;
}

/** A part, or the whole. */
export interface WaterfallPart {
  readonly label: string;
  readonly value: number;
}

const rowHeight = 28;
const barHeight = 15;

/** Draws a waterfall into a figure and returns it: every bar begins where the one before ended. */
export function drawWaterfall(chart: Waterfall, source: string): HTMLElement {
  return planeFigure({
    title: chart.title,
    sentence: chart.sentence,
    source,
    table: () => waterfallTable(chart),
    keys: [
      html(
        "div",
        { class: "key-row" },
        keyEntry("part-up", chart.up),
        keyEntry("part-down", chart.down),
      ),
    ],
    draw: (picture, width) => drawParts(picture, width, chart),
  });
}

/** A number with its sign, two decimals. */
export function signedText(value: number): string {
  const text = Math.abs(value).toFixed(2);
  if (text === "0.00") return "±0";
  return `${value > 0 ? "+" : "−"}${text}`;
}

function waterfallTable({ title, unit, parts, total }: Waterfall): NumberTable {
  const row = (part: WaterfallPart): readonly string[] => [part.label, signedText(part.value)];
  return {
    caption: title,
    columns: [words(texts.charts.part), numbers(unit)],
    rows: [...parts.map(row), row(total)],
  };
}

function drawParts(picture: SVGElement, width: number, { parts, total }: Waterfall): number {
  const left = Math.min(220, Math.round(width * 0.48));
  const right = width - 62;
  const ends: number[] = [];
  let sum = 0;
  for (const { value } of parts) {
    sum += value;
    ends.push(sum);
  }
  const low = Math.min(0, total.value, ...ends);
  const high = Math.max(0, total.value, ...ends);
  const span = high - low || 1;
  const at = (value: number): number => left + ((value - low) / span) * (right - left);
  const bottom = (parts.length + 1) * rowHeight + 10;
  picture.append(svg("line", { x1: at(0), x2: at(0), y1: 0, y2: bottom, class: "zero" }));
  parts.forEach((part, k) => {
    drawPart(picture, part, { k, from: ends[k - 1] ?? 0, left, at, kind: "part" });
    const end = at(ends[k] ?? 0);
    const y = k * rowHeight + rowHeight / 2 + barHeight / 2 + 2;
    picture.append(
      svg("line", { x1: end, x2: end, y1: y, y2: y + rowHeight - barHeight, class: "step-line" }),
    );
  });
  const y = parts.length * rowHeight + 4;
  picture.append(svg("line", { x1: 0, x2: width, y1: y, y2: y, class: "grid" }));
  drawPart(picture, total, { k: parts.length + 0.25, from: 0, left, at, kind: "whole" });
  return bottom + 6;
}

interface Placed {
  readonly k: number;
  readonly from: number;
  readonly left: number;
  readonly at: (value: number) => number;
  readonly kind: "part" | "whole";
}

function drawPart(
  picture: SVGElement,
  { label: name, value }: WaterfallPart,
  { k, from, left, at, kind }: Placed,
): void {
  const middle = k * rowHeight + rowHeight / 2 + 2;
  const x = Math.min(at(from), at(from + value));
  const width = Math.max(1.5, Math.abs(at(from + value) - at(from)));
  picture.append(
    label(fitted(name, left - 12), left - 10, middle + 4, {
      "text-anchor": "end",
      class: kind === "whole" ? "name apart" : "name",
    }),
    svg("rect", {
      x,
      y: middle - barHeight / 2,
      width,
      height: barHeight,
      class: value < 0 ? "part-down" : "part-up",
    }),
    label(signedText(value), x + width + 6, middle + 4, { class: "value" }),
  );
}
