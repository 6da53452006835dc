/** Ties between jurisdictions, each pair once, the lower index first, in the order of pairs. */
export interface Pairs {
  readonly sources: Int32Array<ArrayBuffer>;
  readonly targets: Int32Array<ArrayBuffer>;
}

/** Pairs that are still being listed, in any order, in memory that grows by half when it is full. */
export class OpenPairs {
  private lower = new Int32Array(1024);
  private upper = new Int32Array(1024);
  /** Pairs so far. */
  count = 0;

  /** Adds a pair of two different jurisdictions, in either order. */
  add(a: number, b: number): void {
    if (this.count === this.lower.length) {
      this.lower = grown(this.lower);
      this.upper = grown(this.upper);
    }
    this.lower[this.count] = a < b ? a : b;
    this.upper[this.count] = a < b ? b : a;
    this.count++;
  }

  /** The pairs in order. Two counting sorts: linear in pairs and jurisdictions. */
  sorted(jurisdictions: number): Pairs {
    const { count } = this;
    const sources = this.lower.subarray(0, count);
    const targets = this.upper.subarray(0, count);
    const order = sortedBy(sortedBy(null, targets, jurisdictions), sources, jurisdictions);
    return {
      sources: Int32Array.from(order, (e) => sources[e] ?? 0),
      targets: Int32Array.from(order, (e) => targets[e] ?? 0),
    };
  }
}

/** All pairs of so few jurisdictions that each is tied to every other. */
export function completePairs(jurisdictions: number): Pairs {
  const pairs = new OpenPairs();
  for (let a = 0; a < jurisdictions; a++) {
    for (let b = a + 1; b < jurisdictions; b++) pairs.add(a, b);
  }
  return pairs.sorted(jurisdictions);
}

function grown(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.ceil(list.length * 1.5));
  larger.set(list);
  return larger;
}

/** Numbers of pairs in the order of a key, equal ones as they were; null: as they were listed. */
function sortedBy(order: Uint32Array | null, key: Int32Array, limit: number): Uint32Array {
  const starts = new Uint32Array(limit + 1);
  for (const k of key) starts[k + 1] = (starts[k + 1] ?? 0) + 1;
  for (let k = 0; k < limit; k++) starts[k + 1] = (starts[k + 1] ?? 0) + (starts[k] ?? 0);
  const sorted = new Uint32Array(key.length);
  for (let at = 0; at < key.length; at++) {
    const e = order === null ? at : (order[at] ?? 0);
    const k = key[e] ?? 0;
    sorted[starts[k] ?? 0] = e;
    starts[k] = (starts[k] ?? 0) + 1;
  }
  return sorted;
}
