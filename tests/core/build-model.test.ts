import { describe, expect, test } from "vitest";
import { buildModel } from "../../src/core/build-model.ts";
import type { Model } from "../../src/core/model.ts";
import { spreadOver } from "../../src/experiments/spread.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import { redrawFrame } from "../../src/scenario/imputation.ts";
import { loadEnsemble } from "../../src/scenario/node/ensemble.ts";
import { loadScenario } from "../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";

const loaded = await builtinWorld();
if (!loaded.ok) throw new Error("no world");
const world = loaded.value;

async function fitted(id: string) {
  const parsed = await loadScenario(id, { world });
  const ensemble = await loadEnsemble("baseline", "");
  if (!parsed.ok || !ensemble.ok) throw new Error("no scenario or no parameter sets");
  const compiled = compileScenario(parsed.value, world);
  const { settings, spread } = spreadOver(ensemble.value, parsed.value, world, compiled);
  const set = (k: number) => ({
    frame: redrawFrame(compiled.frame, spread.imputation, spread.worlds[k] ?? 0),
    settings: settings[k] ?? compiled.settings,
  });
  return { compiled, set };
}

/** All that a model holds, but for the functions of its schedule and outcomes. */
function arraysOf({ schedule, outcomes, trunk, ...rest }: Model) {
  return {
    ...rest,
    schedule: schedule.map(({ id }) => id),
    outcomes: outcomes.map(({ outcome: { id, by }, start }) => `${id} ${by} ${start}`),
    trunk: trunk === null ? null : { step: trunk.step, model: rest.peers },
  };
}

describe("a model that takes from another what they share", () => {
  test("is the one that is built from nothing, for every set and its guesses", async () => {
    const { set } = await fitted("baseline");
    const first = buildModel(set(0).frame, set(0).settings);
    for (const k of [2, 40, 198]) {
      const { frame, settings } = set(k);
      const shared = buildModel(frame, settings, undefined, first);
      expect(arraysOf(shared)).toEqual(arraysOf(buildModel(frame, settings)));
      expect(shared.peers).toBe(first.peers);
    }
  });

  test.each([
    ["peers.trade", "peers"],
    ["rules.enforcement_democracy", "enforcement"],
    ["law.eu_trade", "lawFactor"],
    ["law.democracy", "lawFactor"],
    ["opportunity.affordability_income", "affordability"],
    ["choice.price_income_decay", "priceWeight"],
    ["coverage.ceiling.public_space", "coverageCeiling"],
  ] as const)("takes %s from its own settings, not the other's", async (id, array) => {
    const { compiled } = await fitted("baseline");
    const { frame, settings } = compiled;
    const first = buildModel(frame, settings);
    const moved = {
      ...settings,
      parameters: { ...settings.parameters, [id]: settings.parameters[id] * 0.5 },
    };
    const shared = buildModel(frame, moved, undefined, first);
    expect(shared[array]).toEqual(buildModel(frame, moved)[array]);
    expect(shared[array]).not.toEqual(first[array]);
  });

  test("takes nothing from a model of other countries", async () => {
    const { compiled } = await fitted("baseline");
    const { frame, settings } = compiled;
    const other = {
      ...frame,
      countryKeys: frame.countryKeys.slice(),
      urban: frame.urban.map((share) => share / 2),
    };
    const model = buildModel(other, settings, undefined, buildModel(frame, settings));
    expect(arraysOf(model)).toEqual(arraysOf(buildModel(other, settings)));
  });
});
