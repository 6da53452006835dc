import type * as z from "zod";
import type { Schema } from "./completions.ts";

/** The words of a schema that documents are checked with: keys, fixed values and what they mean. */
export function wordsOfSchema(type: z.core.$ZodType): Schema {
  const own = (type as z.ZodType).description;
  const { description = own, ...words } = wordsOf((type as z.core.$ZodTypes)._zod.def);
  return { ...words, ...(description === undefined ? {} : { description: own ?? description }) };
}

function wordsOf(def: z.core.$ZodTypes["_zod"]["def"]): Schema {
  switch (def.type) {
    case "object": {
      const keys = Object.entries(def.shape).map(([key, inner]) => [key, wordsOfSchema(inner)]);
      return { properties: Object.fromEntries(keys) };
    }
    case "record":
      return {
        propertyNames: wordsOfSchema(def.keyType),
        additionalProperties: wordsOfSchema(def.valueType),
      };
    case "array":
      return { items: wordsOfSchema(def.element) };
    case "tuple":
      return { items: def.items.map(wordsOfSchema) };
    case "union":
      return { anyOf: def.options.map(wordsOfSchema) };
    case "optional":
      return wordsOfSchema(def.innerType);
    case "enum":
      return { enum: Object.values(def.entries) };
    case "literal":
      return { enum: def.values };
    case "boolean":
      return { type: "boolean" };
    default:
      // Numbers and free texts have no words.
      return {};
  }
}
