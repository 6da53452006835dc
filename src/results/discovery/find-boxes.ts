import {
  type Box,
  type BoxScore,
  type Cases,
  pointsInside,
  scoreOf,
} from "../../experiments/discovery/box.ts";
import { cart } from "../../experiments/discovery/cart.ts";
import {
  chooseStep,
  type PrimStep,
  pointsLeft,
  prim,
  primWithin,
  pruneBox,
  quasiPValues,
} from "../../experiments/discovery/prim.ts";
import type { RunTable } from "../../experiments/run-table.ts";
import type { Points } from "../../experiments/sampling/draw-points.ts";
import { uniformStream } from "../../experiments/sampling/unit-points.ts";
import type { Uncertainty } from "../../scenario/uncertainty.ts";

/** What counts as of interest: an outcome beyond a limit. */
export interface Interest {
  /** Index of the outcome. */
  readonly pick: number;
  readonly side: "above" | "below";
  readonly limit: number;
}

/** Options of `findBoxes`. */
export interface BoxOptions {
  readonly method: "prim" | "cart";
  /** Most boxes, at least 1; each explains what those before left. */
  readonly boxes: number;
  /** Most inputs that a box restricts; 3 unless told. */
  readonly conditions?: number;
  /** Resamples that tell how stable a box is; 20 unless told, and 0 to tell nothing of it. */
  readonly resamples?: number;
  readonly seed?: string;
  /** Once it says stop, only the boxes that are whole by then are given back. */
  readonly signal?: { readonly aborted: boolean };
}

/** A box with what speaks for it. */
export interface FoundBox extends BoxScore {
  readonly box: Box;
  /** Quasi-p-value of each restricted input, by index. */
  readonly quasi: ReadonlyMap<number, number>;
  /** Share of resamples in which the chosen box restricts the input; [input]. Empty for CART and without resamples. */
  readonly stability: readonly number[];
  /** Every step from all points to the densest box, for coverage against density. Empty for CART. */
  readonly trajectory: readonly PrimStep[];
}

/** What discovery found. */
export interface Discovery {
  readonly cases: Cases;
  readonly boxes: readonly FoundBox[];
  /** Share of the runs that are of interest, before any box. */
  readonly share: number;
  /** Points without any finished run; they are left out. */
  readonly empty: number;
  /** Point of the design behind every case. */
  readonly points: readonly number[];
}

/** Cases of a sweep: of each point with a finished run, the share of its runs that are of interest. */
export function casesOf(
  points: Points,
  quantities: readonly Uncertainty[],
  table: RunTable,
  picks: number,
  { pick, side, limit }: Interest,
): { readonly cases: Cases; readonly points: readonly number[]; readonly empty: number } {
  const hits = new Float64Array(points.count);
  const runs = new Float64Array(points.count);
  for (let row = 0; row < table.points.length; row++) {
    const value = table.values[row * picks + pick] as number;
    if (Number.isNaN(value)) continue;
    const point = table.points[row] as number;
    runs[point] = (runs[point] as number) + 1;
    if (side === "above" ? value > limit : value < limit) hits[point] = (hits[point] as number) + 1;
  }
  const kept = Array.from(runs.keys()).filter((point) => (runs[point] as number) > 0);
  const width = points.names.length;
  return {
    cases: {
      inputs: points.names.map((name) => ({
        name,
        categorical:
          quantities.find((one) => one.name === name)?.distribution.kind === "categorical",
      })),
      x: Float64Array.from(
        kept.flatMap((point) => [...points.values.subarray(point * width, (point + 1) * width)]),
      ),
      y: Float64Array.from(kept, (point) => (hits[point] as number) / (runs[point] as number)),
    },
    points: kept,
    empty: points.count - kept.length,
  };
}

/**
 * Finds boxes in which what is of interest is dense.
 *
 * @throws RangeError without points or inputs, or where no run is of interest.
 */
