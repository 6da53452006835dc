import { describe, expect, test } from "vitest";
import { chordSquared, unitVectors } from "../../../../src/scenario/network/great-circle.ts";
import type { Pairs } from "../../../../src/scenario/world/generate/pairs.ts";
import { scaleFree } from "../../../../src/scenario/world/generate/scale-free.ts";
import { smallWorld } from "../../../../src/scenario/world/generate/small-world.ts";
import { decayLength, scatter, spatial } from "../../../../src/scenario/world/generate/spatial.ts";
import { uniformOf } from "../../../../src/scenario/world/generate/uniform.ts";
import { expectFrequency, expectMean } from "../../../support/statistics.ts";

function degreesOf({ sources, targets }: Pairs, n: number): Int32Array {
  const degrees = new Int32Array(n);
  for (const ends of [sources, targets]) for (const i of ends) degrees[i] = (degrees[i] ?? 0) + 1;
  return degrees;
}

/** Number of triangles, each counted once. */
function trianglesOf({ sources, targets }: Pairs, n: number): number {
  const above = Array.from({ length: n }, () => new Set<number>());
  for (const [e, source] of sources.entries()) above[source]?.add(targets[e] ?? 0);
  let triangles = 0;
  for (const [e, source] of sources.entries()) {
    for (const third of above[targets[e] ?? 0] ?? []) if (above[source]?.has(third)) triangles++;
  }
  return triangles;
}

function expectSimple({ sources, targets }: Pairs, n: number): void {
  let before = -1;
  for (const [e, source] of sources.entries()) {
    const target = targets[e] ?? -1;
    if (!(source < target && target < n)) throw new Error(`${source} and ${target} are no pair`);
    const pair = source * n + target;
    if (pair <= before) throw new Error(`${source} and ${target} are twice or out of order`);
    before = pair;
  }
}

const seeds = Array.from({ length: 12 }, (_, k) => String(k + 1));

describe("scale-free", () => {
  const n = 20_000;
  const m = 4;
  const graphs = seeds.map((seed) => scaleFree(n, 2 * m, uniformOf(seed, "network")));

  test("has no loop and no pair twice, and as many ties as newcomers bring", () => {
    for (const pairs of graphs) {
      expectSimple(pairs, n);
      expect(pairs.sources.length).toBe((m * (m + 1)) / 2 + m * (n - m - 1));
    }
  });

  test.each([4, 5, 6, 8, 12, 20])(
    "the share with %i ties is 2m(m+1)/(k(k+1)(k+2)), as in the limit",
    (k) => {
      const law = (2 * m * (m + 1)) / (k * (k + 1) * (k + 2));
      expectMean(
        graphs.map((pairs) => degreesOf(pairs, n).filter((degree) => degree === k).length / n),
        law,
      );
    },
  );

  test("the share with at least 40 ties is m(m+1)/(k(k+1)): a heavy tail", () => {
    expectMean(
      graphs.map((pairs) => degreesOf(pairs, n).filter((degree) => degree >= 40).length / n),
      (m * (m + 1)) / (40 * 41),
    );
  });
});

