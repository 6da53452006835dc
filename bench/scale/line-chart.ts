// Lines over two logarithmic axes, told apart by mark and dash as well as by colour.

import { at, type Drawing, drawing, INK, line, text } from "../../src/results/validation/svg.ts";

/** An axis over powers of ten or any other values that stand in order. */
export interface LogAxis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** Values that are marked, with what stands beside them. */
  readonly ticks: readonly (readonly [value: number, words: string])[];
}

/** A line of a chart. */
export interface ChartLine {
  readonly label: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly ink: keyof typeof INK;
  readonly dash?: string;
  readonly mark?: "disc" | "square" | "triangle" | "cross";
}

/** What a chart is made of. */
export interface LineChart {
  readonly name: string;
  readonly alternative: string;
  readonly caption: string;
  readonly x: LogAxis;
  readonly y: LogAxis;
  readonly lines: readonly ChartLine[];
  /** Values of x at which a dotted line stands, with words. */
  readonly posts?: readonly (readonly [x: number, words: string, ink: keyof typeof INK])[];
}

const WIDTH = 760;
const LEFT = 70;
const RIGHT = 36;
const TOP = 34;
const PLOT = 300;
const LEGEND_ROW = 18;

/** Draws lines over logarithmic axes. */
export function lineChart({
  name,
  alternative,
  caption,
  x,
  y,
  lines,
  posts = [],
}: LineChart): Drawing {
  const across = (value: number): number => LEFT + share(x, value) * (WIDTH - LEFT - RIGHT);
  const up = (value: number): number => TOP + (1 - share(y, value)) * PLOT;
  const bottom = TOP + PLOT;
  const parts: string[] = [text(10, 16, caption)];
  for (const [value, words] of x.ticks) {
    parts.push(line(across(value), TOP, across(value), bottom, GRID));
    parts.push(text(across(value), bottom + 16, words, "middle"));
  }
  for (const [value, words] of y.ticks) {
    parts.push(line(LEFT, up(value), WIDTH - RIGHT, up(value), GRID));
    parts.push(text(LEFT - 6, up(value) + 4, words, "end"));
  }
  parts.push(line(LEFT, bottom, WIDTH - RIGHT, bottom), line(LEFT, TOP, LEFT, bottom));
  parts.push(text((LEFT + WIDTH - RIGHT) / 2, bottom + 34, x.label, "middle"));
  posts.forEach(([value, words, ink], k) => {
    parts.push(line(across(value), TOP, across(value), bottom, INK[ink], 1.5, "2 4"));
    // The first stands to the left of its line, so that it does not run into the next one.
    const side = k === 0 ? -1 : 1;
    parts.push(text(across(value) + 4 * side, TOP + 12, words, side < 0 ? "end" : "start"));
  });
  for (const one of lines) parts.push(...drawn(one, across, up));
  lines.forEach((one, k) => {
    const column = k % 2;
    const left = LEFT + column * ((WIDTH - LEFT - RIGHT) / 2);
    const top = bottom + 52 + Math.floor(k / 2) * LEGEND_ROW;
    parts.push(line(left, top, left + 28, top, INK[one.ink], 2, one.dash));
    if (one.mark !== undefined) parts.push(marked(one.mark, left + 14, top, INK[one.ink]));
    parts.push(text(left + 36, top + 4, one.label));
  });
  const rows = Math.ceil(lines.length / 2);
  return drawing(name, alternative, WIDTH, bottom + 52 + rows * LEGEND_ROW, parts.join("\n"));
}

const GRID = "#e2e6ec";

function share({ from, to }: LogAxis, value: number): number {
  const inside = Math.min(to, Math.max(from, value));
  return Math.log(inside / from) / Math.log(to / from);
}

function drawn(
  { points, ink, dash, mark }: ChartLine,
  across: (x: number) => number,
  up: (y: number) => number,
): readonly string[] {
  const path = points.map(([x, y], k) => `${k === 0 ? "M" : "L"}${at(across(x))} ${at(up(y))}`);
  const dashes = dash === undefined ? "" : ` stroke-dasharray="${dash}"`;
  return [
    `<path d="${path.join("")}" fill="none" stroke="${INK[ink]}" stroke-width="2"${dashes}/>`,
    ...(mark === undefined ? [] : points.map(([x, y]) => marked(mark, across(x), up(y), INK[ink]))),
  ];
}

function marked(
  mark: NonNullable<ChartLine["mark"]>,
  x: number,
  y: number,
  colour: string,
): string {
  const r = 3.5;
  if (mark === "disc") return `<circle cx="${at(x)}" cy="${at(y)}" r="${r}" fill="${colour}"/>`;
  const shape = {
    square: `M${at(x - r)} ${at(y - r)}h7v7h-7z`,
    triangle: `M${at(x)} ${at(y - r - 1)}l4.5 8h-9z`,
    cross: `M${at(x - r)} ${at(y - r)}l7 7m0 -7l-7 7`,
  }[mark];
  return mark === "cross"
    ? `<path d="${shape}" stroke="${colour}" stroke-width="2"/>`
    : `<path d="${shape}" fill="${colour}"/>`;
}
