import type { Scenario, SupplierOverride } from "./scenario.ts";
import type { Column, SupplierTable, World } from "./world/world.ts";

/** Suppliers of a world with overrides: points of a sweep that vary something else ask for the same again. */
const known = new WeakMap<SupplierTable, readonly [Scenario["suppliers"], SupplierTable]>();

/**
 * The world with a scenario's own country values and suppliers put in; the same object where the
 * scenario changes neither. A covariate is held at the given value in every year.
 */
export function overrideWorld(world: World, scenario: Scenario): World {
  const countries = Object.entries(scenario.countries);
  const suppliers = Object.entries(scenario.suppliers);
  if (countries.length === 0 && suppliers.length === 0) return world;
  return {
    ...overrideCountries(world, countries),
    suppliers: knownSuppliers(world.suppliers, scenario.suppliers),
  };
}

function overrideCountries(
  world: World,
  overrides: readonly (readonly [string, Readonly<Record<string, number>>])[],
): World {
  if (overrides.length === 0) return world;
  const n = world.countries.ids.length;
  const index = new Map(world.countries.ids.map((id, i) => [id, i]));
  const columns: Record<string, Column> = { ...world.countries.columns };
  const values: Record<string, Column> = { ...world.covariates.values };
  for (const [id, cells] of overrides) {
    const i = index.get(id);
    if (i === undefined) throw new RangeError(`unknown country "${id}" in countries`);
    for (const [name, value] of Object.entries(cells)) {
      const column = columns[name];
      const covariate = values[name];
      if (column) {
        columns[name] = column.with(i, value);
      } else if (covariate) {
        const held = covariate.slice();
        for (let at = i; at < held.length; at += n) held[at] = value;
        values[name] = held;
      } else {
        throw new RangeError(`unknown column "${name}" in countries.${id}`);
      }
    }
  }
  return {
    ...world,
    countries: {
      ...world.countries,
      columns: columns as World["countries"]["columns"],
    },
    covariates: { ...world.covariates, values: values as World["covariates"]["values"] },
  };
}

function knownSuppliers(table: SupplierTable, overrides: Scenario["suppliers"]): SupplierTable {
  const before = known.get(table);
  if (before !== undefined && before[0] === overrides) return before[1];
  const made = overrideSuppliers(table, Object.entries(overrides));
  known.set(table, [overrides, made]);
  return made;
}

function overrideSuppliers(
  table: SupplierTable,
  overrides: readonly (readonly [string, SupplierOverride])[],
): SupplierTable {
  const ids = [...new Set([...table.ids, ...overrides.map(([id]) => id)])].sort();
  const byId = new Map(overrides);
  const old = new Map(table.ids.map((id, j) => [id, j]));
  const columns: Record<string, Column> = {};
  for (const [name, column] of Object.entries(table.columns)) {
    columns[name] = Float64Array.from(ids, (id) => {
      const attributes = byId.get(id)?.attributes as Record<string, number | undefined> | undefined;
      const before = old.get(id);
      return attributes?.[name] ?? (before === undefined ? 0 : (column[before] ?? 0));
    });
  }
  const kept = <T>(values: readonly T[], id: string, otherwise: T): T =>
    values[old.get(id) ?? -1] ?? otherwise;
  return {
    ids,
    names: ids.map((id) => byId.get(id)?.name ?? kept(table.names, id, id)),
    homes: ids.map((id) => byId.get(id)?.homes ?? kept(table.homes, id, [])),
    rivals: ids.map((id) => byId.get(id)?.rivals ?? kept(table.rivals, id, [])),
    columns,
  };
}
