import type { Scenario } from "./scenario.ts";

/**
 * Whether two scenarios on the same world have the same frame: parameters, mechanisms, interventions and
 * the attributes of known suppliers may differ, for they stand in the settings.
 */
export function sameFrame(a: Scenario, b: Scenario): boolean {
  return frameOf(a) === frameOf(b);
}

function frameOf({ time, countries, suppliers }: Scenario): string {
  const blocs = Object.entries(suppliers)
    .map(([id, { name, homes, rivals }]) => [id, name, homes, rivals])
    .filter(([, ...rest]) => rest.some((value) => value !== undefined));
  // A supplier of attributes alone is one that the world has: a new one needs homes.
  return JSON.stringify([time, countries, blocs]);
}
