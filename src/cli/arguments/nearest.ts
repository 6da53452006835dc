import { nearest } from "../../scenario/names.ts";

/** ` Did you mean "…"?` for the known word nearest to a mistyped one, or nothing where none is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === null ? "" : ` Did you mean "${near}"?`;
}
