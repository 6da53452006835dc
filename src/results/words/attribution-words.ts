import type { Attribution, MeanInterval } from "../attribution/attribution.ts";
import { listed, type WordLength } from "./phrases.ts";

/** What an attribution is of, and how its numbers are written. */
export interface AttributionWording {
  readonly metric: string;
  readonly at: string;
  /** A value with its unit. */
  readonly value: (value: number) => string;
  /** A difference with its sign and unit. */
  readonly difference: (value: number) => string;
}

/**
 * An attribution as a paragraph. Short: the difference and its largest part. Medium: every measure whose
 * interval excludes 0, and how many do not. Long: all intervals, and the strongest interaction.
 */
export function attributionWords(
  attribution: Attribution,
  { metric, at, value, difference }: AttributionWording,
  length: WordLength,
): string {
  const { from, to, runs, before, after, total, measures, interactions } = attribution;
  const range = (one: MeanInterval) =>
    Number.isNaN(one.low) ? "" : ` (${difference(one.low)} to ${difference(one.high)})`;
  const said = (one: (typeof measures)[number], full: boolean) =>
    `${difference(one.mean)}${full ? range(one) : ""} from ${one.id}`;
  const bySize = [...measures].sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
  const clear = bySize.filter(({ low, high }) => low > 0 || high < 0);
  const pairs = runs === 1 ? "1 paired run" : `${runs} paired runs`;
  const sentences = [
    `At the end of ${at} ${metric} is ${value(after)} under ${to} and ${value(before)} under ` +
      `${from}, ${difference(total.mean)}${length === "short" ? "" : range(total)} in the mean of ${pairs}.`,
  ];
  const [first] = bySize;
  if (first !== undefined && length === "short") {
    sentences.push(`The largest part is ${said(first, true)}.`);
  }
  if (length === "medium") {
    const unclear = measures.length - clear.length;
    if (clear.length > 0)
      sentences.push(
        `Of this ${listed(clear.map((one) => `${difference(one.mean)} come from ${one.id}`))}.`,
      );
    if (unclear > 0) {
      sentences.push(
        `For ${unclear} of ${measures.length} ${measures.length === 1 ? "measure" : "measures"} ` +
          "the 95 % interval includes 0.",
      );
    }
  }
  if (length === "long") {
    sentences.push(`It is made of ${listed(bySize.map((one) => said(one, true)))}, which add up.`);
    const [strongest] = [...interactions].sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
    if (strongest !== undefined) {
      sentences.push(
        `Of all pairs ${strongest.first} and ${strongest.second} interact most: together ` +
          `${difference(strongest.mean)}${range(strongest)} beyond what each does alone.`,
      );
    }
  }
  return sentences.join(" ");
}
