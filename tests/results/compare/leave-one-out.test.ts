import { expect, test } from "vitest";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import {
  type Contender,
  compareScenarios,
} from "../../../src/results/compare/compare-scenarios.ts";
import { leftOutOf } from "../../../src/results/compare/leave-one-out.ts";
import { leftOutText, verdict } from "../../../src/results/compare/words.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";

const world = builtinWorld();

async function contender(...settings: string[]): Promise<Contender> {
  const fixed = ["time.end=2013Q4", "parameter_sets.from=single", ...settings];
  const read = await loadScenario("baseline", { settings: fixed, world: () => world });
  if (!read.ok || read.world === null) throw new Error("cannot read the baseline");
  return { scenario: read.value, world: read.world };
}

const options = { count: 6, seed: "5" };
const baseline = await contender();
const both = await contender("choice.price=0.5", "opportunity.base_hazard=0.3");

test("a difference without one of its causes is that of a scenario which never had it", async () => {
  const run = inlineExecutor();
  const found = await compareScenarios([baseline, both], run, { ...options, leaveOneOut: true });
  const [pair] = found.pairs;
  const [left] = found.leftOut;
  expect(left?.variants.map(({ measure }) => measure.id)).toEqual([
    "parameters.choice.price",
    "parameters.opportunity.base_hazard",
  ]);
  const hazard = await contender("opportunity.base_hazard=0.3");
  const alone = await compareScenarios([baseline, hazard], run, options);
  expect(left?.variants[0]?.outcomes).toEqual(
    alone.pairs[0]?.outcomes.map(({ statistics }) => statistics),
  );
  const at = pair?.outcomes.findIndex(({ column }) => column.name === "adoption.countries") ?? -1;
  const outcome = pair?.outcomes[at];
  const variant = left?.variants[1];
  if (outcome === undefined || variant === undefined) throw new Error("nothing was left out");
  expect(leftOutText(variant, outcome, at)).toMatch(
    /^Without parameters\.opportunity\.base_hazard adoption\.countries differs by .* \(95 % interval .*\)/,
  );
});

test("nothing is left out where one thing differs, or what cannot be taken in parts, and why is told", async () => {
  const price = await contender("choice.price=0.5");
  expect(leftOutOf(baseline.scenario, price.scenario)).toEqual({
    measures: [],
    reason: "they differ in one thing, without which nothing is left",
  });
  const longer = await contender("time.end=2014Q4", "choice.price=0.5");
  expect(leftOutOf(baseline.scenario, longer.scenario).reason).toMatch(/time, countries/);
  const asked = { ...options, leaveOneOut: true };
  const { leftOut } = await compareScenarios([baseline, price], inlineExecutor(), asked);
  expect(leftOut[0]?.variants).toEqual([]);
});

test.each([
  ["higher", "higher", ": the conclusion stands"],
  ["higher", "lower", ": the conclusion turns round"],
  ["lower", "unclear", ": the conclusion is gone"],
  ["unclear", "lower", ": clear only then"],
  ["unclear", "same", ""],
] as const)("%s that becomes %s is %j", (before, after, text) => {
  expect(verdict(before, after)).toBe(text);
});
