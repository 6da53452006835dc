import type { InterventionDefinition } from "../../core/definitions.ts";
import { FLOOR_FIELDS, tierOf } from "../actions.ts";
import { enumerate } from "../names.ts";
import type { Problem } from "../problem.ts";
import { problem } from "../source/problems.ts";
import { child, find, keyPlace, type Mapping, type Path, type Tree } from "../source/tree.ts";
import type { Known } from "./known.ts";
import { checkCountry, checkSupplier } from "./names.ts";

/** Where verbs name suppliers and countries: a single one or a list. */
const SUPPLIERS: readonly Path[] = [
  ["supplier"],
  ["suppliers"],
  ["audit", "suppliers"],
  ["target"],
  ["ally"],
];
const COUNTRIES: readonly Path[] = [["founders"], ["core", "members"]];

/**
 * Checks what an intervention does beyond its form: that it is one thing, and the suppliers, countries
 * and tiers it names.
 *
 * @param name the intervention as messages call it
 */
export function checkAction(
  action: Tree | undefined,
  path: Path,
  name: string,
  known: Known,
): Problem[] {
  if (action?.kind !== "map") return [];
  const { verbNames } = known.vocabulary;
  const used = [...action.entries.keys()].filter((key) => verbNames.some((verb) => verb === key));
  const fields = used.flatMap((verb) =>
    checkFields(verb, child(action, verb), [...path, verb], known),
  );
  // An unknown verb has been reported as such; that it is then the only one is no second mistake.
  if (used.length === 1 || (used.length === 0 && action.entries.size > 0)) return fields;
  const message =
    used.length === 0
      ? `${name} does nothing`
      : `${name} has ${used.length} verbs, ${enumerate(used, "and")}`;
  const hint = used.length === 0 ? `one of ${enumerate(verbNames)}` : "write one intervention each";
  const place = used.length === 0 ? action.place : keyPlace(action, [used[1] ?? ""]);
  return [...fields, problem("E213", message, path, place, { hint })];
}

function checkFields(name: string, verb: Tree | undefined, path: Path, known: Known): Problem[] {
  if (verb?.kind !== "map") return [];
  const own = known.vocabulary.ownVerbs.get(name);
  if (own) return checkOwnFields(own, verb, path, known);
  return [
    ...named(verb, SUPPLIERS).flatMap(([tree, at]) => checkSupplier(tree, [...path, ...at], known)),
    ...named(verb, COUNTRIES).flatMap(([tree, at]) => checkCountry(tree, [...path, ...at], known)),
    ...FLOOR_FIELDS.flatMap((field) => checkTier(child(verb, field), [...path, field])),
    ...checkForce(verb, path, known),
  ];
}

/** The suppliers and countries that the fields of a plugin's verb name. */
function checkOwnFields(
  { fields = {} }: InterventionDefinition,
  verb: Mapping,
  path: Path,
  known: Known,
): Problem[] {
  return Object.entries(fields).flatMap(([field, { type }]) => {
    if (type === "number" || type === "flag") return [];
    const check = type === "countries" ? checkCountry : checkSupplier;
    return named(verb, [[field]]).flatMap(([tree, at]) => check(tree, [...path, ...at], known));
  });
}

/** The names at some paths, the items of lists one by one. */
function named(verb: Mapping, paths: readonly Path[]): (readonly [Tree, Path])[] {
  return paths.flatMap((path): (readonly [Tree, Path])[] => {
    const found = find(verb, path);
    if (!found) return [];
    if (found.kind !== "list") return [[found, path]];
    return found.items.map((item, k) => [item, [...path, k]]);
  });
}

function checkTier(floor: Tree | undefined, path: Path): Problem[] {
  if (floor?.kind !== "scalar" || typeof floor.value !== "number") return [];
  // What is no share at all has been reported as such.
  if (floor.value < 0 || floor.value > 1 || tierOf(floor.value) !== null) return [];
  const message = `${floor.value} is not a tier of safeguards`;
  const hint = "write 0, 0.33, 0.67 or 1";
  return [problem("E214", message, path, floor.place, { hint })];
}

/** A treaty that asks for more members than there are can never come into force. */
function checkForce(verb: Mapping, path: Path, { countries }: Known): Problem[] {
  const core = find(verb, ["core", "members"]);
  const members = core?.kind === "list" ? core.items.length : null;
  return [
    ...tooMany(find(verb, ["min_members"]), countries?.size ?? null, [...path, "min_members"]),
    ...tooMany(find(verb, ["core", "at_least"]), members, [...path, "core", "at_least"]),
  ];
}

function tooMany(needed: Tree | undefined, there: number | null, path: Path): Problem[] {
  if (there === null || needed?.kind !== "scalar" || typeof needed.value !== "number") return [];
  if (needed.value <= there) return [];
  const message = `the treaty needs ${needed.value} countries of ${there} and never comes into force`;
  return [problem("E215", message, path, needed.place, { hint: `at most ${there}` })];
}
