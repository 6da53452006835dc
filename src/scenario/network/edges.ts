import type { Rows } from "../../core/frame.ts";

/** Directed edges in any order; the same pair may come more than once. */
export interface Edges {
  /** Number of countries. */
  readonly countries: number;
  /** Who listens; [edge] */
  readonly sources: readonly number[];
  /** To whom; [edge] */
  readonly targets: readonly number[];
  /** Weight before normalising, above 0; [edge] */
  readonly weights: readonly number[];
}

/** Edges that are still being listed. */
export interface OpenEdges extends Edges {
  readonly sources: number[];
  readonly targets: number[];
  readonly weights: number[];
}

/** No edges yet. */
export function noEdges(countries: number): OpenEdges {
  return { countries, sources: [], targets: [], weights: [] };
}

/** Adds an edge, unless it is a loop or weighs nothing. */
export function addEdge(edges: OpenEdges, source: number, target: number, weight: number): void {
  if (source === target || !(weight > 0)) return;
  edges.sources.push(source);
  edges.targets.push(target);
  edges.weights.push(weight);
}

/**
 * Compressed rows of edges: targets ascending, of equal pairs the larger weight, each row scaled to
 * sum to 1. Two counting sorts, so the time is linear in edges and countries.
 */
export function compress(edges: Edges): Rows {
  const { countries, sources, targets, weights } = edges;
  const byTarget = countingSort(identity(sources.length), targets, countries);
  const order = countingSort(byTarget, sources, countries);
  const offsets = new Uint32Array(countries + 1);
  const rowTargets: number[] = [];
  const rowWeights: number[] = [];
  let row = 0;
  for (const e of order) {
    const source = sources[e] ?? 0;
    const target = targets[e] ?? 0;
    const weight = weights[e] ?? 0;
    while (row < source) offsets[++row] = rowTargets.length;
    const last = rowTargets.length - 1;
    if (last >= (offsets[row] ?? 0) && rowTargets[last] === target) {
      rowWeights[last] = Math.max(rowWeights[last] ?? 0, weight);
    } else {
      rowTargets.push(target);
      rowWeights.push(weight);
    }
  }
  while (row < countries) offsets[++row] = rowTargets.length;
  return {
    offsets,
    targets: Uint32Array.from(rowTargets),
    weights: normalise(offsets, rowWeights),
  };
}

/** Scales each row to sum to 1, adding in the order of targets. */
function normalise(offsets: Uint32Array, raw: readonly number[]): Float64Array<ArrayBuffer> {
  const weights = new Float64Array(raw.length);
  for (let i = 0; i + 1 < offsets.length; i++) {
    const [from, to] = [offsets[i] ?? 0, offsets[i + 1] ?? 0];
    let sum = 0;
    for (let e = from; e < to; e++) sum += raw[e] ?? 0;
    for (let e = from; e < to; e++) weights[e] = (raw[e] ?? 0) / sum;
  }
  return weights;
}

/** Stable sort of edge numbers by a key below `limit`. */
function countingSort(order: Uint32Array, key: readonly number[], limit: number): Uint32Array {
  const starts = new Uint32Array(limit + 1);
  for (const e of order) starts[(key[e] ?? 0) + 1] = (starts[(key[e] ?? 0) + 1] ?? 0) + 1;
  for (let k = 0; k < limit; k++) starts[k + 1] = (starts[k + 1] ?? 0) + (starts[k] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (const e of order) {
    const k = key[e] ?? 0;
    const at = starts[k] ?? 0;
    sorted[at] = e;
    starts[k] = at + 1;
  }
  return sorted;
}

function identity(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let k = 0; k < length; k++) order[k] = k;
  return order;
}
