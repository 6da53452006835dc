import type { Problem } from "../problem.ts";
import { quote } from "../source/limits.ts";
import { merge } from "../source/merge.ts";
import { hasErrors, problem } from "../source/problems.ts";
import { child, type Entry, find, type Mapping, type Path } from "../source/tree.ts";

/** Keys that belong to the scenario itself; what to try keeps them. */
const KEPT: readonly string[] = [
  "schema",
  "id",
  "title",
  "world",
  "extends",
  "branch",
  "expect",
  "teach",
];

/**
 * Checks the scenarios to try: each is put over the scenario it stands in and then checked as that is.
 *
 * @param check gives the problems of a whole document
 */
export function checkAttempts(tree: Mapping, check: (whole: Mapping) => Problem[]): Problem[] {
  const attempts = find(tree, ["teach", "things_to_try"]);
  if (attempts?.kind !== "list") return [];
  let own: ReadonlySet<string> | null = null;
  return attempts.items.flatMap((item, k) => {
    const partial = child(item, "scenario");
    if (partial?.kind !== "map") return [];
    const path: Path = ["teach", "things_to_try", k, "scenario"];
    const kept = [...partial.entries]
      .filter(([key]) => KEPT.includes(key))
      .map(([key, { key: place }]) =>
        problem("E101", `${quote(key)} cannot be changed in what to try`, [...path, key], place, {
          hint: "write what differs: parameters, interventions, …",
        }),
      );
    if (hasErrors(kept)) return kept;
    own ??= new Set(check(without(tree, "teach")).map(place));
    return check(over(tree, partial))
      .filter((one) => own?.has(place(one)) === false)
      .map((one) => ({ ...one, path: [...path, ...one.path] }));
  });
}

function place({ code, file, line, column, message }: Problem): string {
  return [code, file, line, column, message].join("\n");
}

/** A scenario with what differs put over it, still under its own name. */
function over(tree: Mapping, partial: Mapping): Mapping {
  const merged = merge(tree, partial);
  const entries = new Map<string, Entry>(merged.entries);
  for (const key of ["schema", "id", "title"]) {
    const entry = tree.entries.get(key);
    if (entry) entries.set(key, entry);
  }
  return { ...merged, entries };
}

function without(tree: Mapping, key: string): Mapping {
  return { ...tree, entries: new Map([...tree.entries].filter(([one]) => one !== key)) };
}
