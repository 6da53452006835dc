import { binomialTail } from "./binomial.ts";
import {
  type Box,
  type BoxScore,
  type Cases,
  everyPoint,
  isInside,
  type Limit,
  pointsInside,
  scoreOf,
} from "./box.ts";

/** Options of `prim`. */
export interface PrimOptions {
  /** Share of the points in the box that a peel takes away; 0.05 unless told. */
  readonly peel?: number;
  /** Share that a paste adds; 0.05 unless told. */
  readonly paste?: number;
  /** Least share of all points that a box holds; 0.05 unless told. */
  readonly least?: number;
  /** Looked at before every step: once it says stop, the trajectory ends where it is. */
  readonly signal?: { readonly aborted: boolean };
}

/** A box on the way from all points to the densest. */
export interface PrimStep extends BoxScore {
  readonly box: Box;
}

/**
 * Finds boxes in which cases of interest are dense: the Patient Rule Induction Method of Friedman and
 * Fisher (1999). From all points a thin slice is peeled off again and again, each time the one with
 * the largest gain in density for every point it takes away (the lenient objective of Kwakkel and Jaxa-Rozen 2016); then slices are
 * pasted back as long as density grows. Categorical inputs lose one value at a time.
 *
 * @returns the trajectory, from the box that holds everything to the last one
 * @throws RangeError without points, or where nothing is of interest.
 */
export function prim(cases: Cases, options: PrimOptions = {}): readonly PrimStep[] {
  const all = everyPoint(cases);
  requireInterest(cases, all);
  return primWithin(cases, all, options);
}

/** The same among some of the points only; scores are against all. */
export function primWithin(
  cases: Cases,
  among: Int32Array,
  { peel = 0.05, paste = 0.05, least = 0.05, signal }: PrimOptions = {},
): readonly PrimStep[] {
  const fewest = least * cases.y.length;
  let box: Box = new Map();
  let inside = among;
  const steps: PrimStep[] = [{ box, ...scoreOf(cases, inside) }];
  const follow = (next: Candidate): void => {
    box = next.box;
    inside = next.inside;
    steps.push({ box, ...scoreOf(cases, inside) });
  };
  while (signal?.aborted !== true) {
    const next = bestOf(cases, inside, peelsOf(cases, box, inside, peel));
    if (next === null || next.inside.length < fewest || next.inside.length >= inside.length) break;
    follow(next);
  }
  while (signal?.aborted !== true) {
    const next = bestOf(cases, inside, pastesOf(cases, box, inside, among, paste));
    if (next === null || next.inside.length <= inside.length) break;
    follow(next);
  }
  return steps;
}

function requireInterest({ y, inputs }: Cases, all: Int32Array): void {
  if (all.length === 0) throw new RangeError("there are no points to find a box among");
  if (inputs.length === 0) throw new RangeError("there are no inputs to draw a box in");
  const interest = y.reduce((sum, value) => sum + value, 0);
  if (!(interest > 0)) throw new RangeError("no point is of interest, so there is no box to find");
}

interface Candidate {
  readonly box: Box;
  readonly inside: Int32Array;
}

/** The candidate with the best gain in density per point; among equals the one that restricts fewer inputs. */
function bestOf(
  { y }: Cases,
  before: Int32Array,
  candidates: readonly Candidate[],
): Candidate | null {
  const meanOf = (points: Int32Array): number =>
    points.reduce((sum, point) => sum + (y[point] as number), 0) / points.length;
  const old = meanOf(before);
  let best: Candidate | null = null;
  let score = 0;
  for (const candidate of candidates) {
    const change = Math.abs(candidate.inside.length - before.length);
    if (change === 0 || candidate.inside.length === 0) continue;
    const own = (meanOf(candidate.inside) - old) / change;
    if (!(own > 0)) continue;
    if (own > score || (own === score && best !== null && candidate.box.size < best.box.size)) {
      best = candidate;
      score = own;
    }
  }
  return best;
}

function peelsOf(cases: Cases, box: Box, inside: Int32Array, peel: number): Candidate[] {
  const { inputs, x } = cases;
  return inputs.flatMap((input, k): Candidate[] => {
    const valueAt = (point: number): number => x[point * inputs.length + k] as number;
    const before = box.get(k);
    const candidate = (limit: Limit): Candidate => {
      const next = new Map(box).set(k, limit);
      return { box: next, inside: pointsInside(cases, inside, new Map([[k, limit]])) };
    };
    if (input.categorical) {
      const values = [...new Set(Array.from(inside, valueAt))].sort((a, b) => a - b);
      if (values.length < 2) return [];
      return values.map((left) =>
        candidate({ kind: "values", values: values.filter((value) => value !== left) }),
      );
    }
    const sorted = Float64Array.from(inside, valueAt).sort();
    const [low, high] =
      before?.kind === "range"
        ? [before.low, before.high]
        : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    return [
      candidate({ kind: "range", low, high: cutOf(sorted, 1 - peel) }),
      candidate({ kind: "range", low: cutOf(sorted, peel), high }),
    ];
  });
}

