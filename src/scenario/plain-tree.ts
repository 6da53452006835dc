import type { Mapping, Place, Tree } from "./source/tree.ts";

/** Every piece of a document that was no text stands here. */
const NOWHERE: Place = { file: "document", line: 1, column: 1, length: 1 };

/**
 * A document of plain values (what `JSON.parse` gives) as a tree, so that it can be merged and built
 * like one that was read from text. Values that JSON does not have count as null.
 */
export function plainTree(value: unknown): Tree {
  if (Array.isArray(value)) return { kind: "list", items: value.map(plainTree), place: NOWHERE };
  if (typeof value === "object" && value !== null) return plainMapping(value);
  const single =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return { kind: "scalar", value: single ? value : null, place: NOWHERE };
}

/** A plain object as a mapping, keys in their order. */
export function plainMapping(object: object): Mapping {
  const entries = new Map(
    Object.entries(object).map(([key, value]) => [key, { key: NOWHERE, value: plainTree(value) }]),
  );
  return { kind: "map", entries, place: NOWHERE };
}
