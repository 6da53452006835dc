import { describe, expect, test } from "vitest";
import { crossPoints, drawPoints } from "../../../src/experiments/sampling/draw-points.ts";
import { readPoints } from "../../../src/experiments/sampling/read-points.ts";
import type { Distribution, Uncertainty } from "../../../src/scenario/uncertainty.ts";

function quantity(name: string, distribution: Distribution): Uncertainty {
  return {
    name,
    role: "uncertainty",
    label: null,
    distribution,
    target: { kind: "interventions", fields: [] },
    because: null,
    source: null,
  };
}
const x = quantity("x", { kind: "uniform", low: 0, high: 10 });
const y = quantity("y", { kind: "choice", values: [1, 2, 4] });
const z = quantity("z", { kind: "normal", mean: 0, sd: 1, clamp: null });

describe("points", () => {
  test("of a grid are all combinations, the last moving fastest", () => {
    const { count, values } = drawPoints([x, y], { sampler: "grid", points: 9, seed: "1" });
    expect(count).toBe(9);
    expect([...values]).toEqual([0, 1, 0, 2, 0, 4, 5, 1, 5, 2, 5, 4, 10, 1, 10, 2, 10, 4]);
  });

  test("of a grid take the most levels that fit", () => {
    expect(drawPoints([x, z], { sampler: "grid", points: 30, seed: "1" }).count).toBe(25);
    expect(() => drawPoints([x, y, z], { sampler: "grid", points: 11, seed: "1" })).toThrow(
      "at least 12 points, not 11",
    );
  });

  test("one at a time leave all others in the middle", () => {
    const { values, count } = drawPoints([x, y], {
      sampler: "one-at-a-time",
      points: 7,
      seed: "1",
    });
    const rows = Array.from({ length: count }, (_, p) => [...values.slice(2 * p, 2 * p + 2)]);
    expect(rows).toEqual([
      [5, 2],
      [0, 2],
      [10, 2],
      [5, 1],
      [5, 4],
    ]);
  });

  test.each(["latin-hypercube", "sobol", "random", "morris"] as const)(
    "of a %s lie within the distributions and are the same for the same seed",
    (sampler) => {
      const options = { sampler, points: 64, seed: "5" };
      const found = drawPoints([x, y, z], options);
      expect(found.count).toBe(64);
      for (let p = 0; p < 64; p++) {
        expect([1, 2, 4]).toContain(found.values[p * 3 + 1]);
        expect(Math.abs(found.values[p * 3 + 2] ?? 9)).toBeLessThanOrEqual(4);
      }
      expect(drawPoints([x, y, z], options)).toEqual(found);
    },
  );

  test("are refused where nothing varies, or there are none or too many", () => {
    const options = { sampler: "random", seed: "1" } as const;
    expect(() => drawPoints([], { ...options, points: 1 })).toThrow("nothing varies");
    expect(() => drawPoints([x], { ...options, points: 0 })).toThrow("number of points is 0");
    expect(() => drawPoints([x], { ...options, points: 1.5 })).toThrow("1.5");
    expect(() => drawPoints([x, y], { ...options, sampler: "morris", points: 2 })).toThrow(
      "3 points",
    );
  });

  test("are crossed with all samples of a policy together", () => {
    const a = { names: ["l"], count: 2, values: Float64Array.of(1, 2) };
    const b = { names: ["u", "v"], count: 2, values: Float64Array.of(5, 6, 7, 8) };
    const both = crossPoints(a, b);
    expect(both.names).toEqual(["l", "u", "v"]);
    expect([...both.values]).toEqual([1, 5, 6, 1, 7, 8, 2, 5, 6, 2, 7, 8]);
  });
});

describe("a table of points", () => {
  test("is read by the names on top", () => {
    const found = readPoints("\ufeffy, x\r\n1,2.5\r\n\r\n4,10\r\n", [x, y, z]);
    expect(found).toEqual({ names: ["y", "x"], count: 2, values: Float64Array.of(1, 2.5, 4, 10) });
  });

  test("of a table name their categories", () => {
    const who = quantity("who", { kind: "categorical", values: [0, 1], labels: ["usa", "china"] });
    const { values } = readPoints('who,x\nchina,1\n"usa",2', [who, x]);
    expect([...values]).toEqual([1, 1, 0, 2]);
    expect(() => readPoints("who\nchyna", [who])).toThrow(
      'line 2: who is "chyna"; give one of usa, china',
    );
  });

  test.each([
    ["", "the table of points is empty"],
    ["x\n", "the table of points is empty"],
    ["xx\n1", 'line 1: the scenario does not vary "xx"; did you mean "x"?'],
    ["x,x\n1,1", 'line 1: "x" is there twice'],
    ["x,y\n1", "line 2: 1 values, expected 2"],
    ["x\nfive", 'line 2: x is "five"; give a number from 0 to 10'],
    ["x\n11", "from 0 to 10"],
    ["y\n3", "that it can take"],
  ])("%j is refused", (text, message) => {
    expect(() => readPoints(text, [x, y, z])).toThrow(message);
  });
});
