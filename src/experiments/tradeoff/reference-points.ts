import type { Uniform } from "../sampling/unit-points.ts";
import { type Objectives, rankFronts } from "./dominance.ts";

/** Share of the way from the middle to the edge at which inner reference points stand. */
const INNER = 0.5;

/**
 * Directions spread evenly over those that weigh objectives (Das and Dennis 1998): all weights that are
 * multiples of 1 / p and sum to 1, for the largest p that leaves at most so many; what is left over goes to
 * a second layer nearer to the middle, so that not all of few directions lie on the edge.
 *
 * @param most number of directions, at least 1 per objective
 * @example
 * referencePoints(3, 91).length; // 91
 */
export function referencePoints(objectives: number, most: number): readonly Objectives[] {
  const outer = layer(objectives, most);
  const inner = layer(objectives, most - outer.length);
  return [
    ...outer,
    ...inner.map((point) => point.map((weight) => INNER * weight + (1 - INNER) / objectives)),
  ];
}

function layer(objectives: number, most: number): readonly Objectives[] {
  let divisions = 0;
  while (countOf(objectives, divisions + 1) <= most) divisions += 1;
  return divisions === 0 ? [] : weights(objectives, divisions, divisions);
}

/** Ways to share p parts out among so many: (p + m - 1 over p). */
function countOf(objectives: number, divisions: number): number {
  let count = 1;
  for (let k = 1; k <= divisions; k++) count = (count * (objectives - 1 + k)) / k;
  return count;
}

function weights(objectives: number, left: number, divisions: number): readonly Objectives[] {
  if (objectives === 1) return [[left / divisions]];
  return Array.from({ length: left + 1 }, (_, own) => own).flatMap((own) =>
    weights(objectives - 1, left - own, divisions).map((rest) => [own / divisions, ...rest]),
  );
}

/**
 * The best candidates by front, within the last front those along directions that few others follow
 * (NSGA-III, Deb and Jain 2014). With four or more objectives nearly nothing dominates anything, and
 * standing alone, by which NSGA-II chooses, only leads away from the front.
 *
 * @param count at most the number of candidates
 * @returns indices of those that stay
 */
export function survivorsByReference(
  all: readonly Objectives[],
  count: number,
  directions: readonly Objectives[],
  uniform: Uniform,
): readonly number[] {
  const kept: number[] = [];
  let last: readonly number[] = [];
  for (const front of rankFronts(all)) {
    if (kept.length + front.length > count) {
      last = front;
      break;
    }
    kept.push(...front);
  }
  if (kept.length === count || last.length === 0) return kept;
  const points = normalised(all, [...kept, ...last]);
  const nearest = new Map(
    [...kept, ...last].map((k) => [k, nearestOf(points.get(k) ?? [], directions)]),
  );
  const followed = new Float64Array(directions.length);
  for (const k of kept) {
    const { direction } = nearest.get(k) ?? { direction: 0 };
    followed[direction] = (followed[direction] as number) + 1;
  }
  const waiting = new Map<number, number[]>();
  for (const k of last) {
    const { direction } = nearest.get(k) ?? { direction: 0 };
    waiting.set(direction, [...(waiting.get(direction) ?? []), k]);
  }
  while (kept.length < count) {
    // Of the directions that somebody waits for, one that fewest follow.
    const open = [...waiting.keys()];
    const fewest = Math.min(...open.map((direction) => followed[direction] as number));
    const least = open.filter((direction) => followed[direction] === fewest);
    const direction = least[Math.floor(uniform() * least.length)] as number;
    const queue = waiting.get(direction) ?? [];
    const away = (k: number): number => nearest.get(k)?.distance ?? Number.POSITIVE_INFINITY;
    // Whoever is nearest to a direction that nobody follows, else any.
    const at =
      fewest === 0
        ? queue.reduce(
            (best, k, place) => (away(k) < away(queue[best] as number) ? place : best),
            0,
          )
        : Math.floor(uniform() * queue.length);
    kept.push(...queue.splice(at, 1));
    followed[direction] = (followed[direction] as number) + 1;
    if (queue.length === 0) waiting.delete(direction);
  }
  return kept;
}

/** Objectives from the best of each, 0, to the plane through the extremes, 1. */
function normalised(
  all: readonly Objectives[],
  which: readonly number[],
): ReadonlyMap<number, Objectives> {
  const width = all[0]?.length ?? 0;
  const finite = which.filter((k) => all[k]?.every(Number.isFinite));
  const ideal = Array.from({ length: width }, (_, m) =>
    finite.reduce((least, k) => Math.min(least, all[k]?.[m] as number), Number.POSITIVE_INFINITY),
  );
  const moved = new Map(
    which.map((k) => [k, (all[k] ?? []).map((value, m) => value - (ideal[m] as number))]),
  );
  const extremes = Array.from({ length: width }, (_, m) => {
    const achieved = (k: number): number =>
      Math.max(...(moved.get(k) ?? []).map((value, at) => (at === m ? value : value / 1e-6)));
    const best = finite.reduce(
      (so, k) => (so < 0 || achieved(k) < achieved(so) ? k : so),
      finite[0] ?? -1,
    );
    return moved.get(best) ?? [];
  });
  const worst = Array.from({ length: width }, (_, m) =>
    finite.reduce((most, k) => Math.max(most, moved.get(k)?.[m] as number), 0),
  );
  const spans = (intercepts(extremes) ?? worst).map((span, m) =>
    span > 1e-9 && Number.isFinite(span) ? span : (worst[m] as number) || 1,
  );
  return new Map(
    [...moved].map(([k, values]) => [k, values.map((value, m) => value / (spans[m] as number))]),
  );
}

/** Where the plane through points cuts the axes; null where they span none, or it cuts one below 0. */
function intercepts(points: readonly Objectives[]): readonly number[] | null {
  const n = points.length;
  const rows = points.map((point) => [...point, 1]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    }
    const [own, other] = [rows[column], rows[pivot]];
    if (own === undefined || other === undefined) return null;
    if (!(Math.abs(other[column] as number) > 1e-12)) return null;
    rows[column] = other;
    rows[pivot] = own;
    for (let row = 0; row < n; row++) {
      const target = rows[row];
      if (row === column || target === undefined) continue;
      const factor = (target[column] as number) / (other[column] as number);
      for (let k = column; k <= n; k++) {
        target[k] = (target[k] as number) - factor * (other[k] as number);
      }
    }
  }
  const cuts = rows.map((row, k) => (row[k] as number) / (row[n] as number));
  return cuts.every((cut) => cut > 0) ? cuts : null;
}

/** The direction that a point is nearest to, and how far from it. */
function nearestOf(
  point: Objectives,
  directions: readonly Objectives[],
): { readonly direction: number; readonly distance: number } {
  let best = { direction: 0, distance: Number.POSITIVE_INFINITY };
  directions.forEach((weight, direction) => {
    let [along, length, squares] = [0, 0, 0];
    for (let m = 0; m < point.length; m++) {
      const [x, w] = [point[m] as number, weight[m] as number];
      along += x * w;
      length += w * w;
      squares += x * x;
    }
    const distance = Math.sqrt(Math.max(0, squares - (along * along) / length));
    if (distance < best.distance) best = { direction, distance };
  });
  return best;
}
