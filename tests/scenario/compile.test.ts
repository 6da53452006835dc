import { expect, test } from "vitest";
import { compileScenario } from "../../src/scenario/compile.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";
import type { World } from "../../src/scenario/world/world.ts";
import { HEAD, scenarioOf } from "./parse-text.ts";
import { smallWorld } from "./small-world.ts";

async function shipped(): Promise<World> {
  const world = await builtinWorld();
  if (!world.ok) throw new Error("the shipped world is broken");
  return world.value;
}

test("countries are sorted into the regions, regimes and bands of the world", async () => {
  const { frame, labels } = compileScenario(await scenarioOf(HEAD), smallWorld);
  expect(labels.groups).toEqual({
    region: ["africa", "americas", "asia", "europe"],
    regime: ["CA", "EA", "ED", "LD"],
    income: ["low", "lower-middle", "upper-middle", "high"],
  });
  expect(frame.groups).toEqual({
    region: { count: 4, of: Int32Array.of(2, 3, 3, 0, 1) },
    regime: { count: 4, of: Int32Array.of(0, 3, 3, 1, 3) },
    income: { count: 4, of: Int32Array.of(2, 3, 3, 1, 3) },
  });
});

test("rivals and lead homes stand by the order of suppliers", async () => {
  const { frame } = compileScenario(await scenarioOf(HEAD), smallWorld);
  expect([...frame.hasRival]).toEqual([1, 0, 1]);
  expect([...frame.rivals]).toEqual([0, 0, 1, 0, 0, 0, 1, 0, 0]);
  expect([...frame.leadHome]).toEqual([0, 2, 4]);
});

test("dates of law, bans and the AI Act fall on their steps", async () => {
  const world = await shipped();
  const { frame, labels } = compileScenario(await scenarioOf(HEAD), world);
  expect([frame.bansFrom, frame.euActFrom]).toEqual([28, 56]);
  const at = (id: string): number => labels.countries.indexOf(id);
  expect(frame.euFloorFrom[at("FRA")]).toBe(57);
  expect(frame.euFloorFrom[at("KEN")]).toBe(frame.steps);
  const laws = world.countries.columns.data_protection_law;
  laws.forEach((year, i) => {
    expect(frame.lawAtStart[i], labels.countries[i]).toBe(year + 0.5 <= 2011 ? 1 : 0);
  });
  expect(frame.lawAtStart[at("SWE")]).toBe(1);
});

test("a run that starts late has bans and the AI Act from its first step", async () => {
  const late = await scenarioOf(`${HEAD}time: { start: 2026 }`);
  const { frame } = compileScenario(late, smallWorld);
  expect([frame.bansFrom, frame.euActFrom]).toEqual([0, 0]);
});

test("democracy and civil society come as values and as z-scores of the reference set in 2019", async () => {
  const world = await shipped();
  const { frame } = compileScenario(await scenarioOf(HEAD), world);
  const { countries: n, reference, democracy, zDemocracy, democracyMean, democracySd } = frame;
  const row = (2019 - 2011) * n;
  let [sum, squares, count] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    if (reference[i] !== 1) continue;
    sum += zDemocracy.values[row + i] ?? 0;
    squares += (zDemocracy.values[row + i] ?? 0) ** 2;
    count += 1;
  }
  expect(sum / count).toBeCloseTo(0, 10);
  expect(squares / count).toBeCloseTo(1, 10);
  expect(zDemocracy.values[7]).toBeCloseTo(
    ((democracy.values[7] ?? 0) - democracyMean) / democracySd,
    12,
  );
  for (const series of [frame.civilSociety, frame.capacity]) {
    expect(Math.min(...series.values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...series.values)).toBeLessThanOrEqual(1);
  }
});
