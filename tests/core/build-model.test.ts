import { describe, expect, test } from "vitest";
import { buildModel } from "../../src/core/build-model.ts";
import type { Model } from "../../src/core/model.ts";
import { redrawFrame } from "../../src/scenario/imputation.ts";
import { fittedSets } from "../support/fitted-sets.ts";

const { compiled, settings: sets, spread } = await fittedSets("baseline");

function set(k: number) {
  return {
    frame: redrawFrame(compiled.frame, spread.imputation, spread.worlds[k] ?? 0),
    settings: sets[k] ?? compiled.settings,
  };
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
  test("is the one that is built from nothing, for every set and its guesses", () => {
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
  ] as const)("takes %s from its own settings, not the other's", (id, array) => {
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

  test("takes nothing from a model of other countries", () => {
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
