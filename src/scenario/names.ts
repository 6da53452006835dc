import { nearestName } from "./world/nearest-name.ts";

/** The hint that offers the nearest of some names, or nothing. */
export function didYouMean(wrong: string, names: readonly string[]): string | undefined {
  const name = nearest(wrong, names);
  return name === null ? undefined : `did you mean "${name}"?`;
}

/**
 * The name nearest to a wrong one, or null. Of equally near ones the one that begins alike wins, as
 * people seldom mistype the first letters: FRN is FRA rather than FIN.
 */
export function nearest(wrong: string, names: readonly string[]): string | null {
  if (wrong.length > 40) return null;
  const byStart = names
    .map((name) => ({ name, same: commonStart(wrong, name) }))
    .sort((a, b) => b.same - a.same || (a.name < b.name ? -1 : 1));
  return nearestName(
    wrong,
    byStart.map(({ name }) => name),
  );
}

function commonStart(a: string, b: string): number {
  let k = 0;
  while (k < a.length && a[k]?.toLowerCase() === b[k]?.toLowerCase()) k++;
  return k;
}

/** Names in a sentence: "a, b and c", shortened beyond a dozen. */
export function enumerate(names: readonly string[], last: "and" | "or" = "or"): string {
  if (names.length > 12) return `${names.slice(0, 12).join(", ")} …`;
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;
}