export function findBoxes(
  found: ReturnType<typeof casesOf>,
  { method, ...options }: BoxOptions,
): Discovery {
  if (method === "prim") return primBoxes(found, options);
  const { cases, points, empty } = found;
  const { boxes } = options;
  const share = shareOf(cases);
  requireBoxes(boxes);
  if (!(share > 0)) throw new RangeError("no point is of interest, so there is no box to find");
  const chosen: FoundBox[] = [];
  for (const { box, ...score } of cart(cases)) {
    if (chosen.length >= boxes || !(score.density > share)) break;
    chosen.push({
      box,
      ...score,
      quasi: quasiPValues(cases, box),
      stability: [],
      trajectory: [],
    });
  }
  return { cases, boxes: chosen, share, empty, points };
}

function shareOf({ y }: Cases): number {
  return y.reduce((sum, value) => sum + value, 0) / y.length;
}

function requireBoxes(boxes: number): void {
  if (Number.isSafeInteger(boxes) && boxes >= 1) return;
  throw new RangeError(`number of boxes is ${boxes}; give a whole number of at least 1`);
}

/**
 * Finds boxes by PRIM, for whoever needs no other method.
 *
 * @throws RangeError as `findBoxes` does
 */
export function primBoxes(
  found: ReturnType<typeof casesOf>,
  { boxes, conditions = 3, resamples = 20, seed = "1", signal }: Omit<BoxOptions, "method">,
): Discovery {
  const { cases, points, empty } = found;
  const share = shareOf(cases);
  requireBoxes(boxes);
  const chosen: FoundBox[] = [];
  const searching = signal === undefined ? {} : { signal };
  prim(cases, searching); // Refuses what cannot be searched before anything is resampled.
  for (let k = 0; k < boxes; k++) {
    const among = pointsLeft(
      cases,
      chosen.map(({ box }) => box),
    );
    const trajectory = primWithin(cases, among, searching);
    const step = chooseStep(trajectory, conditions);
    if (step.box.size === 0) break;
    const box = pruneBox(cases, step.box, among);
    const inside = pointsInside(cases, among, box);
    const score = scoreOf(cases, inside);
    // What is no denser than the whole describes nothing.
    if (!(score.density > share)) break;
    const stability = stabilityOf(
      { cases, among, conditions, resamples, seed: `${seed}/${k}` },
      searching,
    );
    if (signal?.aborted) break;
    const quasi = quasiPValues(cases, box, among);
    chosen.push({ box, ...score, quasi, stability, trajectory });
  }
  return { cases, boxes: chosen, share, empty, points };
}

/** How points are drawn again. */
interface Resampling {
  readonly cases: Cases;
  readonly among: Int32Array;
  readonly conditions: number;
  readonly resamples: number;
  readonly seed: string;
}

/** How often each input is restricted when the points are drawn again with replacement. */
function stabilityOf(
  { cases, among, conditions, resamples, seed }: Resampling,
  searching: Pick<BoxOptions, "signal">,
): readonly number[] {
  if (resamples === 0) return [];
  const width = cases.inputs.length;
  const times = new Float64Array(width);
  const uniform = uniformStream(seed);
  for (let r = 0; r < resamples && searching.signal?.aborted !== true; r++) {
    const drawn = among.map(() => among[Math.floor(uniform() * among.length)] as number);
    const own: Cases = {
      inputs: cases.inputs,
      x: Float64Array.from(
        Array.from(drawn).flatMap((point) => [
          ...cases.x.subarray(point * width, (point + 1) * width),
        ]),
      ),
      y: Float64Array.from(drawn, (point) => cases.y[point] as number),
    };
    if (!own.y.some((value) => value > 0)) continue;
    for (const k of pruneBox(own, chooseStep(prim(own, searching), conditions).box).keys()) {
      times[k] = (times[k] as number) + 1;
    }
  }
  return Array.from(times, (count) => count / resamples);
}
