import type { Rows } from "../../core/frame.ts";

/** Directed edges in any order; the same pair may come more than once. */
export interface Edges {
  /** Number of countries. */
  readonly countries: number;
  /** Who listens; [edge] */
  readonly sources: Uint32Array;
  /** To whom; [edge] */
  readonly targets: Uint32Array;
  /** Weight before normalising, above 0; [edge] */
  readonly weights: Float64Array;
}

/** Edges that are still being listed: 16 bytes each, in memory that grows by half when it is full. */
export class OpenEdges {
  readonly countries: number;
  private count = 0;
  private sources = new Uint32Array(1024);
  private targets = new Uint32Array(1024);
  private weights = new Float64Array(1024);

  constructor(countries: number) {
    this.countries = countries;
  }

  /** Adds an edge, unless it is a loop or weighs nothing. */
  add(source: number, target: number, weight: number): void {
    if (source === target || !(weight > 0)) return;
    if (this.count === this.sources.length) this.grow(Math.ceil(this.count * 1.5));
    this.sources[this.count] = source;
    this.targets[this.count] = target;
    this.weights[this.count] = weight;
    this.count++;
  }

  /** The edges so far. */
  listed(): Edges {
    const { countries, count } = this;
    return {
      countries,
      sources: this.sources.subarray(0, count),
      targets: this.targets.subarray(0, count),
      weights: this.weights.subarray(0, count),
    };
  }

  private grow(size: number): void {
    const { sources, targets, weights } = this;
    this.sources = new Uint32Array(size);
    this.targets = new Uint32Array(size);
    this.weights = new Float64Array(size);
    this.sources.set(sources);
    this.targets.set(targets);
    this.weights.set(weights);
  }
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
  const rowTargets = new Uint32Array(sources.length);
  const rowWeights = new Float64Array(sources.length);
  let count = 0;
  let row = 0;
  for (const e of order) {
    const source = sources[e] ?? 0;
    const target = targets[e] ?? 0;
    const weight = weights[e] ?? 0;
    while (row < source) offsets[++row] = count;
    const last = count - 1;
    if (last >= (offsets[row] ?? 0) && rowTargets[last] === target) {
      rowWeights[last] = Math.max(rowWeights[last] ?? 0, weight);
    } else {
      rowTargets[count] = target;
      rowWeights[count] = weight;
      count++;
    }
  }
  while (row < countries) offsets[++row] = count;
  const kept = rowWeights.slice(0, count);
  normalise(offsets, kept);
  return { offsets, targets: rowTargets.slice(0, count), weights: kept };
}

/** Scales each row to sum to 1, adding in the order of targets. */
function normalise(offsets: Uint32Array, weights: Float64Array): void {
  for (let i = 0; i + 1 < offsets.length; i++) {
    const [from, to] = [offsets[i] ?? 0, offsets[i + 1] ?? 0];
    let sum = 0;
    for (let e = from; e < to; e++) sum += weights[e] ?? 0;
    for (let e = from; e < to; e++) weights[e] = (weights[e] ?? 0) / sum;
  }
}

/** Stable sort of edge numbers by a key below `limit`. */
function countingSort(order: Uint32Array, key: Uint32Array, limit: number): Uint32Array {
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
