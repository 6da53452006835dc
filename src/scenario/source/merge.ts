import type { Problem } from "../problem.ts";
import { quote } from "./limits.ts";
import { problem } from "./problems.ts";
import { child, type Entry, type List, type Mapping, scalarAt, type Tree } from "./tree.ts";

/** Keys that belong to one document and are never taken over from a parent. */
const OWN_KEYS: readonly string[] = [
  "schema",
  "id",
  "title",
  "summary",
  "sources",
  "extends",
  "expect",
  "teach",
];

/** Sections that may be left empty, as when all their lines are commented out. */
const SECTIONS: readonly string[] = [
  "time",
  "runs",
  "branch",
  "parameters",
  "mechanisms",
  "suppliers",
  "countries",
  "interventions",
  "levers",
  "uncertainty",
  "design",
  "outcomes",
  "expect",
  "teach",
];

/**
 * Puts a document over its parent: mappings merge key by key, `interventions` by id, other lists and
 * single values are replaced. `{ value, was, … }` and the entries of `levers` and `uncertainty` are single values, and
 * an empty section counts as not written. Neither tree is changed. `remove: true` takes the place of the intervention it takes out,
 * so that it does not matter which of three documents are merged first; readers skip it (`isRemoval`).
 */
export function merge(parent: Mapping, document: Mapping): Mapping {
  const entries = new Map<string, Entry>();
  for (const [key, entry] of parent.entries) {
    if (!OWN_KEYS.includes(key)) entries.set(key, entry);
  }
  for (const [key, entry] of document.entries) {
    const above = entries.get(key);
    if (SECTIONS.includes(key) && isEmpty(entry.value)) continue;
    const value =
      above === undefined
        ? entry.value
        : key === "interventions"
          ? mergeById(above.value, entry.value)
          : key === "levers" || key === "uncertainty" || key === "branch"
            ? mergeEntries(above.value, entry.value)
            : mergeValues(above.value, entry.value);
    entries.set(key, { key: entry.key, value });
  }
  return { kind: "map", entries, place: document.place };
}

/** Problems of `remove: true` where the parent has no intervention of the id. */
export function unmatchedRemovals(parent: Mapping | null, document: Mapping): Problem[] {
  const known = new Set(
    listed(parent && child(parent, "interventions"))
      .filter((item) => !isRemoval(item))
      .map(idOf),
  );
  return listed(child(document, "interventions")).flatMap((item, k) => {
    const id = idOf(item);
    if (!isRemoval(item) || id === null || known.has(id)) return [];
    const message = parent
      ? `there is no intervention ${quote(id)} to remove`
      : `there is no intervention ${quote(id)} to remove: the scenario extends none`;
    const place = child(item, "remove")?.place ?? item.place;
    return [problem("E212", message, ["interventions", k, "remove"], place)];
  });
}

function mergeValues(above: Tree, below: Tree): Tree {
  if (above.kind !== "map" || below.kind !== "map") return below;
  if (isCell(above) || isCell(below)) return below;
  const entries = new Map(above.entries);
  for (const [key, entry] of below.entries) {
    const before = entries.get(key);
    if (before?.value.kind === "map" && isEmpty(entry.value)) continue;
    entries.set(key, {
      key: entry.key,
      value: before ? mergeValues(before.value, entry.value) : entry.value,
    });
  }
  return { kind: "map", entries, place: below.place };
}

/** Entries of two mappings, the lower ones in place of upper ones of the same name. */
function mergeEntries(above: Tree, below: Tree): Tree {
  if (above.kind !== "map" || below.kind !== "map") return below;
  return { ...below, entries: new Map([...above.entries, ...below.entries]) };
}

/** Parent's interventions in their order, replaced by the document's, then the new ones. */
function mergeById(above: Tree, below: Tree): Tree {
  if (above.kind !== "list" || below.kind !== "list") return below;
  const own = new Map<string, Tree>();
  for (const item of below.items) {
    const id = idOf(item);
    if (id !== null && !own.has(id)) own.set(id, item);
  }
  const kept: Tree[] = [];
  const used = new Set<Tree>();
  for (const item of above.items) {
    const id = idOf(item);
    const replacement = id === null ? undefined : own.get(id);
    if (replacement) used.add(replacement);
    kept.push(replacement ?? item);
  }
  const added = below.items.filter((item) => !used.has(item));
  return { kind: "list", items: [...kept, ...added], place: below.place } satisfies List;
}

function listed(tree: Tree | null | undefined): readonly Tree[] {
  return tree?.kind === "list" ? tree.items : [];
}

function idOf(item: Tree): string | null {
  const id = scalarAt(item, ["id"]);
  return typeof id === "string" ? id : null;
}

/** Whether an entry of `interventions` only takes out one of the parent. */
export function isRemoval(item: Tree): boolean {
  return scalarAt(item, ["remove"]) === true;
}

/** Whether a mapping is a value with its reason: `{ value, was, because, source }`. */
export function isCell(tree: Tree): boolean {
  return tree.kind === "map" && tree.entries.has("value");
}

function isEmpty(tree: Tree): boolean {
  return tree.kind === "scalar" && tree.value === null;
}
