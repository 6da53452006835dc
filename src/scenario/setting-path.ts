import { isParameterId } from "./registry/parameters.ts";
import type { Path } from "./source/tree.ts";

/** Name of the file that settings count as, in problems. Setting k is its line k + 1. */
export const SETTINGS_FILE = "--set";

/** How many keys lead to a single value, by section of a scenario. */
export const settingDepth: Readonly<Record<string, number>> = {
  parameters: 2,
  mechanisms: 2,
  suppliers: 3,
  countries: 3,
  runs: 2,
  parameter_sets: 2,
  branch: 2,
  time: 2,
  world: 1,
};

/**
 * Where a dotted key leads in a scenario: `choice.price` to a parameter, else section and keys, as
 * `suppliers.china.price`. Whether the value exists is for others to check.
 *
 * @returns null where no single value can stand.
 */
export function settingPath(key: string): Path | null {
  if (isParameterId(key)) return ["parameters", key];
  const [section = "", ...rest] = key.split(".");
  if (section === "parameters" && rest.length > 0) return [section, rest.join(".")];
  const depth = Object.hasOwn(settingDepth, section) ? settingDepth[section] : undefined;
  return depth === rest.length + 1 && !rest.includes("") ? [section, ...rest] : null;
}