describe("small-world", () => {
  const n = 5000;
  const degree = 8;
  const rewire = 0.2;
  const graphs = seeds.map((seed) => smallWorld(n, degree, rewire, uniformOf(seed, "network")));

  test("has no loop, no pair twice, and exactly the mean degree asked for", () => {
    for (const pairs of graphs) {
      expectSimple(pairs, n);
      expect(pairs.sources.length).toBe((n * degree) / 2);
    }
  });

  test("without rewiring it is the ring, with clustering 3(k-2)/(4(k-1))", () => {
    const ring = smallWorld(n, degree, 0, uniformOf("1", "network"));
    expect(new Set(degreesOf(ring, n))).toEqual(new Set([degree]));
    const triples = (n * degree * (degree - 1)) / 2;
    expect((3 * trianglesOf(ring, n)) / triples).toBeCloseTo((3 * 6) / (4 * 7), 12);
  });

  test("each tie of the ring stays with probability 1 - rewire", () => {
    const near = (pairs: Pairs): number =>
      [...pairs.sources].filter((source, e) => {
        const gap = (pairs.targets[e] ?? 0) - source;
        return Math.min(gap, n - gap) <= degree / 2;
      }).length;
    const kept = graphs.reduce((sum, pairs) => sum + near(pairs), 0);
    // Of those that are moved, some land on the ring again: 8 of n ends are near.
    const back = (rewire * degree) / n;
    expectFrequency(kept, (graphs.length * n * degree) / 2, 1 - rewire + rewire * back);
  });

  test("triangles of the ring stay with (1 - rewire)^3, and hardly any are new", () => {
    const half = degree / 2;
    const ring = (n * half * (half - 1)) / 2;
    // A random pair of neighbours is tied with degree / n: 28 pairs a node, a third of it a triangle.
    const chance = ((n * degree * (degree - 1)) / 2 / 3) * (degree / n) * (1 - (1 - rewire) ** 2);
    const found = graphs.map((pairs) => trianglesOf(pairs, n));
    expectMean(found, ring * (1 - rewire) ** 3 + chance);
  });

  test("with everything moved, degrees are half plus a Poisson variable of the same mean", () => {
    const random = seeds.map((seed) => smallWorld(n, degree, 1, uniformOf(seed, "network")));
    const below = (pairs: Pairs): number =>
      degreesOf(pairs, n).filter((one) => one === degree / 2).length / n;
    expectMean(random.map(below), Math.exp(-degree / 2));
  });
});

describe("spatial", () => {
  const n = 1500;
  const degree = 10;
  const decay = decayLength(n, degree);
  const worlds = seeds.slice(0, 6).map((seed) => {
    const places = scatter(n, uniformOf(seed, "places"));
    return { places, pairs: spatial(places, degree, uniformOf(seed, "network")) };
  });

  test("has no loop and no pair twice, and the mean degree asked for", () => {
    for (const { pairs } of worlds) expectSimple(pairs, n);
    expectMean(
      worlds.map(({ pairs }) => (2 * pairs.sources.length) / n),
      degree,
    );
  });

  test("places are spread evenly: as many in the north as in the south, half between 30° south and north", () => {
    const all = worlds.flatMap(({ places }) => [...places.latitude]);
    expectFrequency(all.filter((lat) => lat > 0).length, all.length, 0.5);
    expectFrequency(all.filter((lat) => Math.abs(lat) < 30).length, all.length, 0.5);
    const east = worlds.flatMap(({ places }) => [...places.longitude]);
    expectFrequency(east.filter((lon) => lon > 90).length, east.length, 0.25);
  });

  test("pairs are tied with exp(-d/L) of their distance, and none beyond six L", () => {
    const bins = 24;
    const tied = new Float64Array(bins);
    const pairs = new Float64Array(bins);
    const expected = new Float64Array(bins);
    let beyond = 0;
    for (const { places, pairs: ties } of worlds) {
      const vectors = unitVectors(places.latitude, places.longitude);
      const are = new Set([...ties.sources].map((a, e) => a * n + (ties.targets[e] ?? 0)));
      for (let a = 0; a < n; a++) {
        for (let b = a + 1; b < n; b++) {
          const km = 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(chordSquared(vectors, a, b)) / 2));
          const bin = Math.floor((km / decay) * 4);
          const is = are.has(a * n + b);
          if (is && km > 6 * decay) beyond++;
          if (bin >= bins) continue;
          pairs[bin] = (pairs[bin] ?? 0) + 1;
          expected[bin] = (expected[bin] ?? 0) + Math.exp(-km / decay);
          if (is) tied[bin] = (tied[bin] ?? 0) + 1;
        }
      }
    }
    expect(beyond).toBe(0);
    for (let bin = 0; bin < bins; bin++) {
      const trials = pairs[bin] ?? 0;
      expectFrequency(tied[bin] ?? 0, trials, (expected[bin] ?? 0) / trials);
    }
  });

  test("the decay length gives the mean degree on the whole globe, however few places there are", () => {
    for (const few of [30, 100]) {
      const counts = Array.from({ length: 200 }, (_, k) => {
        const places = scatter(few, uniformOf(`${k}`, "places"));
        return (2 * spatial(places, 6, uniformOf(`${k}`, "network")).sources.length) / few;
      });
      expectMean(counts, 6);
    }
  });
});
