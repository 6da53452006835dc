import { describe, expect, test } from "vitest";
import { type Spread, spreadOver } from "../../src/experiments/spread.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import { HEAD, scenarioOf, threeSets } from "../scenario/parse-text.ts";
import { smallWorld } from "../scenario/small-world.ts";

const PRICE = "choice.price";
const SETS = "parameter_sets: { from: three }\n";
const trunk = (rest: string) => `${HEAD.replace("id: mine", "id: root")}${rest}`;

async function spread(text: string, root = SETS) {
  const texts = { base: HEAD + SETS, root: trunk(root) };
  const scenario = await scenarioOf(text, texts);
  return spreadOver(threeSets, scenario, smallWorld, compileScenario(scenario, smallWorld));
}

/** Sets by number, two runs each. */
const sets = ({ worlds }: Spread): readonly number[] => worlds.map((world) => world - 1);

describe("runs spread over parameter sets", () => {
  test("take the sets in order, two seeds each, with their constants", async () => {
    const { settings, spread: over } = await spread(HEAD + SETS);
    expect(sets(over)).toEqual([0, 0, 1, 1, 2, 2]);
    expect(settings.map(({ parameters }) => parameters[PRICE])).toEqual([1, 1, 2, 2, 3, 3]);
    expect(settings.map(({ suppliers }) => suppliers.constant[0])).toEqual([
      -0.5, -0.5, 0, 0, 0.5, 0.5,
    ]);
  });

  test("keep what the scenario pins", async () => {
    const { settings } = await spread(`${HEAD}extends: base\nparameters: { ${PRICE}: 1.5 }\n`);
    expect(new Set(settings.map(({ parameters }) => parameters[PRICE]))).toEqual(new Set([1.5]));
    expect(settings[2]?.suppliers.constant[0]).toBe(0);
  });

  test("take one set only, where the scenario names one", async () => {
    const { settings, spread: over } = await spread(
      `${HEAD}parameter_sets: { from: three, only: 2 }\n`,
    );
    expect(sets(over)).toEqual([2, 2]);
    expect(settings.map(({ parameters }) => parameters[PRICE])).toEqual([3, 3]);
  });
});

describe("a branch under parameter sets", () => {
  const BRANCH = "branch: { from: root, at: 2031Q1 }\n";

  test("keeps before and after its date the set of the run", async () => {
    const { settings } = await spread(HEAD + SETS + BRANCH);
    for (const own of settings) {
      expect(own.trunk?.step).toBe(80);
      expect(own.trunk?.settings.parameters[PRICE]).toBe(own.parameters[PRICE]);
      expect(own.trunk?.settings.suppliers.constant).toEqual(own.suppliers.constant);
    }
    expect(settings.map((own) => own.trunk?.settings.parameters[PRICE])).toEqual([
      1, 1, 2, 2, 3, 3,
    ]);
  });

  test("pins after its date what it writes, and before it what its trunk writes", async () => {
    const { settings } = await spread(
      `${HEAD}extends: base\n${BRANCH}parameters: { ${PRICE}: 1.5 }\n`,
      `extends: base\nsuppliers: { china: { constant: -2 } }\n`,
    );
    for (const [run, own] of settings.entries()) {
      const [price, constant] = threeSets.sets[Math.floor(run / 2)] ?? [];
      expect([own.parameters[PRICE], own.suppliers.constant[0]]).toEqual([1.5, constant]);
      const before = own.trunk?.settings;
      expect([before?.parameters[PRICE], before?.suppliers.constant[0]]).toEqual([price, -2]);
    }
  });

  test("leaves a trunk of a single set its own values", async () => {
    const { settings } = await spread(HEAD + SETS + BRANCH, `parameters: { ${PRICE}: 2.5 }\n`);
    expect(settings.map(({ parameters }) => parameters[PRICE])).toEqual([1, 1, 2, 2, 3, 3]);
    for (const own of settings) expect(own.trunk?.settings.parameters[PRICE]).toBe(2.5);
  });
});
