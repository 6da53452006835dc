import { expect, test } from "vitest";
import type { Integers } from "../../src/core/arrays.ts";
import type { Intervention } from "../../src/core/intervention.ts";
import { columnLayout } from "../../src/core/outcomes.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import { diffScenarios } from "../../src/scenario/diff.ts";
import { drawKeys } from "../../src/scenario/draw-keys.ts";
import { THEN } from "../../src/scenario/format/then.ts";
import { verbs } from "../../src/scenario/format/verbs.ts";
import { resolvedDocument } from "../../src/scenario/resolved-document.ts";
import { HEAD, scenarioOf } from "./parse-text.ts";
import { smallWorld } from "./small-world.ts";

/** Countries of the small world in order: CHN, FIN, FRA, KEN, USA; suppliers: china, europe, usa. */
const core = (...of: number[]): Integers => Int32Array.from(of);

/** Each verb with all its fields, and what the model gets. */
const written: readonly (readonly [string, Partial<Intervention> & object])[] = [
  ["subsidise: { supplier: usa, share: 0.2 }", { kind: "subsidise", supplier: 2, share: 0.2 }],
  ["cut_price: { supplier: china, share: 0.25 }", { kind: "cut_price", supplier: 0, share: 0.25 }],
  [
    "finance: { supplier: china, grant_element: 0.45, extra_demand: 0.2 }",
    { kind: "finance", supplier: 0, grantElement: 0.45, extraDemand: 0.2 },
  ],
  [
    "finance: { supplier: china, grant_element: 0.45 }",
    { kind: "finance", supplier: 0, grantElement: 0.45, extraDemand: 0 },
  ],
  [
    "offer_alternative: { suppliers: [usa, europe], share: 0.25, grant_element: 0.3, safeguards_at_least: 0.67, compliance_gain: 0.1 }",
    {
      kind: "offer_alternative",
      suppliers: core(1, 2),
      share: 0.25,
      grantElement: 0.3,
      complianceGain: 0.1,
      tier: 2,
    },
  ],
  [
    "condition_aid: { inducement: 0.5, safeguards_at_least: 0.34 }",
    { kind: "condition_aid", inducement: 0.5, tier: 1 },
  ],
  [
    "control_exports: { supplier: china, cost: 0.15, research_cut: 0.3, refuse: true, components: true, reputation_hit: 0.5 }",
    {
      kind: "control_exports",
      supplier: 0,
      cost: 0.15,
      researchCut: 0.3,
      refuse: true,
      components: true,
      reputationHit: 0.5,
    },
  ],
  [
    "control_exports: { supplier: china, cost: 0, research_cut: 0 }",
    {
      kind: "control_exports",
      supplier: 0,
      cost: 0,
      researchCut: 0,
      refuse: false,
      components: false,
      reputationHit: 0,
    },
  ],
  ["ban: { supplier: china, compliance: 0.8 }", { kind: "ban", supplier: 0, compliance: 0.8 }],
  ["press: { supplier: china, strength: 0.5 }", { kind: "press", supplier: 0, strength: 0.5 }],
  ["moratorium: {}", { kind: "moratorium" }],
  ["mandate_rules: { floor: 1 }", { kind: "mandate_rules", tier: 3, tradeLeverage: 1 }],
  [
    "mandate_rules: { floor: 0, trade_leverage: 2 }",
    { kind: "mandate_rules", tier: 0, tradeLeverage: 2 },
  ],
  [
    "require_transparency: { visibility: 0.3, audit: { suppliers: [china, usa], compliance_gain: 0.2, quality_bonus: 0.1 } }",
    {
      kind: "require_transparency",
      visibility: 0.3,
      audited: core(0, 2),
      complianceGain: 0.2,
      qualityBonus: 0.1,
    },
  ],
  [
    "require_transparency: { visibility: 0.3 }",
    {
      kind: "require_transparency",
      visibility: 0.3,
      audited: core(),
      complianceGain: 0,
      qualityBonus: 0,
    },
  ],
  [
    "open_treaty: { founders: [KEN, FRA], min_members: 3, core: { members: [FIN, USA], at_least: 1 }, safeguards_floor: 0.667, licence_floor: 0, target: usa }",
    {
      kind: "open_treaty",
      key: drawKeys(["x"])[0] ?? 0,
      founders: core(2, 3),
      minMembers: 3,
      core: core(0, 1, 0, 0, 1),
      minCore: 1,
      tier: 2,
      licenceTier: 0,
      target: 2,
    },
  ],
  [
    "open_treaty: { founders: [KEN], min_members: 1, safeguards_floor: 0.33 }",
    {
      kind: "open_treaty",
      key: drawKeys(["x"])[0] ?? 0,
      founders: core(3),
      minMembers: 1,
      core: core(0, 0, 0, 0, 0),
      minCore: 0,
      tier: 1,
      licenceTier: 1,
      target: 0,
    },
  ],
  ["incident: { supplier: china, severity: 5 }", { kind: "incident", supplier: 0, severity: 5 }],
  [
    "realign: { ideal_point: -1.5, polyarchy: 0.2, ally: china }",
    { kind: "realign", idealPoint: -1.5, democracy: 0.2, ally: 0 },
  ],
  [
    "realign: { ideal_point: 1 }",
    { kind: "realign", idealPoint: 1, democracy: Number.NaN, ally: -1 },
  ],
  ["sanction: { supplier: usa, strength: 1 }", { kind: "sanction", supplier: 2, strength: 1 }],
  [
    "fund_research: { supplier: usa, increase: 1 }",
    { kind: "fund_research", supplier: 2, increase: 1 },
  ],
  ["supply_shock: { increase: 0.3 }", { kind: "supply_shock", increase: 0.3 }],
  ["unrest: { sd: 2 }", { kind: "unrest", sd: 2 }],
  ["crime: { sd: -1 }", { kind: "crime", sd: -1 }],
];

