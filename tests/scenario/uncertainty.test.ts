import { expect, test } from "vitest";
import { compileScenario } from "../../src/scenario/compile.ts";
import { resolvedDocument } from "../../src/scenario/resolved-document.ts";
import { atPoint, centralValue, edgesOf, valuesOf } from "../../src/scenario/uncertainty.ts";
import { HEAD, parseText, scenarioOf } from "./parse-text.ts";
import { smallWorld } from "./small-world.ts";

const document = `${HEAD}
interventions:
  - id: cut
    at: 2027
    ramp: $years
    who: all
    do: { cut_price: { supplier: china, share: $cut } }
  - id: treaty
    when: { metric: market.hhi, above: $limit, for: $quarters }
    who: all
    do:
      open_treaty:
        { founders: [FRA, FIN], min_members: $members, core: { members: [FRA, FIN], at_least: $core }, safeguards_floor: $floor }
uncertainty:
  cut: { uniform: [0, 0.8], label: Price cut, because: A guess }
  years: { triangular: [0, 1, 4] }
  limit: { normal: [5000, 500], clamp: [4000, 5800] }
  quarters: { choice: [2, 4, 8] }
  members: { choice: [2, 3] }
  core: { choice: [1, 2] }
  floor: { choice: [0.33, 0.67, 1] }
  choice.price: { lognormal: [2, 1.5], clamp: [0.5, 5] }
  suppliers.china.price: { grid: { from: 0.8, to: 1.2, steps: 5 } }
design: { sampler: sobol, points: 64, seed: 7 }
outcomes:
  hhi: { metric: market.hhi, at: 2030, goal: minimise }
`;

test("a single run takes the middle for what an intervention names, and its own parameters", async () => {
  const { interventions, parameters, suppliers } = await scenarioOf(document);
  expect(interventions[0]).toMatchObject({ ramp: 1, action: { share: 0.4 } });
  expect(interventions[1]).toMatchObject({
    when: { limit: 5000, for: 4 },
    action: { min_members: 2, core: { at_least: 1 }, safeguards_floor: 0.67 },
  });
  expect(parameters["choice.price"]).toBe(2.5);
  expect(suppliers).toEqual({});
});

test("a point sets parameters, suppliers and every field that has the name", async () => {
  const scenario = await scenarioOf(document);
  const point = {
    cut: 0.1,
    years: 3,
    limit: 4500,
    quarters: 8,
    members: 3,
    core: 2,
    floor: 1,
    "choice.price": 1,
    "suppliers.china.price": 1.2,
  };
  const moved = atPoint(scenario, point);
  expect(moved.interventions[0]).toMatchObject({ ramp: 3, action: { share: 0.1 } });
  expect(moved.interventions[1]).toMatchObject({
    when: { limit: 4500, for: 8 },
    action: { min_members: 3, core: { at_least: 2 }, safeguards_floor: 1 },
  });
  const { settings } = compileScenario(moved, smallWorld);
  expect(settings.parameters["choice.price"]).toBe(1);
  expect(settings.suppliers.price[0]).toBe(1.2);
  expect(scenario.interventions[0]).toMatchObject({ action: { share: 0.4 } });
  expect(() => atPoint(scenario, { cat: 1 })).toThrow(/does not vary "cat"/);
});

test("quantities, design and goals are read as written", async () => {
  const { uncertainty, design, outcomes } = await scenarioOf(document);
  expect(uncertainty.map(({ name }) => name).slice(-2)).toEqual([
    "choice.price",
    "suppliers.china.price",
  ]);
  expect(uncertainty[0]).toEqual({
    name: "cut",
    role: "uncertainty",
    label: "Price cut",
    because: "A guess",
    source: null,
    distribution: { kind: "uniform", low: 0, high: 0.8 },
    target: {
      kind: "interventions",
      fields: [{ intervention: "cut", path: ["action", "share"] }],
    },
  });
  expect(design).toEqual({ sampler: "sobol", points: 64, seed: "7" });
  expect(outcomes[0]?.goal).toBe("minimise");
});

test("a scenario without them varies nothing and leaves the design open", async () => {
  const { uncertainty, design, outcomes } = await scenarioOf(
    `${HEAD}outcomes: [{ metric: market.hhi }]`,
  );
  expect([uncertainty, design, outcomes[0]?.goal]).toEqual([[], null, undefined]);
});

test("written out whole and read again they are the same, names and all", async () => {
  const scenario = await scenarioOf(document);
  const text = resolvedDocument(scenario);
  expect(text).toContain("share: $cut");
  const again = await scenarioOf(text);
  expect(again.uncertainty).toEqual(scenario.uncertainty);
  expect(again.design).toEqual(scenario.design);
  expect(again.interventions).toEqual(scenario.interventions);
});

test("what a scenario varies is taken over, and replaced whole by name", async () => {
  const child = await scenarioOf(
    `${HEAD}extends: p\nuncertainty: { cut: { choice: [0.1, 0.2, 0.3] } }\ndesign: { points: 8 }`,
    { p: document },
  );
  expect(child.uncertainty).toHaveLength(9);
  expect(child.uncertainty[0]).toMatchObject({ name: "cut", label: null });
  expect(child.interventions[0]).toMatchObject({ action: { share: 0.2 } });
  expect(child.design).toEqual({ sampler: "sobol", points: 8, seed: "7" });
});

