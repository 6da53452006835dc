import { didYouMean, enumerate, nearest } from "../names.ts";
import type { Problem } from "../problem.ts";
import { quote } from "../source/limits.ts";
import { problem } from "../source/problems.ts";
import type { Path, Place, Tree } from "../source/tree.ts";
import type { Known } from "./known.ts";

/** E120 if a text is no supplier. Other kinds of value are the schema's to report. */
export function checkSupplier(tree: Tree | undefined, path: Path, known: Known): Problem[] {
  const { suppliers } = known;
  if (!suppliers || tree?.kind !== "scalar" || typeof tree.value !== "string") return [];
  if (suppliers.includes(tree.value)) return [];
  const hint = didYouMean(tree.value, suppliers) ?? `one of ${enumerate(suppliers)}`;
  return [problem("E120", `${quote(tree.value)} is not a supplier`, path, tree.place, { hint })];
}

/** E121 if a text is no country. */
export function checkCountry(tree: Tree | undefined, path: Path, known: Known): Problem[] {
  if (tree?.kind !== "scalar" || typeof tree.value !== "string") return [];
  return checkCountryId(tree.value, path, tree.place, known);
}

/** E121 if an id is no country of the world. */
export function checkCountryId(id: string, path: Path, place: Place, known: Known): Problem[] {
  const { countries } = known;
  if (!countries || countries.has(id)) return [];
  return [
    problem("E121", `${quote(id)} is not a country code`, path, place, {
      hint: countryHint(id, countries),
    }),
  ];
}

function countryHint(id: string, countries: ReadonlyMap<string, string>): string {
  // In a large world of one's own a suggestion is not worth comparing with every id.
  if (countries.size > 5000) return "ids stand in the world's table of countries";
  const ids = [...countries.keys()];
  const named = [...countries].find(([, name]) => name.toLowerCase() === id.toLowerCase());
  const near = named?.[0] ?? nearest(id, ids);
  const code = ids.every((one) => /^[A-Z]{3}$/.test(one))
    ? "ISO 3166-1 alpha-3"
    : "see the world's table";
  return near === null ? code : `${code}; did you mean "${near}" (${countries.get(near)})?`;
}
