import { describe, expect, test } from "vitest";
import { Draws, mix, Purpose, slotWord } from "../../src/core/draws.ts";

/** Pearson's chi-square of draws in equal cells, as a standard score. */
function score(draws: Iterable<number>, cells: number): number {
  const counts = new Float64Array(cells);
  let n = 0;
  for (const u of draws) {
    const cell = Math.floor(u * cells);
    counts[cell] = (counts[cell] ?? 0) + 1;
    n++;
  }
  const expected = n / cells;
  let chi = 0;
  for (const count of counts) chi += (count - expected) ** 2 / expected;
  return (chi - (cells - 1)) / Math.sqrt(2 * (cells - 1));
}

/** Correlation of neighbours, as a standard score. */
function serial(draws: readonly number[]): number {
  let sum = 0;
  for (let k = 1; k < draws.length; k++) {
    sum += ((draws[k - 1] ?? 0) - 0.5) * ((draws[k] ?? 0) - 0.5);
  }
  return (sum * 12) / Math.sqrt(draws.length - 1);
}

const COUNT = 1 << 18;

/** Sequences of draws in which one part of the key runs and the others stand still. */
const orders: Record<string, (k: number, draws: Draws) => number> = {
  "consecutive units": (k, draws) => draws.uniform(k, slotWord(0, 0)),
  "hashed units": (k, draws) => draws.uniform(mix(k), slotWord(0, 0)),
  "slots of one unit": (k, draws) => draws.uniform(7, slotWord(k & 3, k >> 2)),
  "units and slots in turn": (k, draws) =>
    draws.uniform(mix(k >> 5), slotWord(k & 3, (k >> 2) & 7)),
  steps: (k, draws) => {
    draws.aim(Purpose.Open, k);
    return draws.uniform(7, slotWord(0, 0));
  },
  "64 steps in turn": (k, draws) => {
    draws.aim(Purpose.Open, k & 63);
    return draws.uniform(k >> 6, slotWord(0, 0));
  },
  processes: (k, draws) => {
    draws.aim(1 + (k & 15), k >> 4);
    return draws.uniform(7, slotWord(0, 0));
  },
  "seeds of runs": (k, draws) => {
    draws.start([k, 0]);
    draws.aim(Purpose.Open, 3);
    return draws.uniform(7, slotWord(0, 0));
  },
  "second words of seeds": (k, draws) => {
    draws.start([5, k]);
    draws.aim(Purpose.Open, 3);
    return draws.uniform(7, slotWord(0, 0));
  },
};

describe.each(Object.entries(orders))("draws over %s", (_, at) => {
  const draws = new Draws();
  draws.start([123456789, 987654321]);
  draws.aim(Purpose.Open, 0);
  const sequence = Array.from({ length: COUNT }, (_, k) => at(k, draws));

  test("are uniform in 256 cells", () => {
    expect(Math.abs(score(sequence, 256))).toBeLessThan(4);
  });

  test("are uniform in their lowest 8 bits", () => {
    const low = sequence.map((u) => (u * 2 ** 24) % 1);
    expect(Math.abs(score(low, 256))).toBeLessThan(4);
  });

  test("are uncorrelated with their neighbours at lags 1 to 3 and 7", () => {
    for (const lag of [1, 2, 3, 7]) {
      const thinned = [];
      for (let k = 0; k + lag < COUNT; k += 2 * lag) {
        thinned.push(sequence[k] ?? 0, sequence[k + lag] ?? 0);
      }
      let sum = 0;
      for (let k = 0; k < thinned.length; k += 2) {
        sum += ((thinned[k] ?? 0) - 0.5) * ((thinned[k + 1] ?? 0) - 0.5);
      }
      expect(Math.abs((sum * 12) / Math.sqrt(thinned.length / 2))).toBeLessThan(4);
    }
    expect(Math.abs(serial(sequence))).toBeLessThan(4);
  });

  test("fill pairs of neighbours evenly (32 × 32 cells)", () => {
    const pairs: number[] = [];
    for (let k = 0; k + 1 < COUNT; k += 2) {
      const cell =
        Math.floor((sequence[k] ?? 0) * 32) * 32 + Math.floor((sequence[k + 1] ?? 0) * 32);
      pairs.push((cell + 0.5) / 1024);
    }
    expect(Math.abs(score(pairs, 1024))).toBeLessThan(4);
  });
});

test("flipping any bit of the unit or slot flips each bit of the draw half of the time", () => {
  const draws = new Draws();
  draws.start([1, 2]);
  draws.aim(Purpose.Choice, 11);
  const trials = 4096;
  for (const part of ["unit", "slot"] as const) {
    for (let bit = 0; bit < 32; bit++) {
      let flipped = 0;
      for (let k = 0; k < trials; k++) {
        const unit = mix(k);
        const slot = mix(k + 77);
        const a = draws.uniform(unit, slot) * 2 ** 32 - 0.5;
        const b =
          part === "unit"
            ? draws.uniform(unit ^ (1 << bit), slot) * 2 ** 32 - 0.5
            : draws.uniform(unit, slot ^ (1 << bit)) * 2 ** 32 - 0.5;
        let x = (a ^ b) >>> 0;
        while (x) {
          flipped += x & 1;
          x >>>= 1;
        }
      }
      const mean = flipped / trials / 32;
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    }
  }
});

test("a draw depends on its key alone, not on what was asked before", () => {
  const a = new Draws();
  const b = new Draws();
  a.start([9, 9]);
  b.start([9, 9]);
  for (let k = 0; k < 100; k++) {
    a.aim(Purpose.Cancel, k);
    a.uniform(k, k);
  }
  a.aim(Purpose.Open, 5);
  b.aim(Purpose.Open, 5);
  expect(a.uniform(3, slotWord(1, 2))).toBe(b.uniform(3, slotWord(1, 2)));
});

test("a draw lies strictly between 0 and 1 and changes with run, process, step, unit and slot", () => {
  const seen = new Set<number>();
  const draws = new Draws();
  for (const run of [0, 1]) {
    draws.start([run, 7]);
    for (const purpose of [Purpose.Open, Purpose.Choice]) {
      for (const step of [0, 1]) {
        draws.aim(purpose, step);
        for (const unit of [0, 1]) {
          for (const slot of [slotWord(0, 0), slotWord(1, 0), slotWord(0, 1)]) {
            const u = draws.uniform(unit, slot);
            expect(u).toBeGreaterThan(0);
            expect(u).toBeLessThan(1);
            seen.add(u);
          }
        }
      }
    }
  }
  expect(seen.size).toBe(48);
});