const text = (verb: string): string =>
  `${HEAD}time: { start: 2011, end: 2030 }\ninterventions:\n  - { id: x, at: 2015Q3, until: 2016, ramp: 1, who: [KEN, CHN], do: { ${verb} } }\n`;

test.each(written)("%s is compiled to steps and indices", async (verb, expected) => {
  const { settings } = compileScenario(await scenarioOf(text(verb)), smallWorld);
  expect(settings.interventions).toEqual([
    { ...expected, id: "x", start: 18, end: 24, ramp: 4, countries: core(0, 3), when: null },
  ]);
});

test("every verb has a case", () => {
  const kinds = new Set(written.map(([, { kind }]) => kind));
  expect([...kinds].sort()).toEqual(Object.keys(verbs).sort());
});

test.each(written)("%s reads the same when the scenario is written out whole", async (verb) => {
  const scenario = await scenarioOf(text(verb));
  const again = await scenarioOf(resolvedDocument(scenario));
  expect(again.interventions).toEqual(scenario.interventions);
  expect(diffScenarios(scenario, again)).toEqual([]);
});

const triggered = (rest: string, time = ""): string =>
  `${HEAD}${time}interventions:\n  - { id: x, ${rest}, who: all, do: { moratorium: {} } }\n`;

test("a trigger watches the column of its outcome, in steps of the run", async () => {
  const scenario = await scenarioOf(
    triggered(
      "when: { metric: market.share, supplier: usa, above: 0.5, for: 4, delay: 2, then: while }",
      "time: { step: month }\n",
    ),
  );
  const { frame, settings } = compileScenario(scenario, smallWorld);
  const [one] = settings.interventions;
  const column = columnLayout(frame)[one?.when?.column ?? -1];
  expect([column?.outcome.id, column?.outcome.by, column?.index]).toEqual([
    "market.share",
    "supplier",
    2,
  ]);
  expect(one).toMatchObject({
    start: 0,
    end: 360,
    when: { direction: 1, limit: 0.5, for: 12, delay: 6, [THEN]: "while" },
  });
});

test("a trigger without times acts once and at once, within its dates", async () => {
  const scenario = await scenarioOf(
    triggered("at: 2020, until: 2025, when: { metric: market.hhi, below: 2000 }"),
  );
  const { settings } = compileScenario(scenario, smallWorld);
  expect(settings.interventions[0]).toMatchObject({
    start: 36,
    end: 60,
    when: { direction: -1, limit: 2000, for: 1, delay: 0, [THEN]: "once" },
  });
  const again = await scenarioOf(resolvedDocument(scenario));
  expect(again.interventions).toEqual(scenario.interventions);
});

test("a trigger waits at least one step, however long the steps are", async () => {
  const scenario = await scenarioOf(
    triggered("when: { metric: market.hhi, above: 1, for: 1 }", "time: { step: year }\n"),
  );
  expect(compileScenario(scenario, smallWorld).settings.interventions[0]?.when?.for).toBe(1);
});

test("an intervention with a trigger is told in words where scenarios differ", async () => {
  const a = await scenarioOf(HEAD);
  const b = await scenarioOf(triggered("when: { metric: market.hhi, above: 5000, for: 2 }"));
  expect(diffScenarios(a, b)[0]?.to).toBe(
    "moratorium for all, 2011Q1-, when market.hhi is above 5000 for 2 quarters, once",
  );
});
