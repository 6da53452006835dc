import { html } from "./dom.ts";

/** Part of a plot that curves are drawn in, px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where values stand in a plot. */
export interface PlotScale {
  readonly box: Box;
  readonly dates: readonly number[];
  readonly domain: readonly [number, number];
}

/** A canvas with a time cursor over it. */
export interface Plot {
  readonly element: HTMLElement;
  /** A pen whose unit is one px of the page, on an empty canvas. */
  pen(): CanvasRenderingContext2D | null;
  /** Shows the cursor at a place, with a dot at a height where there is one; null hides it. */
  point(x: number | null, y: number | null, scale: PlotScale): void;
}

/** Makes a plot of a size in px. */
export function makePlot(width: number, height: number, colour: string): Plot {
  const canvas = html("canvas", { style: `width:${width}px;height:${height}px` });
  const line = html("div", { class: "cursor-line" });
  const dot = html("div", { class: "cursor-dot", style: `background:${colour}` });
  line.hidden = true;
  dot.hidden = true;
  const style = `width:${width}px;height:${height}px`;
  const element = html("div", { class: "plot-picture", style }, canvas, line, dot);
  return {
    element,
    pen: () => {
      // The screen may have changed since the last drawing. Setting the size also empties the canvas.
      const ratio = window.devicePixelRatio;
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      const pen = canvas.getContext("2d");
      pen?.scale(ratio, ratio);
      return pen;
    },
    point: (x, y, { box }) => {
      line.hidden = x === null;
      dot.hidden = x === null || y === null;
      line.style.top = `${box.top}px`;
      line.style.height = `${box.height}px`;
      line.style.transform = `translateX(${x ?? 0}px)`;
      dot.style.transform = `translate(${x ?? 0}px, ${y ?? 0}px)`;
    },
  };
}

/** Place of a date, px from the left. */
export function xOf({ box, dates }: PlotScale, date: number): number {
  const first = dates[0] ?? 0;
  const span = (dates[dates.length - 1] ?? 1) - first || 1;
  return box.left + ((date - first) / span) * box.width;
}

/** Place of a value, px from the top. */
export function yOf({ box, domain: [low, high] }: PlotScale, value: number): number {
  return box.top + (1 - (value - low) / (high - low || 1)) * box.height;
}

/** The step whose date is nearest to a place. */
export function stepAt({ box, dates }: PlotScale, x: number): number {
  const first = dates[0] ?? 0;
  const date = first + ((x - box.left) / box.width) * ((dates[dates.length - 1] ?? 1) - first);
  let nearest = 0;
  dates.forEach((other, step) => {
    if (Math.abs(other - date) < Math.abs((dates[nearest] ?? 0) - date)) nearest = step;
  });
  return nearest;
}

/** Values of a curve; null where there is none. */
type Curve = readonly (number | null)[];

/** Draws a curve, with gaps where there are no values. */
export function strokeCurve(pen: CanvasRenderingContext2D, scale: PlotScale, curve: Curve): void {
  pen.beginPath();
  let drawn = false;
  curve.forEach((value, step) => {
    if (value !== null) {
      const x = xOf(scale, scale.dates[step] ?? 0);
      if (drawn) pen.lineTo(x, yOf(scale, value));
      else pen.moveTo(x, yOf(scale, value));
    }
    drawn = value !== null;
  });
  pen.stroke();
}

/** Fills what lies between two curves, with gaps where one has no value. */
export function fillBetween(
  pen: CanvasRenderingContext2D,
  scale: PlotScale,
  low: Curve,
  high: Curve,
): void {
  pen.beginPath();
  let below: [number, number][] = [];
  const close = (): void => {
    for (const [x, y] of below.reverse()) pen.lineTo(x, y);
    if (below.length > 0) pen.closePath();
    below = [];
  };
  high.forEach((top, step) => {
    const bottom = low[step] ?? null;
    if (top === null || bottom === null) {
      close();
      return;
    }
    const x = xOf(scale, scale.dates[step] ?? 0);
    if (below.length === 0) pen.moveTo(x, yOf(scale, top));
    else pen.lineTo(x, yOf(scale, top));
    below.push([x, yOf(scale, bottom)]);
  });
  close();
  pen.fill();
}
