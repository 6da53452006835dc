import type { Covariate, World } from "./world/world.ts";

/**
 * The value that a world has for `suppliers.<id>.<name>` or `countries.<id>.<name>`. Variables that
 * change by year have none, and neither has what is unknown: null.
 */
export function worldValue(world: World, section: string, id: string, name: string): number | null {
  if (section === "suppliers") {
    const columns = world.suppliers.columns;
    return cell(world.suppliers.ids, id, Object.hasOwn(columns, name) ? columns[name] : undefined);
  }
  if (section !== "countries" || isCovariate(world, name)) return null;
  const columns: Readonly<Record<string, ArrayLike<number>>> = world.countries.columns;
  return cell(world.countries.ids, id, Object.hasOwn(columns, name) ? columns[name] : undefined);
}

function cell(
  ids: readonly string[],
  id: string,
  column: ArrayLike<number> | undefined,
): number | null {
  const value = column?.[ids.indexOf(id)];
  return value === undefined || Number.isNaN(value) ? null : value;
}

function isCovariate(world: World, name: string): name is Covariate {
  return Object.hasOwn(world.covariates.values, name);
}
