import { expect, test } from "vitest";
import { noMarket } from "../../src/experiments/calibration/market.ts";
import { placeTargets } from "../../src/experiments/calibration/place-targets.ts";
import { indexStatistics } from "../../src/experiments/index-statistics.ts";
import { loadTargets } from "../../src/experiments/node/calibration/load-targets.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import { loadScenario } from "../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";

test("the summary of a run and the file of targets say and measure the same", async () => {
  const plain = await builtinWorld();
  if (!plain.ok) throw new Error("no world");
  const [loaded, parsed] = await Promise.all([
    loadTargets("aigs-2019", plain.value),
    loadScenario("baseline", { world: plain.value }),
  ]);
  if (!loaded.ok || !parsed.ok) throw new Error("no targets or scenario");
  const { frame, labels } = compileScenario(parsed.value, loaded.value.world);
  const { value: placed } = placeTargets(loaded.value.read, loaded.value.world, frame, labels);
  const index = indexStatistics(frame, labels, plain.value);

  // One look that no table gave: bits and counts that differ between countries and vintages.
  const size = frame.vintages.length * frame.countries;
  const suppliers = Uint32Array.from({ length: size }, (_, k) =>
    k % 3 === 0 ? 0 : ((k * 7 + 5) % 63) + 1,
  );
  const segments = Uint8Array.from(suppliers, (bits, k) => (bits === 0 ? 0 : 1 + (k % 3)));
  const measured = new Float64Array(index.targets.length);
  index.measure(suppliers, segments, 0, measured, 0);

  expect(index.targets.length).toBeGreaterThan(10);
  index.targets.forEach((target, t) => {
    const same = placed.targets.find(({ id }) => id === target.id);
    if (same === undefined) throw new Error(`the file of targets has no ${target.id}`);
    expect(same, target.id).toMatchObject({ role: target.role, tolerance: target.tolerance });
    expect(Math.abs(same.observed - target.observed), target.id).toBeLessThan(0.011);
    const at = same.vintageIndex * frame.countries;
    const look = { adopted: suppliers, suppliers, segments, at, laws: [], lawAt: 0, ...noMarket };
    expect(same.measure(look, placed.reference), target.id).toBeCloseTo(measured[t] ?? 0, 12);
  });
});
