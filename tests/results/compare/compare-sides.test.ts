import { describe, expect, test } from "vitest";
import type { Settings } from "../../../src/core/model.ts";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { runEnsemble } from "../../../src/experiments/run-ensemble.ts";
import { SEEDS_PER_SET } from "../../../src/experiments/spread.ts";
import { compareSides } from "../../../src/results/compare/compare-sides.ts";
import { largestChange } from "../../../src/results/compare/countries.ts";
import { type Side, sideCollector } from "../../../src/results/compare/side.ts";
import { countryPairsText, setsText } from "../../../src/results/compare/words.ts";
import type { Imputation } from "../../../src/scenario/imputation.ts";
import { tinyCompiled, tinySettings, tinyWorld } from "../../support/tiny-frame.ts";

const compiled = tinyCompiled();
const world = tinyWorld(compiled.frame, compiled.labels);
const good = tinySettings();
const bad = tinySettings({}, { "cost.spend_per_person": Number.NaN });

async function side(id: string, settings: readonly Settings[], ensemble?: string): Promise<Side> {
  const spread = ensemble === undefined ? {} : { spread: spreadOf(ensemble, settings.length) };
  const design = makeDesign(compiled, {
    count: 40,
    seed: "1",
    settings,
    keepHolders: 24,
    ...spread,
  });
  const collector = sideCollector({ compiled, world, design, runId: id, id, title: id });
  return runEnsemble(design, inlineExecutor(), collector);
}

/** Sets 0, 0, 1, 1 … of an ensemble. */
const spreadOf = (ensemble: string, length: number) => ({
  ensemble,
  sets: length / SEEDS_PER_SET,
  imputation: { cells: [], scales: {} } as unknown as Imputation,
  worlds: Array.from({ length }, (_, k) => Math.floor(k / SEEDS_PER_SET) + 1),
});

describe("countries of two sides", () => {
  test("are counted in finished pairs only, so that a run without a twin moves no share", async () => {
    const whole = await side("whole", [good, good, good, good]);
    const gappy = await side("gappy", [good, good, bad, good]);
    const pair = compareSides(whole, gappy);
    expect([pair.pairs, pair.countryPairs]).toEqual([30, 18]);
    expect(countryPairsText(pair)).toContain("18");
    expect(pair.countries.some(({ a }) => a > 0)).toBe(true);
    // The same runs on both sides; over all finished runs of each, shares do differ.
    expect(pair.countries.map((one) => largestChange(one).size)).toEqual(
      pair.countries.map(() => 0),
    );
    expect(whole.result.summary.held).not.toEqual(gappy.result.summary.held);
  });

  test("are counted in all pairs where every run has its twin", async () => {
    const dear = tinySettings({}, { "opportunity.base_hazard": 0.4 });
    const pair = compareSides(await side("a", [good]), await side("b", [dear]));
    expect([pair.pairs, pair.countryPairs, countryPairsText(pair)]).toEqual([40, 40, ""]);
    expect(largestChange(pair.countries[0] as never).size).toBeGreaterThan(0);
  });
});

describe("pairs of different ensembles", () => {
  test("say that they share luck but no parameter set", async () => {
    const four = [good, good, good, good];
    const [first, other] = [await side("a", four, "wide"), await side("b", four, "narrow")];
    const pair = compareSides(first, other);
    expect(pair.sets).toEqual({ a: "wide", b: "narrow", same: false });
    expect(setsText(pair)).toContain("shares its luck but not its assumptions");
    const own = compareSides(first, await side("c", four));
    expect(setsText(own)).toContain(
      "c runs with its own values, a with the parameter sets of wide",
    );
  });

  test("say nothing where a pair has one set of one ensemble", async () => {
    const four = [good, good, good, good];
    const pair = compareSides(await side("a", four, "wide"), await side("b", four, "wide"));
    expect(pair.sets.same).toBe(true);
    expect(setsText(pair)).toBe("");
  });
});
