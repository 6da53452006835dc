// What a pool of runs says of anything that its runs show, where the targets are as observed: the nearest
// runs, moved there by a linear regression, as the parameters of the shipped sets are (adjust.ts).

import { acceptNearest, adaptiveScales, effectiveSize, squaredDistances } from "./accept.ts";
import { meansAtObserved, movedToObserved } from "./adjust.ts";
import type { PlacedTargets } from "./place-targets.ts";
import { measureRuns, observedOver, type Runs } from "./runs.ts";

/** The runs of a pool that are nearest to what was observed over some countries. */
export interface Nearby {
  /** Their indices, ascending. */
  readonly runs: Int32Array;
  /** Their weights, summing to 1. */
  readonly weights: Float64Array;
  /** How far each was off in every target, in scales; [run × target] */
  readonly off: Float64Array;
  readonly effective: number;
}

/** What is looked at: who of some countries is seen at a vintage, with the supplier of a bit or with any (0). */
export interface Seen {
  readonly vintage: number;
  readonly bit: number;
  readonly of: Int32Array;
}

/** No probability is nearer to 0 or 1: the ensemble itself has 200 sets and cannot tell one in more. */
const SUREST = 0.005;

/** Finds the runs nearest to the C targets over some countries. */
export function nearby(
  pool: Runs,
  placed: PlacedTargets,
  members: Int32Array,
  fraction: number,
): Nearby {
  const targets = placed.targets.filter(({ role }) => role === "C");
  const width = targets.length;
  const statistics = measureRuns(pool, targets, members, placed);
  const observed = observedOver(targets, members, placed);
  const scales = adaptiveScales(statistics, width);
  const squared = squaredDistances(statistics, observed, scales);
  const { runs, weights } = acceptNearest(squared, Math.max(1, Math.round(fraction * pool.count)));
  const off = new Float64Array(runs.length * width);
  runs.forEach((r, k) => {
    for (let t = 0; t < width; t++) {
      const scale = scales[t] as number;
      const apart = (statistics[r * width + t] as number) - (observed[t] as number);
      off[k * width + t] = scale === 0 ? 0 : apart / scale;
    }
  });
  return { runs, weights, off, effective: effectiveSize(weights) };
}

/** Probabilities that countries are seen; [country of `seen.of`] */
export function probabilitiesOf(pool: Runs, near: Nearby, seen: Seen): Float64Array {
  return probabilitiesAt(near, seen.of.length, (run, k) => shows(pool, run, seen, k));
}

/** Probabilities of events of runs, 0 or 1 each; [event] */
export function probabilitiesAt(
  { runs, weights, off }: Nearby,
  events: number,
  happens: (run: number, event: number) => number,
): Float64Array {
  const values = new Float64Array(runs.length * events);
  runs.forEach((run, k) => {
    for (let e = 0; e < events; e++) values[k * events + e] = happens(run, e);
  });
  return meansAtObserved(values, off, weights).map((p) =>
    Math.min(1 - SUREST, Math.max(SUREST, p)),
  );
}

/** Numbers of countries seen, draws with the weights of `near`; [run of `near`] */
export function countsOf(pool: Runs, { runs, weights, off }: Nearby, seen: Seen): Float64Array {
  const counts = Float64Array.from(runs, (run) => {
    let sum = 0;
    for (let k = 0; k < seen.of.length; k++) sum += shows(pool, run, seen, k);
    return sum;
  });
  return movedToObserved(counts, off, weights);
}

/** 1 if a run shows the k-th country, else 0. */
export function shows(
  { sightings, vintages, countries }: Runs,
  run: number,
  { vintage, bit, of }: Seen,
  k: number,
): number {
  const at = (run * vintages + vintage) * countries + (of[k] as number);
  const seen = sightings.suppliers[at] as number;
  return (bit === 0 ? seen !== 0 : (seen & bit) !== 0) ? 1 : 0;
}
