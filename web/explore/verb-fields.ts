import { FLOOR_FIELDS } from "../../src/scenario/actions.ts";
import { words as texts } from "../strings/words.ts";

/** A verb or one of its fields as the format defines it: the part of its JSON Schema that forms need. */
export interface FieldSchema {
  readonly type?: string;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
}

/** The verbs by name, as they are baked from the format. */
export type VerbSchemas = Readonly<Record<string, FieldSchema>>;

/** How a field is entered. */
export type FieldKind =
  | "supplier"
  | "suppliers"
  | "countries"
  | "tier"
  | "number"
  | "switch"
  | "group";

/** How a field is entered, by its name and definition. */
export function kindOf(name: string, { type }: FieldSchema): FieldKind {
  if (name === "suppliers") return "suppliers";
  if (name === "founders" || name === "members") return "countries";
  if (FLOOR_FIELDS.includes(name)) return "tier";
  if (type === "boolean") return "switch";
  if (type === "object") return "group";
  return type === "string" ? "supplier" : "number";
}

/** Tiers of safeguards as a document writes them. */
export const tierChoices: readonly (readonly [value: number, words: string])[] = [
  [0, texts.timeline.noRules],
  [0.33, texts.timeline.guidelines],
  [0.67, texts.timeline.binding],
  [1, texts.timeline.bindingOversight],
];

/** A value to begin with for a field that has to be there. */
export function startValue(name: string, schema: FieldSchema, supplier: string): unknown {
  switch (kindOf(name, schema)) {
    case "supplier":
      return supplier;
    case "suppliers":
      return [supplier];
    case "countries":
      return ["DEU", "FRA"];
    case "tier":
      return 0.33;
    case "switch":
      return false;
    case "group":
      return startFields(schema, supplier);
    case "number":
      return startNumber(schema);
  }
}

/** Values to begin with for every field that has to be there. */
export function startFields(schema: FieldSchema, supplier: string): Record<string, unknown> {
  const { properties = {}, required = [] } = schema;
  return Object.fromEntries(
    required.map((name) => [name, startValue(name, properties[name] ?? {}, supplier)]),
  );
}

/** Three tenths of the way where both ends are near, else one, or the nearest that is allowed. */
function startNumber({ minimum = 0, maximum = 1, type }: FieldSchema): number {
  if (type === "integer") return Math.min(maximum, Math.max(minimum, 10));
  if (minimum >= 0 && maximum <= 1) return minimum + 0.3 * (maximum - minimum);
  return Math.min(maximum, Math.max(minimum, minimum < 0 && maximum > 5 ? 0.3 : 1));
}

/** What a definition says, without the defaults and marks that only files need. */
export function labelOf(name: string, { description = "" }: FieldSchema): string {
  const words = description
    .replace(/^Ids? of the /, "")
    .replace(/\s*\((?:E\d+(?:, )?)+\)/g, "")
    .replace(/[;,] default.*$/, "");
  return words === "" ? name.replaceAll("_", " ") : words.charAt(0).toUpperCase() + words.slice(1);
}
