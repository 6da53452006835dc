import { expect, test } from "vitest";
import { segmentsOf } from "../../src/scenario/compile-frame.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";
import { mechanismIds, mechanismRegistry } from "../../src/scenario/registry/mechanisms.ts";
import { parameterIds, parameterRegistry } from "../../src/scenario/registry/parameters.ts";
import { segmentIds } from "../../src/scenario/registry/segments.ts";
import { simplexes } from "../../src/scenario/registry/simplexes.ts";
import { supplierAttributeIds, supplierRegistry } from "../../src/scenario/registry/suppliers.ts";
import { SUPPLIER_COLUMNS } from "../../src/scenario/world/tables.ts";

test.each(parameterIds.map((id) => [id] as const))(
  "the default of %s lies in its range, and the range in its limits",
  (id) => {
    const { default: value, range, limits } = parameterRegistry[id];
    expect(range[0]).toBeLessThan(range[1]);
    expect(value).toBeGreaterThanOrEqual(range[0]);
    expect(value).toBeLessThanOrEqual(range[1]);
    expect(range[0]).toBeGreaterThanOrEqual(limits[0]);
    expect(range[1]).toBeLessThanOrEqual(limits[1]);
  },
);

test("every parameter says its symbol, unit, label and source", () => {
  for (const id of parameterIds) {
    const { symbol, unit, label, citation, group } = parameterRegistry[id];
    for (const text of [symbol, unit, label, citation]) expect(text, id).not.toBe("");
    expect(id.startsWith(`${group}.`)).toBe(true);
    expect(parameterRegistry[id].id).toBe(id);
  }
});

test("defaults are parameter set C", () => {
  const setC: Readonly<Record<string, number>> = {
    "opportunity.base_hazard": 0.0267,
    "opportunity.income": 0.43,
    "opportunity.size": 1.4,
    "opportunity.affordability": 2.4,
    "opportunity.affordability_income": 1630,
    "opportunity.contagion": 1.2,
    "opportunity.spillover": 1.45,
    "opportunity.unrest": 0.07,
    "opportunity.crime": 0,
    "opportunity.eu_ties": 0,
    "opportunity.capacity": 0.57,
    "choice.price": 2.5,
    "choice.price_income_decay": 0.44,
    "choice.alignment": 0.18,
    "choice.alliance": -1.05,
    "choice.belt_and_road": 1.15,
    "choice.cross_segment": -0.75,
    "choice.home": 0.6,
    "observation.detection": 1.8,
    "law.imitation": 0.15,
    "research.initial_disparity": 10,
    "incident.rate": 1,
    "moratorium.threshold": 2,
    "moratorium.life": 2,
    "ban.base": 0.0012,
    "ban.compliance": 0.8,
    "norms.supplier": 0.02,
    "norms.anchor": 0.05,
    "treaty.base": 0.03,
    "security.benefit": 0.13,
    "rights.disparity": 0.2,
  };
  const defaults = Object.fromEntries(
    Object.values(parameterRegistry).map((one) => [one.id, one.default]),
  );
  expect(defaults).toMatchObject(setC);
});

test("the parts of every whole sum to 1 by default", () => {
  for (const { members } of simplexes) {
    const sum = members.reduce((total, id) => total + parameterRegistry[id].default, 0);
    expect(sum).toBeCloseTo(1, 12);
  }
});

test("limits leave room for what verification needs", () => {
  const inside = (id: keyof typeof parameterRegistry, value: number): boolean =>
    value >= parameterRegistry[id].limits[0] && value <= parameterRegistry[id].limits[1];
  expect(inside("choice.none", -1e6)).toBe(true);
  expect(inside("contract.term", 1e9)).toBe(true);
  expect(inside("contract.lead", 0)).toBe(true);
  expect(inside("choice.noise", 0)).toBe(true);
  expect(inside("cost.hardware_share", 1)).toBe(true);
  expect(inside("peers.uniform", 1)).toBe(true);
});

test("supplier attributes have the limits of the world's table", () => {
  for (const { name, low, high } of SUPPLIER_COLUMNS) {
    expect(supplierRegistry[name].limits).toEqual([low, high]);
  }
  expect(SUPPLIER_COLUMNS.map(({ name }) => name).sort()).toEqual([...supplierAttributeIds].sort());
});

test("the shipped suppliers lie in the ranges worth trying", async () => {
  const world = await builtinWorld();
  if (!world.ok) throw new Error("the shipped world is broken");
  for (const id of supplierAttributeIds) {
    const [low, high] = supplierRegistry[id].range;
    for (const value of world.value.suppliers.columns[id] ?? []) {
      expect(value, id).toBeGreaterThanOrEqual(low);
      expect(value, id).toBeLessThanOrEqual(high);
    }
  }
});

test("segments are those of the parameters, in the order in which the core reads them", async () => {
  const world = await builtinWorld();
  if (!world.ok) throw new Error("the shipped world is broken");
  expect(segmentsOf(world.value)).toEqual(["public_space", "transport_hub", "residential"]);
  expect(segmentIds).toEqual(segmentsOf(world.value));
});

test("every mechanism is on by default but bounded confidence, and says what it does", () => {
  expect(mechanismIds).toHaveLength(21);
  const off = mechanismIds.filter((id) => !mechanismRegistry[id].default);
  expect(off).toEqual(["bounded_confidence"]);
  for (const id of mechanismIds) {
    expect(mechanismRegistry[id].label, id).toMatch(/\(E\d+/);
    expect(mechanismRegistry[id].off, id).not.toBe("");
  }
});

test("the shipped suppliers differ in compliance and research as the text of the model says", async () => {
  const world = await builtinWorld();
  if (!world.ok) throw new Error("the shipped world is broken");
  const { ids, columns } = world.value.suppliers;
  const told = (name: string) => Object.fromEntries(ids.map((id, j) => [id, columns[name]?.[j]]));
  expect(told("compliance")).toEqual({
    china: 0.3,
    usa: 0.6,
    "japan-korea": 0.7,
    europe: 0.9,
    israel: 0.5,
    russia: 0.2,
  });
  expect(told("research")).toEqual({
    china: 0.6,
    usa: 0.8,
    "japan-korea": 0.5,
    europe: 0.5,
    israel: 0.5,
    russia: 0.3,
  });
  expect([...(columns.knowledge ?? [])]).toEqual([0, 0, 0, 0, 0, 0]);
});
