import { constantOf, constantPath, type ParameterEnsemble, SINGLE } from "./ensemble.ts";
import type { Checked, Problem } from "./problem.ts";
import { isParameterId } from "./registry/parameters.ts";
import { SETTINGS_FILE } from "./setting-path.ts";
import { problem } from "./source/problems.ts";
import type { Level } from "./source/read-chain.ts";
import { child, find, type Mapping, type Path, placeOf, scalarAt } from "./source/tree.ts";

/** Which parameter sets a scenario's runs are spread over. */
export interface ParameterSets {
  /** Name or path of an ensemble, or "single": the one set that the scenario writes. */
  readonly from: string;
  /** Only this set of it, counted from 0; null: all. */
  readonly only: number | null;
  /** Paths that every set leaves at the scenario's value. */
  readonly pinned: readonly string[];
}

/** Reads an ensemble by its name, as written in a file. */
export type ReadEnsemble = (name: string, from: string) => Promise<Checked<ParameterEnsemble>>;

const FROM: Path = ["parameter_sets", "from"];

/** What a document says of parameter sets. Values that a scenario writes itself are added by `pinnedOf`. */
export function parameterSetsOf(tree: Mapping): ParameterSets {
  const from = scalarAt(tree, FROM);
  const only = scalarAt(tree, ["parameter_sets", "only"]);
  const pinned = find(tree, ["parameter_sets", "pinned"]);
  return {
    from: typeof from === "string" ? from : SINGLE,
    only: typeof only === "number" ? only : null,
    pinned:
      pinned?.kind === "list"
        ? pinned.items.map((item) => (item.kind === "scalar" ? String(item.value) : ""))
        : [],
  };
}

/**
 * Paths that stand on top of every set: what documents that extend the one which chose the sets write, what
 * settings write, and what a sweep varies.
 */
export function pinnedOf(tree: Mapping, levels: readonly Level[]): readonly string[] {
  if (parameterSetsOf(tree).from === SINGLE) return [];
  const chosenIn = find(tree, FROM)?.place.file;
  const at = levels.findLastIndex(({ source }) => source.file === chosenIn);
  const later = new Set(levels.slice(at + 1).map(({ source }) => source.file));
  // Sets that were chosen by a setting are chosen last.
  if (chosenIn === SETTINGS_FILE) later.clear();
  later.add(SETTINGS_FILE);
  const pinned = new Set(parameterSetsOf(tree).pinned);
  const parameters = child(tree, "parameters");
  for (const [id, { key }] of parameters?.kind === "map" ? parameters.entries : []) {
    if (later.has(key.file)) pinned.add(id);
  }
  const suppliers = child(tree, "suppliers");
  for (const [id, { value }] of suppliers?.kind === "map" ? suppliers.entries : []) {
    const constant = value.kind === "map" ? value.entries.get("constant") : undefined;
    if (constant && later.has(constant.key.file)) pinned.add(constantPath(id));
  }
  const uncertain = child(tree, "uncertainty");
  for (const id of uncertain?.kind === "map" ? uncertain.entries.keys() : []) {
    if (isParameterId(id) || constantOf(id) !== null) pinned.add(id);
  }
  return [...pinned].sort();
}

/** Reads the ensemble that a document asks for, with its problems where the name stands. */
export async function readParameterSets(
  tree: Mapping,
  read: ReadEnsemble | undefined,
): Promise<{ readonly ensemble: ParameterEnsemble | null; readonly problems: readonly Problem[] }> {
  const { from, only } = parameterSetsOf(tree);
  if (read === undefined || from === SINGLE) return { ensemble: null, problems: [] };
  const place = placeOf(tree, FROM);
  const found = await read(from, place.file);
  if (!found.ok) {
    const problems = found.problems.map(({ message }) => problem("E290", message, FROM, place));
    return { ensemble: null, problems };
  }
  const count = found.value.sets.length;
  if (only === null || only < count) return { ensemble: found.value, problems: [] };
  const path: Path = ["parameter_sets", "only"];
  const message = `there is no set ${only}: "${from}" has ${count}, counted from 0`;
  return { ensemble: null, problems: [problem("E290", message, path, placeOf(tree, path))] };
}
