import { describe, expect, test } from "vitest";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { influenceGexf } from "../../../src/results/cascades/influence-gexf.ts";
import { runCascades } from "../../../src/results/cascades/run-cascades.ts";
import { tinyCompiled } from "../../support/tiny-frame.ts";

const compiled = tinyCompiled({ countries: 8, suppliers: 3, steps: 44 });
const design = makeDesign(compiled, { count: 4, seed: "1" });
const result = await runCascades(design, compiled.labels, 43);

describe("cascades over runs", () => {
  test("have every country, the largest mean first, and influences in at most all runs", () => {
    expect(result.runs).toBe(4);
    expect(result.countries).toHaveLength(8);
    const means = result.countries.map(({ size }) => size.mean);
    expect(means).toEqual([...means].sort((a, b) => b - a));
    expect(means[0]).toBeGreaterThan(0);
    for (const { runs, source, target } of result.influences) {
      expect(runs).toBeGreaterThan(0);
      expect(runs).toBeLessThanOrEqual(4);
      expect(source).not.toBe(target);
    }
    for (const { adopts, margin, size, largest, bans, banSize } of result.countries) {
      if (adopts > 0) expect(margin).toBeGreaterThan(0);
      else expect(size.mean).toBe(0);
      expect(largest).toBeGreaterThanOrEqual(size.mean);
      if (bans === 0) expect(banSize.mean).toBe(0);
    }
  });

  test("keep the runs that were gone through when they are stopped", async () => {
    const signal = { aborted: false, addEventListener() {}, removeEventListener() {} };
    const onProgress = (done: number, total: number) => {
      signal.aborted = done > total / 2;
    };
    const part = await runCascades(design, compiled.labels, 43, { signal, onProgress });
    expect(part.runs).toBe(2);
  });

  test("name the supplier of bans alone", () => {
    for (const { because, sourceSupplier, decision, supplier } of result.influences) {
      expect(sourceSupplier === null).toBe(because === "contract");
      expect(supplier === null).toBe(decision === "contract");
    }
  });

  test("are a graph with a node for each country and an edge for each pair", () => {
    const text = influenceGexf(result);
    expect(text.match(/<node /g)).toHaveLength(8);
    const pairs = new Set(result.influences.map(({ source, target }) => `${source} ${target}`));
    expect(text.match(/<edge /g)).toHaveLength(pairs.size);
  });
});
