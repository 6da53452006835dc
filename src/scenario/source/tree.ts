/** Where a piece of a document stands. */
export interface Place {
  /** Name of the file as the user knows it, or "--set". */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** Characters on that line, at least 1. */
  readonly length: number;
}

/** A single value of a document. */
export interface Scalar {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  readonly place: Place;
}

/** A list of a document. */
export interface List {
  readonly kind: "list";
  readonly items: readonly Tree[];
  readonly place: Place;
}

/** One key of a mapping with its value. */
export interface Entry {
  readonly key: Place;
  readonly value: Tree;
}

/** A mapping of a document, in the order written. */
export interface Mapping {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Entry>;
  readonly place: Place;
}

/**
 * A document with the place of every piece. Parents and settings are merged in this form, so that a
 * value keeps the file and line it was written in.
 */
export type Tree = Scalar | List | Mapping;

/** A path into a document: keys and 0-based positions in lists. */
export type Path = readonly (string | number)[];

/** The mapping without keys. */
export function emptyMap(file: string): Mapping {
  return { kind: "map", entries: new Map(), place: { file, line: 1, column: 1, length: 1 } };
}

/** The value of a key, if the tree is a mapping that has it. */
export function child(tree: Tree | undefined, key: string | number): Tree | undefined {
  if (tree?.kind === "map") return tree.entries.get(String(key))?.value;
  if (tree?.kind === "list") return tree.items[Number(key)];
  return undefined;
}

/** The piece at a path, if there is one. */
export function find(tree: Tree, path: Path): Tree | undefined {
  let at: Tree | undefined = tree;
  for (const key of path) at = child(at, key);
  return at;
}

/** The text, number or truth value at a path, if there is one. */
export function scalarAt(tree: Tree, path: Path): string | number | boolean | null | undefined {
  const found = find(tree, path);
  return found?.kind === "scalar" ? found.value : undefined;
}

/** Place of the value at a path, or of the deepest piece above it that exists. */
export function placeOf(tree: Tree, path: Path): Place {
  let at: Tree = tree;
  let place = tree.place;
  for (const key of path) {
    const next = child(at, key);
    if (!next) {
      // Something is missing here: point at the key that should hold it, not at its whole content.
      return place;
    }
    place = at.kind === "map" && next.kind !== "scalar" ? keyOf(at, key, next) : next.place;
    at = next;
  }
  return place;
}

/** Place of the last key of a path. */
export function keyPlace(tree: Tree, path: Path): Place {
  const above = find(tree, path.slice(0, -1));
  const key = path.at(-1);
  const entry = above?.kind === "map" ? above.entries.get(String(key)) : undefined;
  return entry?.key ?? placeOf(tree, path);
}

/** The plain value, as `JSON.parse` would give it. Keys come from `Object.keys`, never a prototype. */
export function plain(tree: Tree): unknown {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map(plain);
  const object: Record<string, unknown> = {};
  for (const [key, { value }] of tree.entries) object[key] = plain(value);
  return object;
}

function keyOf(map: Mapping, key: string | number, next: Tree): Place {
  return map.entries.get(String(key))?.key ?? next.place;
}
