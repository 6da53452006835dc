import type { Vector } from "../../core/arrays.ts";

/** What is known of an input: points that discovery looks for boxes in. */
export interface DiscoveryInput {
  readonly name: string;
  /** Its values have no order: a box holds some of them, not a range. */
  readonly categorical: boolean;
}

/** Points with how much each is of interest. */
export interface Cases {
  readonly inputs: readonly DiscoveryInput[];
  /** [point × input] */
  readonly x: Vector;
  /** Share of a point that is of interest, [0,1]: 0 or 1, or the share of its runs. [point] */
  readonly y: Vector;
}

/** What a box asks of one input: a range, ends included, or some of its values. */
export type Limit =
  | { readonly kind: "range"; readonly low: number; readonly high: number }
  | { readonly kind: "values"; readonly values: readonly number[] };

/** A box: the limits of the inputs it restricts, by index; others are free. */
export type Box = ReadonlyMap<number, Limit>;

/** How well a box describes the cases of interest. */
export interface BoxScore {
  /** Share of all that is of interest which lies in the box. */
  readonly coverage: number;
  /** Share of what lies in the box that is of interest. */
  readonly density: number;
  /** Share of all points which lie in the box. */
  readonly mass: number;
  /** Points in the box. */
  readonly points: number;
}

/** Whether a point lies in a box. */
export function isInside(
  { inputs, x }: Pick<Cases, "inputs" | "x">,
  point: number,
  box: Box,
): boolean {
  for (const [k, limit] of box) {
    const value = x[point * inputs.length + k] as number;
    if (
      limit.kind === "range"
        ? value < limit.low || value > limit.high
        : !limit.values.includes(value)
    ) {
      return false;
    }
  }
  return true;
}

/** The points in a box, of those given. */
export function pointsInside(
  cases: Pick<Cases, "inputs" | "x">,
  points: Int32Array,
  box: Box,
): Int32Array {
  return points.filter((point) => isInside(cases, point, box));
}

/** All points. */
export function everyPoint({ y }: Pick<Cases, "y">): Int32Array {
  return Int32Array.from(y, (_, k) => k);
}

/** Scores the points of a box against all. NaN coverage where nothing is of interest, NaN density without points. */
export function scoreOf({ y }: Pick<Cases, "y">, inside: Int32Array): BoxScore {
  const all = y.reduce((sum, value) => sum + value, 0);
  const own = inside.reduce((sum, point) => sum + (y[point] as number), 0);
  return {
    coverage: own / all,
    density: own / inside.length,
    mass: inside.length / y.length,
    points: inside.length,
  };
}
