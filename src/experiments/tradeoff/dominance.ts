import { sobolSequence } from "../sampling/sobol-sequence.ts";

/** Objectives of one candidate, all to be made small. */
export type Objectives = readonly number[];

/** Whether a is nowhere worse than b and somewhere better. Values that are no numbers count as the worst. */
export function dominates(a: Objectives, b: Objectives): boolean {
  let better = false;
  for (let k = 0; k < a.length; k++) {
    const x = finite(a[k]);
    const y = finite(b[k]);
    if (x > y) return false;
    if (x < y) better = true;
  }
  return better;
}

function finite(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

/** Indices of what nothing dominates; of equals only the first. */
export function nonDominated(all: readonly Objectives[]): readonly number[] {
  return all.flatMap((own, k) => {
    const beaten = all.some((other, j) => dominates(other, own) || (j < k && isSame(other, own)));
    return beaten ? [] : [k];
  });
}

function isSame(a: Objectives, b: Objectives): boolean {
  return a.every((value, k) => value === b[k]);
}

/** Fronts of Goldberg's ranking: the first is not dominated, the second only by the first, and so on. */
export function rankFronts(all: readonly Objectives[]): readonly (readonly number[])[] {
  const dominatedBy = all.map((own) => all.filter((other) => dominates(other, own)).length);
  const left = new Set(all.keys());
  const fronts: number[][] = [];
  while (left.size > 0) {
    const front = [...left].filter((k) => dominatedBy[k] === 0);
    for (const k of front) left.delete(k);
    for (const k of front) {
      for (const other of left) {
        if (dominates(all[k] as Objectives, all[other] as Objectives)) {
          dominatedBy[other] = (dominatedBy[other] as number) - 1;
        }
      }
    }
    fronts.push(front);
  }
  return fronts;
}

/**
 * Volume of objective space that points dominate up to a reference point, exactly, by slicing along
 * the last objective. Points beyond the reference add nothing.
 *
 * @param reference worse than what counts, in every objective
 */
export function hypervolume(points: readonly Objectives[], reference: Objectives): number {
  const inside = points.filter((point) =>
    point.every((value, k) => value < (reference[k] ?? value)),
  );
  return sliced(inside, reference);
}

function sliced(points: readonly Objectives[], reference: Objectives): number {
  const last = reference.length - 1;
  if (points.length === 0 || last < 0) return 0;
  if (last === 0) return (reference[0] as number) - Math.min(...points.map(([x]) => x as number));
  const sorted = [...points].sort((a, b) => (a[last] as number) - (b[last] as number));
  let volume = 0;
  sorted.forEach((point, k) => {
    const from = point[last] as number;
    const to = (sorted[k + 1]?.[last] ?? reference[last]) as number;
    if (to <= from) return;
    const below = sorted.slice(0, k + 1).map((one) => one.slice(0, last));
    const front = nonDominated(below).map((at) => below[at] as Objectives);
    volume += (to - from) * sliced(front, reference.slice(0, last));
  });
  return volume;
}

/**
 * Estimate of the volume that points dominate between 0 and a reference point: the share of the points of a
 * Sobol' sequence that any dominates. For four objectives and more, where the exact volume of some
 * hundred points takes minutes.
 *
 * @param points objectives, 0 or above; what lies below 0 counts as 0
 * @param samples a power of 2; with 4096 the estimate is good to about 0.01 of the box
 */
export function hypervolumeEstimate(
  points: readonly Objectives[],
  reference: Objectives,
  samples: number = 4096,
): number {
  const width = reference.length;
  const { values } = sobolSequence(samples, width, "hypervolume");
  let inside = 0;
  for (let s = 0; s < samples; s++) {
    const at = s * width;
    const beaten = points.some((point) =>
      reference.every((end, k) => (point[k] as number) <= (values[at + k] as number) * end),
    );
    if (beaten) inside += 1;
  }
  return (inside / samples) * reference.reduce((product, end) => product * end, 1);
}
