import type { Place } from "./place.ts";

/** A word that may stand at a place. */
export interface Completion {
  readonly word: string;
  /** What it means; "" where nothing is known. */
  readonly note: string;
}

/** A JSON Schema, as far as words are read out of it. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema | readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: string | readonly string[];
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** Names that the format leaves open and the world, the model and the page know. */
export interface Names {
  readonly suppliers: readonly Completion[];
  readonly countries: readonly Completion[];
  readonly outcomes: readonly Completion[];
  readonly scenarios: readonly Completion[];
}

/** Most words that are offered. */
const MOST = 8;

/** The words that may go on from what is written, those that begin with it first. */
export function completionsAt(place: Place, schema: Schema, names: Names): readonly Completion[] {
  const { path, kind, word } = place;
  const last = path.at(-1) ?? "";
  const key = last === "0" ? (path.at(-2) ?? "") : last;
  const found = nodesAt(schema, path);
  const all =
    kind === "key"
      ? [...keysOf(found, schema), ...openKeys(path, names)]
      : [...valuesOf(found, schema), ...openValues(key, names)];
  const unique = [...new Map(all.map((one) => [one.word, one])).values()];
  const sought = word.toLowerCase();
  const starts = unique.filter((one) => one.word.toLowerCase().startsWith(sought));
  const holds = unique.filter(
    (one) => !starts.includes(one) && sought !== "" && one.word.toLowerCase().includes(sought),
  );
  return [...starts, ...holds].filter((one) => one.word !== word).slice(0, MOST);
}

/** Keys that the world names: the schema allows any. */
function openKeys(path: readonly string[], names: Names): readonly Completion[] {
  if (path.length !== 1) return [];
  if (path[0] === "suppliers") return names.suppliers;
  return path[0] === "countries" ? names.countries : [];
}

function openValues(key: string, names: Names): readonly Completion[] {
  if (["supplier", "suppliers", "for"].includes(key)) return names.suppliers;
  if (["who", "founders"].includes(key)) return names.countries;
  if (key === "metric") return names.outcomes;
  return ["extends", "against", "from"].includes(key) ? names.scenarios : [];
}

/** Every form that the schema allows at a path. */
function nodesAt(root: Schema, path: readonly string[]): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (nodes, step) =>
      nodes.flatMap((node) => {
        const { properties, additionalProperties, items } = node;
        if (step === "0" && items !== undefined) {
          return [items].flat().flatMap((item) => forms(item as Schema, root));
        }
        const known = properties?.[step];
        if (known !== undefined) return forms(known, root);
        return typeof additionalProperties === "object" ? forms(additionalProperties, root) : [];
      }),
    forms(root, root),
  );
}

/** A schema taken apart into its alternatives. */
function forms(schema: Schema, root: Schema): readonly Schema[] {
  const { $ref, anyOf = [], oneOf = [], allOf = [] } = schema;
  if ($ref !== undefined) {
    const name = $ref.split("/").at(-1) ?? "";
    const found = root.$defs?.[name] ?? root.definitions?.[name];
    return found === undefined ? [] : forms(found, root);
  }
  const inner = [...anyOf, ...oneOf, ...allOf].flatMap((one) => forms(one, root));
  return [schema, ...inner];
}

function keysOf(nodes: readonly Schema[], root: Schema): readonly Completion[] {
  return nodes.flatMap(({ properties = {}, propertyNames }) => [
    ...Object.entries(properties).map(([word, inner]) => ({ word, note: noteOf(inner, root) })),
    ...(propertyNames?.enum ?? []).map((word) => ({ word: String(word), note: "" })),
  ]);
}

function valuesOf(nodes: readonly Schema[], root: Schema): readonly Completion[] {
  return nodes.flatMap((node) => {
    const note = noteOf(node, root);
    const { enum: words = [], type } = node;
    const fixed = "const" in node ? [node.const] : [];
    const yes = type === "boolean" ? [true, false] : [];
    return [...words, ...fixed, ...yes].map((word) => ({ word: String(word), note }));
  });
}

function noteOf(schema: Schema, root: Schema): string {
  return (
    forms(schema, root).find(({ description }) => description !== undefined)?.description ?? ""
  );
}
