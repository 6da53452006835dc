import { beforeAll, describe, expect, test } from "vitest";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { runEnsemble } from "../../../src/experiments/run-ensemble.ts";
import { compareSides } from "../../../src/results/compare/compare-sides.ts";
import { countDiffering } from "../../../src/results/compare/differing.ts";
import { type Side, sideCollector } from "../../../src/results/compare/side.ts";
import { tinyCompiled, tinySettings, tinyWorld } from "../../support/tiny-frame.ts";

const compiled = tinyCompiled();
const world = tinyWorld(compiled.frame, compiled.labels);

async function side(id: string, hazard: number): Promise<Side> {
  const settings = [tinySettings({}, { "opportunity.base_hazard": hazard })];
  const design = makeDesign(compiled, { count: 40, seed: "1", settings, keepHolders: 24 });
  const collector = sideCollector({ compiled, world, design, runId: id, id, title: id });
  return runEnsemble(design, inlineExecutor(), collector);
}

describe("which countries differ when", () => {
  let a: Side;
  let b: Side;
  beforeAll(async () => {
    a = await side("a", 0.05);
    b = await side("b", 0.4);
  });

  test("adds up to what is said of where the pairs part", () => {
    const { parting } = compareSides(a, b);
    const { pairs, periods, countries, now, fresh, parted } = countDiffering(a, b);
    const [rows, n] = [periods.length, countries.length];
    expect(pairs).toBe(24);
    expect(parted.at(-1)).toBe(parting?.parted);
    expect(parting?.parted).toBeGreaterThan(0);
    const column = (of: Uint32Array, i: number) => [...of].filter((_, cell) => cell % n === i);
    for (const { country, ever, atEnd } of parting?.cascade ?? []) {
      expect(column(fresh, country).reduce((sum, count) => sum + count, 0)).toBe(ever);
      expect(now[(rows - 1) * n + country]).toBe(atEnd);
    }
    parting?.spread.forEach(({ mean }, row) => {
      const differing = now.subarray(row * n, (row + 1) * n).reduce((sum, count) => sum + count, 0);
      expect(differing / pairs).toBeCloseTo(mean, 12);
    });
  });

  test("pairs that have parted never come together again in the count", () => {
    const { parted } = countDiffering(a, b);
    expect([...parted]).toEqual([...parted].sort((x, y) => x - y));
  });

  test("of a scenario and itself none does", () => {
    const { now, fresh, parted } = countDiffering(a, a);
    for (const counts of [now, fresh, parted]) expect(new Set(counts)).toEqual(new Set([0]));
  });
});
