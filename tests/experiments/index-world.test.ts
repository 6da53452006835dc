import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { indexStatistics } from "../../src/experiments/index-statistics.ts";
import { checkWorld } from "../../src/scenario/world/check-world.ts";
import type { World } from "../../src/scenario/world/world.ts";
import { tinyFrame, tinyLabels } from "../support/tiny-frame.ts";

const folder = join(import.meta.dirname, "../../scenarios/world");

function shippedWorld(): World {
  const names = readdirSync(folder).filter((name) => /\.(csv|json)$/.test(name));
  const files = new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  const checked = checkWorld(files, "world");
  if (!checked.ok) throw new Error(checked.problems.map(({ message }) => message).join("\n"));
  return checked.value;
}

test("the shipped world holds the observed values that calibration aims at", () => {
  const world = shippedWorld();
  const { ids, columns } = world.countries;
  const suppliers = world.suppliers.ids;
  const sizes = { countries: ids.length, suppliers: suppliers.length };
  const frame = {
    ...tinyFrame(sizes),
    reference: Uint8Array.from(columns.reference, (one) => (one === 1 ? 1 : 0)),
  };
  const labels = { ...tinyLabels(frame), countries: ids, suppliers };
  const { targets } = indexStatistics(frame, labels, world);
  const observed = Object.fromEntries(targets.map((target) => [target.id, target.observed]));
  expect(observed).toMatchObject({
    T1: 75,
    T2: 77,
    T3: 63,
    T4: 32,
    T5: 27,
    "T6.china_only": 36,
    "T6.usa_only": 5,
    "T6.neither": 7,
    "T7.europe": 17,
    "T7.israel": 3,
    "T7.russia": 3,
    // Japan supplied 17; Korea, which shares the bloc, one more.
    "T7.japan-korea": 18,
    "T11.1": expect.closeTo(0.11, 2),
    "T11.2": expect.closeTo(0.41, 2),
    "T11.3": expect.closeTo(0.5, 2),
    "T11.4": expect.closeTo(0.55, 2),
    T18: expect.closeTo(2.3, 1),
  });
});
