import { completePairs, OpenPairs, type Pairs } from "./pairs.ts";
import type { Uniform } from "./uniform.ts";

/**
 * A small world (Watts and Strogatz 1998, Nature 393): a ring on which each is tied to the `degree` / 2
 * next on either side, and each tie's far end is moved, with probability `rewire`, to one that is
 * tied to neither end of it yet. A triangle of the ring stays with probability (1 - rewire)^3.
 */
export function smallWorld(
  jurisdictions: number,
  degree: number,
  rewire: number,
  uniform: Uniform,
): Pairs {
  const n = jurisdictions;
  if (n <= degree + 1) return completePairs(n);
  const tied = new PairSet((n * degree) / 2);
  const half = degree / 2;
  for (let step = 1; step <= half; step++) {
    for (let i = 0; i < n; i++) tied.add(keyOf(i, (i + step) % n, n));
  }
  const pairs = new OpenPairs();
  for (let step = 1; step <= half; step++) {
    for (let i = 0; i < n; i++) {
      const near = (i + step) % n;
      let end = near;
      if (uniform() < rewire) {
        const other = Math.floor(uniform() * n);
        // Where the one drawn is no choice, the tie stays: no search that might not end.
        if (other !== i && tied.add(keyOf(i, other, n))) {
          tied.delete(keyOf(i, near, n));
          end = other;
        }
      }
      pairs.add(i, end);
    }
  }
  return pairs.sorted(n);
}

function keyOf(a: number, b: number, n: number): number {
  return a < b ? a * n + b : b * n + a;
}

/** A set of pairs in one block of memory: a Set of so many numbers would take five times as much. */
class PairSet {
  private readonly slots: Float64Array;
  private readonly mask: number;

  constructor(most: number) {
    let size = 64;
    // Deleted keys keep their slot, and there may be as many of them as there are pairs.
    while (size < most * 3) size *= 2;
    this.slots = new Float64Array(size).fill(EMPTY);
    this.mask = size - 1;
  }

  /** Adds a key; false if it is there. */
  add(key: number): boolean {
    let at = this.start(key);
    for (; this.slots[at] !== EMPTY; at = (at + 1) & this.mask) {
      if (this.slots[at] === key) return false;
    }
    this.slots[at] = key;
    return true;
  }

  delete(key: number): void {
    for (let at = this.start(key); this.slots[at] !== EMPTY; at = (at + 1) & this.mask) {
      if (this.slots[at] !== key) continue;
      this.slots[at] = DELETED;
      return;
    }
  }

  private start(key: number): number {
    const high = Math.floor(key / 2 ** 20);
    const mixed = Math.imul(high ^ Math.imul(key % 2 ** 20, 0x9e3779b1), 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.mask;
  }
}

const EMPTY = -1;
const DELETED = -2;
