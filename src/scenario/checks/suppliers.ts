import { enumerate, nearest } from "../names.ts";
import type { Problem } from "../problem.ts";
import { supplierAttributeIds } from "../registry/suppliers.ts";
import { quote } from "../source/limits.ts";
import { problem } from "../source/problems.ts";
import { find, keyPlace, type Mapping, type Path, type Tree } from "../source/tree.ts";
import { MOST_SUPPLIERS } from "../world/tables.ts";
import type { Known } from "./known.ts";
import { checkCountry, checkSupplier } from "./names.ts";

/** What a new supplier must state. */
const NEEDED: readonly string[] = ["name", "homes", ...supplierAttributeIds];

/** Checks changed and new suppliers beyond their form. */
export function checkSuppliers(tree: Mapping, known: Known): Problem[] {
  const section = find(tree, ["suppliers"]);
  if (section?.kind !== "map") return [];
  const problems = [...section.entries].flatMap(([id, { key, value }]) => {
    if (value.kind !== "map") return [];
    const path = ["suppliers", id];
    return [
      ...checkNew(id, value, path, known, key),
      ...listAt(value, "homes").flatMap((home, k) =>
        checkCountry(home, [...path, "homes", k], known),
      ),
      ...listAt(value, "rivals").flatMap((rival, k) =>
        checkRival(id, rival, [...path, "rivals", k], known),
      ),
    ];
  });
  const count = known.suppliers?.length ?? 0;
  if (count > MOST_SUPPLIERS) {
    const message = `with the new ones there are ${count} suppliers, more than ${MOST_SUPPLIERS}`;
    problems.push(problem("E242", message, ["suppliers"], keyPlace(tree, ["suppliers"])));
  }
  return problems;
}

function checkNew(
  id: string,
  value: Mapping,
  path: Path,
  { worldSuppliers }: Known,
  place: Mapping["place"],
): Problem[] {
  if (!worldSuppliers || worldSuppliers.includes(id)) return [];
  const missing = NEEDED.filter((name) => !value.entries.has(name));
  if (missing.length === 0) return [];
  const near = nearest(id, worldSuppliers);
  return [
    problem(
      "E240",
      `${quote(id)} is no supplier of the world, and not complete as a new one`,
      path,
      place,
      {
        hint:
          near === null
            ? `the world has ${enumerate(worldSuppliers, "and")}; a scenario for a world of your own extends none that sets other suppliers`
            : `did you mean "${near}"?`,
        note: `a new supplier also needs ${enumerate(missing, "and")}`,
      },
    ),
  ];
}

function checkRival(id: string, rival: Tree, path: Path, known: Known): Problem[] {
  if (rival.kind === "scalar" && rival.value === id) {
    return [problem("E241", `supplier ${quote(id)} is its own rival`, path, rival.place)];
  }
  return checkSupplier(rival, path, known);
}

function listAt(tree: Mapping, key: string): readonly Tree[] {
  const found = find(tree, [key]);
  return found?.kind === "list" ? found.items : [];
}
