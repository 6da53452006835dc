import type { PairedDifference } from "../../results/paired-difference.ts";

/**
 * Says in words in how many pairs the scenario is higher or lower. By a sign test at the 5% level
 * (normal approximation) the direction must be more than luck, else there is "no clear difference".
 */
export function pairsInWords(difference: PairedDifference): string {
  const { pairs, higher, lower } = difference;
  const direction = directionOf(difference);
  if (direction === "none") return "no pairs";
  if (direction === "same") return "the same in all";
  if (direction === "unclear") return "no clear difference";
  return `${direction} in ${direction === "higher" ? higher : lower} of ${pairs} pairs`;
}

/** The same where space is short and the number of pairs stands above. */
export function pairsInShort(difference: PairedDifference): string {
  const direction = directionOf(difference);
  if (direction === "none") return "none";
  if (direction === "same") return "all the same";
  if (direction === "unclear") return "unclear";
  return `${direction === "higher" ? difference.higher : difference.lower} ${direction}`;
}

function directionOf({
  pairs,
  higher,
  lower,
  same,
}: PairedDifference): "none" | "same" | "unclear" | "higher" | "lower" {
  if (pairs === 0) return "none";
  if (same === pairs) return "same";
  if (Math.abs(higher - lower) <= 1.96 * Math.sqrt(higher + lower)) return "unclear";
  return higher > lower ? "higher" : "lower";
}
