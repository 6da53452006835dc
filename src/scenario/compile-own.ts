import type { Integers } from "../core/arrays.ts";
import type { InterventionDefinition } from "../core/definitions.ts";
import type { OwnIntervention } from "../core/intervention.ts";
import type { OwnAction } from "./actions.ts";

/** What turns ids into indices. */
interface Lookup {
  readonly suppliers: (ids: readonly string[]) => Integers;
  readonly countries: (ids: readonly string[]) => Integers;
}

/**
 * Fields of a plugin's intervention as numbers and indices.
 *
 * @throws RangeError if no plugin at hand defines the verb.
 */
export function compileOwn(
  action: OwnAction,
  definition: InterventionDefinition | undefined,
  { suppliers, countries }: Lookup,
): Pick<OwnIntervention, "kind" | "verb" | "numbers" | "indices"> {
  const { verb } = action;
  if (!definition) throw new RangeError(`no plugin defines the intervention "${verb}"`);
  const numbers: Record<string, number> = {};
  const indices: Record<string, Integers> = {};
  for (const [name, { type }] of Object.entries(definition.fields ?? {})) {
    const value = action[name];
    const ids = (Array.isArray(value) ? value : [value]).map(String);
    if (type === "number" || type === "flag") numbers[name] = Number(value);
    else indices[name] = type === "countries" ? countries(ids) : suppliers(ids);
  }
  return { kind: "own", verb, numbers, indices };
}
