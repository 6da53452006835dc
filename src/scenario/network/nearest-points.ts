// Nearest neighbours on the sphere by a k-d tree over unit vectors: about log n steps a query,
// wherever the points lie. Points at the same place are one place, so that a world whose countries
// all share a coordinate costs no more than another.

/** Places as a tree: each range of the arrays is split by its middle one, axis by axis in turn. */
interface Tree {
  readonly size: number;
  /** Coordinates of the places; [place × 3] */
  readonly coordinates: Float64Array;
  /** Points at each place, ascending; only as many as a query can want. */
  readonly members: readonly (readonly number[])[];
}

/** The best points of a query so far, nearest first, ties by the lower index. */
interface Best {
  readonly count: number;
  readonly points: number[];
  readonly distances: number[];
}

/**
 * Calls `found` with each point's `count` nearest others, nearest first, ties by the lower index, and
 * their squared chords. Points without coordinates have no neighbours and are none.
 *
 * @param vectors unit vectors, three numbers a point, NaN where unknown.
 * @param found its lists are used again for the next point.
 */
export function forNearest(
  vectors: Float64Array,
  count: number,
  found: (point: number, neighbours: readonly number[], squaredChords: readonly number[]) => void,
): void {
  const tree = plant(vectors, count + 1);
  const best: Best = { count, points: [], distances: [] };
  for (let point = 0; point < vectors.length / 3; point++) {
    const x = vectors[3 * point] ?? Number.NaN;
    if (Number.isNaN(x)) continue;
    best.points.length = 0;
    best.distances.length = 0;
    search(
      tree,
      best,
      point,
      [x, vectors[3 * point + 1] ?? 0, vectors[3 * point + 2] ?? 0],
      0,
      tree.size,
      0,
    );
    found(point, best.points, best.distances);
  }
}

function search(
  tree: Tree,
  best: Best,
  point: number,
  at: readonly [number, number, number],
  from: number,
  to: number,
  axis: number,
): void {
  const middle = (from + to) >> 1;
  const { coordinates } = tree;
  const dx = at[0] - (coordinates[3 * middle] ?? 0);
  const dy = at[1] - (coordinates[3 * middle + 1] ?? 0);
  const dz = at[2] - (coordinates[3 * middle + 2] ?? 0);
  offer(best, point, tree.members[middle] ?? [], dx * dx + dy * dy + dz * dz);

  const side = axis === 0 ? dx : axis === 1 ? dy : dz;
  const next = axis === 2 ? 0 : axis + 1;
  const below = side < 0;
  if (below && from < middle) search(tree, best, point, at, from, middle, next);
  if (!below && middle + 1 < to) search(tree, best, point, at, middle + 1, to, next);
  // Equal distances count: a tie may go to a lower index on the far side.
  const worst = best.points.length < best.count ? Infinity : (best.distances[best.count - 1] ?? 0);
  if (side * side > worst) return;
  if (!below && from < middle) search(tree, best, point, at, from, middle, next);
  if (below && middle + 1 < to) search(tree, best, point, at, middle + 1, to, next);
}

/** Puts the points of a place into the list of the best, those that are among them. */
function offer(best: Best, point: number, members: readonly number[], distance: number): void {
  const { count, points, distances } = best;
  for (const member of members) {
    if (member === point) continue;
    let at = points.length;
    if (at === count && distance > (distances[count - 1] ?? 0)) return;
    while (at > 0) {
      const other = distances[at - 1] ?? 0;
      if (other < distance || (other === distance && (points[at - 1] ?? 0) < member)) break;
      at--;
    }
    if (at >= count) continue;
    for (let k = Math.min(points.length, count - 1); k > at; k--) {
      points[k] = points[k - 1] ?? 0;
      distances[k] = distances[k - 1] ?? 0;
    }
    points[at] = member;
    distances[at] = distance;
  }
}

/** Gathers points by place and orders the places as a tree. */
function plant(vectors: Float64Array, most: number): Tree {
  const byPlace = new Map<string, number[]>();
  for (let point = 0; point < vectors.length / 3; point++) {
    const x = vectors[3 * point] ?? Number.NaN;
    if (Number.isNaN(x)) continue;
    const key = `${x} ${vectors[3 * point + 1]} ${vectors[3 * point + 2]}`;
    const members = byPlace.get(key);
    if (members === undefined) byPlace.set(key, [point]);
    else if (members.length < most) members.push(point);
  }
  const places = [...byPlace.values()];
  const order = Uint32Array.from(places, (_, k) => k);
  const keys = [0, 1, 2].map((axis) =>
    Float64Array.from(places, (members) => vectors[3 * (members[0] ?? 0) + axis] ?? 0),
  );
  split(order, keys, 0, order.length, 0);
  const coordinates = new Float64Array(3 * order.length);
  for (const [k, place] of order.entries()) {
    for (let axis = 0; axis < 3; axis++) coordinates[3 * k + axis] = keys[axis]?.[place] ?? 0;
  }
  return {
    size: order.length,
    coordinates,
    members: Array.from(order, (place) => places[place] ?? []),
  };
}

/** Orders places so that the middle of each range splits it by the axis of its depth. */
function split(
  order: Uint32Array,
  keys: readonly Float64Array[],
  from: number,
  to: number,
  axis: number,
): void {
  if (to - from < 2) return;
  const middle = (from + to) >> 1;
  select(order, keys[axis] ?? new Float64Array(0), from, to - 1, middle);
  split(order, keys, from, middle, (axis + 1) % 3);
  split(order, keys, middle + 1, to, (axis + 1) % 3);
}

/**
 * Moves the place that would stand at `wanted` after sorting there, none larger before it and none
 * smaller behind (Hoare's selection around the middle one, which also does well on sorted input).
 */
function select(
  order: Uint32Array,
  key: Float64Array,
  first: number,
  last: number,
  wanted: number,
): void {
  let [low, high] = [first, last];
  while (low < high) {
    const pivot = key[order[(low + high) >> 1] ?? 0] ?? 0;
    let [i, k] = [low, high];
    while (i <= k) {
      while ((key[order[i] ?? 0] ?? 0) < pivot) i++;
      while ((key[order[k] ?? 0] ?? 0) > pivot) k--;
      if (i > k) break;
      const swapped = order[i] ?? 0;
      order[i++] = order[k] ?? 0;
      order[k--] = swapped;
    }
    if (wanted <= k) high = k;
    else if (wanted >= i) low = i;
    else return;
  }
}
