import { constantPath } from "../../scenario/ensemble.ts";
import { isParameterId, parameterRegistry } from "../../scenario/registry/parameters.ts";
import { supplierAttributeIds, supplierRegistry } from "../../scenario/registry/suppliers.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { atPoint, centralValue, edgesOf, valuesOf } from "../../scenario/uncertainty.ts";
import type { World } from "../../scenario/world/world.ts";

/** Something with a number that a scenario can set. */
export interface Lever {
  /** Id of a parameter, `suppliers.china.price`, or the name of a quantity that the scenario varies. */
  readonly id: string;
  readonly unit: string;
  /** Where it stands. */
  readonly base: number;
  /** Values worth trying, the base among them. */
  readonly low: number;
  readonly high: number;
}

/** The lever of a scenario by its name, or null if there is none of it whose values are continuous. */
export function leverOf(scenario: Scenario, world: World, id: string): Lever | null {
  if (isParameterId(id)) {
    const { unit, range } = parameterRegistry[id];
    return around({ id, unit, base: scenario.parameters[id], low: range[0], high: range[1] });
  }
  const [section, supplier = "", name, ...rest] = id.split(".");
  const attribute = supplierAttributeIds.find((one) => one === name);
  if (section === "suppliers" && attribute !== undefined && rest.length === 0) {
    const own = scenario.suppliers[supplier]?.attributes[attribute];
    const place = world.suppliers.ids.indexOf(supplier);
    const base = own ?? world.suppliers.columns[attribute]?.[place];
    if (base === undefined) return null;
    const { unit, range } = supplierRegistry[attribute];
    return around({ id, unit, base, low: range[0], high: range[1] });
  }
  const varied = scenario.uncertainty.find((one) => one.name === id);
  if (varied?.target.kind !== "interventions") return null;
  const { distribution } = varied;
  if (distribution.kind !== "grid" && valuesOf(distribution) !== null) return null;
  const [low, high] = edgesOf(distribution);
  // A single run takes the middle.
  return around({ id, unit: "", base: centralValue(distribution), low, high });
}

function around(lever: Lever): Lever {
  const { base, low, high } = lever;
  return { ...lever, low: Math.min(low, base), high: Math.max(high, base) };
}

/**
 * The scenario with a lever at a value, in every parameter set. A quantity that the scenario varies is
 * then settled and varies no more.
 *
 * @throws RangeError for a lever that it does not have
 */
export function atLever(scenario: Scenario, { id }: Lever, value: number): Scenario {
  const varied = scenario.uncertainty.find(({ name }) => name === id);
  const uncertainty = scenario.uncertainty.filter(({ name }) => name !== id);
  if (varied?.target.kind === "interventions") {
    return { ...atPoint(scenario, { [id]: value }), uncertainty };
  }
  const pinned = [...new Set([...scenario.parameterSets.pinned, id])].sort();
  const parameterSets = { ...scenario.parameterSets, pinned };
  if (isParameterId(id)) {
    const parameters = { ...scenario.parameters, [id]: value };
    return { ...scenario, uncertainty, parameters, parameterSets };
  }
  const [section, supplier = "", attribute = ""] = id.split(".");
  if (section !== "suppliers") throw new RangeError(`the scenario has no lever "${id}"`);
  const before = scenario.suppliers[supplier];
  const attributes = { ...before?.attributes, [attribute]: value };
  const suppliers = { ...scenario.suppliers, [supplier]: { ...before, attributes } };
  const isConstant = constantPath(supplier) === id;
  return {
    ...scenario,
    uncertainty,
    suppliers,
    parameterSets: isConstant ? parameterSets : scenario.parameterSets,
  };
}