test("what stands for a supplier is a name, not a number", async () => {
  const parsed = await parseText(
    `${HEAD}interventions: [{ id: x, at: 2027, who: all, do: { ban: { supplier: $x, compliance: $x } } }]\nuncertainty: { x: { uniform: [0, 1] } }`,
  );
  expect(parsed.problems.map(({ code, message }) => [code, message])).toEqual([
    ["E111", '"interventions.x.do.ban.supplier": expected text, got 0.5'],
  ]);
});

test.each([
  [{ kind: "uniform", low: 0, high: 4 }, 2, [0, 4]],
  [{ kind: "triangular", low: 0, mode: 1, high: 4 }, 1, [0, 4]],
  [{ kind: "normal", mean: 1, sd: 0.5, clamp: null }, 1, [-1, 3]],
  [{ kind: "normal", mean: 9, sd: 0.5, clamp: [0, 2] }, 2, [0, 2]],
  [{ kind: "lognormal", median: 1, gsd: 2, clamp: null }, 1, [1 / 16, 16]],
  [{ kind: "choice", values: [3, 1, 2, 9] }, 1, [1, 9]],
  [{ kind: "grid", from: 0, to: 3, steps: 4 }, 1, [0, 3]],
] as const)("%o has its middle at %d and its edges at %o", (distribution, middle, edges) => {
  expect(centralValue(distribution)).toBe(middle);
  expect(edgesOf(distribution)).toEqual(edges);
});

test("a grid has its ends and equal distances", () => {
  expect(valuesOf({ kind: "grid", from: 0, to: 1, steps: 5 })).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(valuesOf({ kind: "uniform", low: 0, high: 1 })).toBeNull();
});

test("levers set whole numbers, switches and dates, and stand apart from uncertainties", async () => {
  const scenario = await scenarioOf(`${HEAD}
interventions:
  - id: cut
    at: $start
    until: $end
    who: all
    do: { cut_price: { supplier: china, share: $cut } }
levers:
  start: { integer: [2026, 2030] }
  end: { uniform: [2031, 2033] }
  mechanisms.peers: { categorical: [0, 1] }
uncertainty:
  cut: { uniform: [0, 0.8] }
`);
  expect(scenario.uncertainty.map(({ name, role }) => `${role} ${name}`)).toEqual([
    "lever start",
    "lever end",
    "lever mechanisms.peers",
    "uncertainty cut",
  ]);
  // In the middle: 2028, and 2032 to the end of its first quarter.
  expect(scenario.interventions[0]).toMatchObject({ from: 2028, to: 2032.25 });
  const moved = atPoint(scenario, { start: 2029, end: 2031.6, "mechanisms.peers": 0 });
  expect(moved.interventions[0]).toMatchObject({ from: 2029, to: 2031.75 });
  expect(moved.mechanisms.peers).toBe(false);
  expect(await scenarioOf(resolvedDocument(scenario))).toMatchObject({
    uncertainty: scenario.uncertainty,
    interventions: scenario.interventions,
  });
});

test("categories are names of suppliers, or yes and no, wherever an intervention writes one", async () => {
  const text = `${HEAD}
interventions:
  - { id: ban, at: 2027, who: all, do: { ban: { supplier: $banned, compliance: 0.5 } } }
  - id: offer
    at: 2027
    who: all
    do: { offer_alternative: { suppliers: [$banned, china], share: 0.2, grant_element: 0, safeguards_at_least: 0.67 } }
  - id: control
    at: 2028
    who: all
    do: { control_exports: { supplier: china, cost: 0.2, research_cut: 0, refuse: $refuse } }
levers:
  banned: { categorical: [china, europe, usa] }
  refuse: { categorical: [true, false] }
  mechanisms.peers: { categorical: [true, false] }
`;
  const scenario = await scenarioOf(text);
  expect(scenario.uncertainty[0]?.distribution).toEqual({
    kind: "categorical",
    values: [0, 1, 2],
    labels: ["china", "europe", "usa"],
  });
  // A single run takes the middle one.
  expect(scenario.interventions[0]).toMatchObject({ action: { supplier: "europe" } });
  const moved = atPoint(scenario, { banned: 2, refuse: 0, "mechanisms.peers": 1 });
  expect(moved.interventions[0]).toMatchObject({ action: { supplier: "usa" } });
  expect(moved.interventions[1]).toMatchObject({ action: { suppliers: ["usa", "china"] } });
  expect(moved.interventions[2]).toMatchObject({ action: { refuse: true } });
  expect(moved.mechanisms.peers).toBe(false);
  const { settings } = compileScenario(moved, smallWorld);
  expect(settings).not.toEqual(compileScenario(scenario, smallWorld).settings);
  const again = resolvedDocument(scenario);
  expect(again).toContain("supplier: $banned");
  expect(await scenarioOf(again)).toMatchObject({
    uncertainty: scenario.uncertainty,
    interventions: scenario.interventions,
  });
});
