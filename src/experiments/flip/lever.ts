import { constantPath } from "../../scenario/ensemble.ts";
import { mechanismIds } from "../../scenario/registry/mechanisms.ts";
import { isParameterId, parameterRegistry } from "../../scenario/registry/parameters.ts";
import { supplierAttributeIds, supplierRegistry } from "../../scenario/registry/suppliers.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { atPoint, centralValue, edgesOf, valuesOf } from "../../scenario/uncertainty.ts";
import type { World } from "../../scenario/world/world.ts";

/** Something with a number that a scenario can set. */
export interface Lever {
  /**
   * Id of a parameter, `suppliers.china.price`, `mechanisms.peers`, `countries.KEN.democracy`, or the name of a quantity
   * that the scenario varies.
   */
  readonly id: string;
  readonly unit: string;
  /** Where it stands. */
  readonly base: number;
  /** Values worth trying, the base among them. */
  readonly low: number;
  readonly high: number;
  /** Only whole numbers make sense: counts, years, switches (0 off, 1 on). */
  readonly whole: boolean;
}

/** The lever of a scenario by its name, or null if it has none of this name whose values have an order. */
export function leverOf(scenario: Scenario, world: World, id: string): Lever | null {
  if (isParameterId(id)) {
    const { unit, range } = parameterRegistry[id];
    const base = scenario.parameters[id];
    return around({ id, unit, base, low: range[0], high: range[1], whole: false });
  }
  const [section, supplier = "", name, ...rest] = id.split(".");
  const mechanism = mechanismIds.find((one) => id === `mechanisms.${one}`);
  if (mechanism !== undefined) {
    const base = scenario.mechanisms[mechanism] ? 1 : 0;
    return { id, unit: "", base, low: 0, high: 1, whole: true };
  }
  if (section === "countries" && rest.length === 0) {
    return countryLever(scenario, world, { id, country: supplier, name: name ?? "" });
  }
  const attribute = supplierAttributeIds.find((one) => one === name);
  if (section === "suppliers" && attribute !== undefined && rest.length === 0) {
    const own = scenario.suppliers[supplier]?.attributes[attribute];
    const place = world.suppliers.ids.indexOf(supplier);
    const base = own ?? world.suppliers.columns[attribute]?.[place];
    if (base === undefined) return null;
    const { unit, range } = supplierRegistry[attribute];
    return around({ id, unit, base, low: range[0], high: range[1], whole: false });
  }
  const varied = scenario.uncertainty.find((one) => one.name === id);
  if (varied?.target.kind !== "interventions") return null;
  const { distribution } = varied;
  const whole = distribution.kind === "integer";
  if (!whole && distribution.kind !== "grid" && valuesOf(distribution) !== null) return null;
  const [low, high] = edgesOf(distribution);
  // A single run takes the middle.
  const middle = centralValue(distribution);
  return around({ id, unit: "", base: whole ? Math.round(middle) : middle, low, high, whole });
}

/**
 * A value of a country, within what countries have. A covariate, which changes by year, is held at one value in all of
 * them, also where the lever stands: at that of its last year.
 */
function countryLever(
  { countries }: Scenario,
  world: World,
  { id, country, name }: { readonly id: string; readonly country: string; readonly name: string },
): Lever | null {
  const { ids } = world.countries;
  const place = ids.indexOf(country);
  const tables: readonly Readonly<Record<string, ArrayLike<number>>>[] = [
    world.countries.columns,
    world.covariates.values,
  ];
  const column = tables.find((table) => Object.hasOwn(table, name))?.[name];
  if (place < 0 || column === undefined) return null;
  const known = Array.from(column).filter(Number.isFinite);
  const last = column[column.length - ids.length + place];
  const base = countries[country]?.[name] ?? last;
  if (base === undefined || !Number.isFinite(base) || known.length === 0) return null;
  const [low, high] = [
    known.reduce((a, b) => Math.min(a, b)),
    known.reduce((a, b) => Math.max(a, b)),
  ];
  return low === high ? null : around({ id, unit: "", base, low, high, whole: false });
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
  if (section === "mechanisms") {
    return {
      ...scenario,
      uncertainty,
      mechanisms: { ...scenario.mechanisms, [supplier]: value !== 0 },
    };
  }
  if (section === "countries") {
    const cells = { ...scenario.countries[supplier], [attribute]: value };
    return { ...scenario, uncertainty, countries: { ...scenario.countries, [supplier]: cells } };
  }
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
