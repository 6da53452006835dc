import { DEEPEST } from "../source/limits.ts";
import type { Json, JsonObject } from "./link.ts";

/**
 * Reads the JSON of a scenario document that came from outside. Nesting is measured before parsing, so
 * that whatever walks the document later cannot overflow.
 *
 * @returns the document, or what is wrong with the text
 */
export function readJsonDocument(text: string): JsonObject | string {
  if (depthOf(text) > DEEPEST) return `it is nested more than ${DEEPEST} deep`;
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return "it is not JSON";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return "it is no mapping of keys to values";
  }
  return holdsProto(value) ? 'it has a key "__proto__"' : (value as JsonObject);
}

/** Deepest nesting of brackets outside of texts. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let k = 0; k < text.length; k++) {
    const sign = text.charAt(k);
    if (quoted) {
      if (sign === "\\") k++;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "{" || sign === "[") deepest = Math.max(deepest, ++depth);
    else if (sign === "}" || sign === "]") depth--;
  }
  return deepest;
}

/** Such a key would change what the object inherits once its entries are copied to another. */
function holdsProto(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsProto);
  return Object.hasOwn(value, "__proto__") || Object.values(value).some(holdsProto);
}
