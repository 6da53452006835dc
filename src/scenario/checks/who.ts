import { incomeBands } from "../income-bands.ts";
import { didYouMean, enumerate } from "../names.ts";
import type { Problem } from "../problem.ts";
import { slug } from "../select-countries.ts";
import { quote } from "../source/limits.ts";
import { problem } from "../source/problems.ts";
import type { Path, Tree } from "../source/tree.ts";
import { REGIMES } from "../world/regimes.ts";
import type { Known } from "./known.ts";
import { checkCountry, checkSupplier } from "./names.ts";

/** Checks whom an intervention covers: countries, words of filters, and that it is not nobody. */
export function checkWho(who: Tree, path: Path, known: Known): Problem[] {
  if (who.kind === "list") {
    if (who.items.length === 0) {
      const hint = "write all, country codes, or a filter";
      return [problem("E123", "who is an empty list: it covers nobody", path, who.place, { hint })];
    }
    return who.items.flatMap((item, k) => checkCountry(item, [...path, k], known));
  }
  if (who.kind !== "map") return [];
  if (who.entries.size === 0) {
    const hint = "write all, country codes, or a filter";
    return [problem("E123", "who has no filter", path, who.place, { hint })];
  }
  const words = wordsOf(known);
  return [...who.entries].flatMap(([filter, { value }]) => {
    const items = value.kind === "list" ? value.items : [value];
    return items.flatMap((item, k) => {
      const at = value.kind === "list" ? [...path, filter, k] : [...path, filter];
      if (filter === "bloc" || filter === "alliance") return checkSupplier(item, at, known);
      return checkWord(item, at, filter, words);
    });
  });
}

function checkWord(
  item: Tree,
  path: Path,
  filter: string,
  words: Readonly<Record<string, readonly string[]>>,
): Problem[] {
  const allowed = Object.hasOwn(words, filter) ? words[filter] : undefined;
  if (!allowed || item.kind !== "scalar" || typeof item.value !== "string") return [];
  const written = filter === "region" ? slug(item.value) : item.value;
  if (allowed.includes(written)) return [];
  const hint = didYouMean(written, allowed) ?? `one of ${enumerate(allowed)}`;
  return [
    problem("E122", `${quote(item.value)} is not a word for ${filter}`, path, item.place, { hint }),
  ];
}

/** Words of the filters; those that come from the world only if it is at hand. */
function wordsOf({ world }: Known): Readonly<Record<string, readonly string[]>> {
  const fixed = { regime: REGIMES, income: incomeBands.map(({ id }) => id) };
  if (!world) return fixed;
  const { regions, subregions } = world.countries;
  const region = [...new Set([...regions, ...subregions].map(slug))].filter((word) => word !== "");
  return { ...fixed, region };
}
