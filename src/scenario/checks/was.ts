import type { Problem } from "../problem.ts";
import { mechanismRegistry } from "../registry/mechanisms.ts";
import { isCell } from "../source/merge.ts";
import { problem } from "../source/problems.ts";
import type { Level } from "../source/read-chain.ts";
import { find, keyPlace, type Mapping, type Path, scalarAt, type Tree } from "../source/tree.ts";
import { inCell } from "../values.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { World } from "../world/world.ts";
import { worldValue } from "../world-value.ts";

/** Warns where a document remembers another value than the one it replaces (W301). */
export function checkWas(
  { own, parent, reference }: Level,
  world: World | null,
  vocabulary: Vocabulary,
): Problem[] {
  // What a missing parent holds cannot be told.
  if (reference !== null && parent === null) return [];
  const from = reference ?? "the registry";
  return cellsOf(own).flatMap(({ path, cell }) => {
    const was = scalarAt(cell, ["was"]);
    const now = parentValue(parent, path, world, vocabulary);
    if (now === null || was === undefined || was === null || same(was, now)) return [];
    const value = scalarAt(cell, ["value"]);
    return [
      problem(
        "W301",
        `you wrote \`was: ${was}\`, but ${from} has ${now}`,
        [...path, "was"],
        keyPlace(cell, ["was"]),
        {
          note: `${from} moved since you wrote this; check that ${value} is still what you mean`,
        },
      ),
    ];
  });
}

function cellsOf(own: Mapping): { path: Path; cell: Tree }[] {
  const one = ["parameters", "mechanisms"].flatMap((section) => childrenOf(own, [section]));
  const two = ["suppliers", "countries"].flatMap((section) =>
    childrenOf(own, [section]).flatMap(({ path }) => childrenOf(own, path)),
  );
  return [...one, ...two].filter(({ cell }) => isCell(cell));
}

function childrenOf(tree: Mapping, above: Path): { path: Path; cell: Tree }[] {
  const found = find(tree, above);
  if (found?.kind !== "map") return [];
  return [...found.entries].map(([key, { value }]) => ({ path: [...above, key], cell: value }));
}

/** The value that stood at a path before a document replaced it; null if it cannot be told. */
function parentValue(
  parent: Mapping | null,
  path: Path,
  world: World | null,
  { parameters }: Vocabulary,
): number | boolean | null {
  const above = parent ? inCell(find(parent, path)) : undefined;
  if (above?.kind === "scalar") {
    return typeof above.value === "number" || typeof above.value === "boolean" ? above.value : null;
  }
  const [section, id, name] = path.map(String);
  if (section === "parameters" && id !== undefined && Object.hasOwn(parameters, id)) {
    return parameters[id]?.default ?? null;
  }
  if (section === "mechanisms") {
    const known = Object.values(mechanismRegistry).find((one) => one.id === id);
    return known ? known.default : null;
  }
  return world ? worldValue(world, section ?? "", id ?? "", name ?? "") : null;
}

function same(a: number | boolean | string, b: number | boolean): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}