/** Where a slice is cut off: between the values around a quantile, further in where they are equal. */
function cutOf(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  let below = Math.floor(place);
  let above = Math.ceil(place);
  if (share > 0.5) {
    while (sorted[below] === sorted[above] && below > 0) below -= 1;
  } else {
    while (sorted[below] === sorted[above] && above < sorted.length - 1) above += 1;
  }
  return ((sorted[below] as number) + (sorted[above] as number)) / 2;
}

function pastesOf(
  cases: Cases,
  box: Box,
  inside: Int32Array,
  among: Int32Array,
  paste: number,
): Candidate[] {
  const { inputs, x } = cases;
  const count = Math.max(1, Math.floor(paste * inside.length));
  return [...box].flatMap(([k, limit]): Candidate[] => {
    const valueAt = (point: number): number => x[point * inputs.length + k] as number;
    const others = new Map([...box].filter(([other]) => other !== k));
    const open = pointsInside(cases, among, others);
    const candidate = (wider: Limit): Candidate => {
      const next = new Map(box).set(k, wider);
      return { box: next, inside: pointsInside(cases, open, next) };
    };
    if (limit.kind === "values") {
      const left = new Set(
        Array.from(open, valueAt).filter((value) => !limit.values.includes(value)),
      );
      return [...left].map((value) =>
        candidate({ kind: "values", values: [...limit.values, value].sort((a, b) => a - b) }),
      );
    }
    const above = Float64Array.from(open, valueAt)
      .filter((value) => value > limit.high)
      .sort();
    const below = Float64Array.from(open, valueAt)
      .filter((value) => value < limit.low)
      .sort();
    const wider: Candidate[] = [];
    if (above.length > 0) {
      const high = above[Math.min(count, above.length) - 1] as number;
      wider.push(candidate({ ...limit, high }));
    }
    if (below.length > 0) {
      const low = below[Math.max(0, below.length - count)] as number;
      wider.push(candidate({ ...limit, low }));
    }
    return wider;
  });
}

/**
 * Quasi-p-values of a box (Bryant and Lempert 2010): for every restricted input the probability that
 * as many cases of interest would lie in the box by chance if that restriction did nothing. Small ones
 * speak for the restriction.
 *
 * @param all the points that count; every one unless told
 */
export function quasiPValues(
  cases: Cases,
  box: Box,
  all: Int32Array = everyPoint(cases),
): ReadonlyMap<number, number> {
  const inside = pointsInside(cases, all, box);
  const interest = (points: Int32Array): number =>
    points.reduce((sum, point) => sum + (cases.y[point] as number), 0);
  const hits = Math.round(interest(inside));
  return new Map(
    [...box.keys()].map((k) => {
      const without = pointsInside(cases, all, new Map([...box].filter(([other]) => other !== k)));
      return [k, binomialTail(hits, inside.length, interest(without) / without.length)];
    }),
  );
}

/** A box without the restrictions that chance would explain, the weakest first taken away. */
export function pruneBox(
  cases: Cases,
  box: Box,
  all: Int32Array = everyPoint(cases),
  level = 0.05,
): Box {
  let kept = box;
  for (;;) {
    const [weakest] = [...quasiPValues(cases, kept, all)].sort((a, b) => b[1] - a[1]);
    if (weakest === undefined || weakest[1] <= level || kept.size <= 1) return kept;
    kept = new Map([...kept].filter(([k]) => k !== weakest[0]));
  }
}

/**
 * The step of a trajectory that serves best: coverage and density both high (their harmonic mean),
 * with at most so many restricted inputs.
 */
export function chooseStep(steps: readonly PrimStep[], most: number): PrimStep {
  const quality = ({ coverage, density }: PrimStep): number =>
    coverage + density > 0 ? (2 * coverage * density) / (coverage + density) : 0;
  const [first] = steps;
  if (first === undefined) throw new RangeError("the trajectory has no step");
  return steps
    .filter(({ box }) => box.size <= most)
    .reduce((best, step) => (quality(step) > quality(best) ? step : best), first);
}

/** Points that no earlier box holds, for the next box. */
export function pointsLeft(cases: Cases, boxes: readonly Box[]): Int32Array {
  return everyPoint(cases).filter((point) => !boxes.some((box) => isInside(cases, point, box)));
}
