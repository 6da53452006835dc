import { expect, test, vi } from "vitest";
import { countryLedgers } from "../../../src/experiments/explain/country-ledgers.ts";
import { explainCountry } from "../../../src/results/explain/explain-country.ts";
import { explainWithout } from "../../../src/results/explain/without.ts";
import { planRuns, spreadRuns } from "../../../src/results/plan-runs.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";

vi.setConfig({ testTimeout: 60_000 });

const loaded = await builtinWorld();
if (!loaded.ok) throw new Error("the shipped world has problems");
const world = loaded.value;
const head = `
schema: panoptes/scenario@1
id: gifts
title: Gifts
extends: baseline
time: { start: 2011Q1, end: 2016Q4 }
parameter_sets: { from: single }
`;
async function compiled(input: string) {
  const read = await loadScenario("-", { input, world: async () => loaded });
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("; "));
  return { scenario: read.value, compiled: compileScenario(read.value, world) };
}
const gift =
  "  - { id: gift, at: 2011Q1, who: all, do: { subsidise: { supplier: usa, share: 0.9 } } }\n";
const late =
  "  - { id: late, at: 2016Q4, who: all, do: { subsidise: { supplier: europe, share: 0.1 } } }\n";
const both = await compiled(`${head}interventions:\n${gift}${late}`);
const count = 6;
const last = both.compiled.frame.steps - 1;
const country = both.compiled.labels.countries.indexOf("KEN");
const runsOf = (its: typeof both) =>
  planRuns(spreadRuns(its.scenario, world, its.compiled, null), { count, seed: "1" }).design;

test("a country without an intervention is what it is in the scenario that lacks it", async () => {
  const input = { ...both, world, ensemble: null, design: runsOf(both), country, last };
  const asked = { ...input, segment: null, interventions: ["gift", "late"] };
  const [gone, other] = await explainWithout(asked);
  const lacking = await compiled(`${head}interventions:\n${late}`);
  const ledgers = await countryLedgers(runsOf(lacking), country, last);
  const expected = explainCountry(ledgers, lacking.compiled, { row: last }).holders;
  expect(gone).toEqual({ intervention: "gift", runs: count, holders: expected });
  // What begins in the last step changes no contract that stands at its end in most runs.
  const whole = explainCountry(await countryLedgers(runsOf(both), country, last), both.compiled, {
    row: last,
  });
  expect(other?.holders).toEqual(whole.holders);
  expect(gone?.holders).not.toEqual(whole.holders);
  // One run has the luck that it has among all.
  const one = await explainWithout({ ...asked, design: { ...runsOf(both), first: 2, count: 1 } });
  expect(one[0]?.runs).toBe(1);
});

test("an intervention that is none is refused", async () => {
  const input = { ...both, world, ensemble: null, design: runsOf(both), country, last };
  const asked = explainWithout({ ...input, segment: null, interventions: ["bribe"] });
  await expect(asked).rejects.toThrow('"gifts" has no intervention "bribe"');
});
