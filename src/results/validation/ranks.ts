import type { CalibrationRecord } from "../../experiments/calibration/record.ts";

/** How much of the truth lies in the two outer bins of the rank histograms, 1 being their share. */
export function outerShare({ ranks }: CalibrationRecord): number {
  return (
    ranks.reduce((sum, { counts }) => {
      const all = counts.reduce((a, b) => a + b, 0);
      return sum + (((counts[0] ?? 0) + (counts.at(-1) ?? 0)) / 2 / all) * counts.length;
    }, 0) / ranks.length
  );
}

/** Whether the sets are too narrow, too wide, or neither, in words. */
export function widthWords(outer: number): string {
  if (outer > 1.1) return "the sets are somewhat too narrow";
  return outer < 0.9
    ? "the sets are somewhat too wide"
    : "the sets are about as wide as they should be";
}

/** 95% quantile of chi-square with 9 degrees of freedom. */
const CHI_SQUARE_LIMIT = 16.92;

/** Parameters whose histogram departs from a flat one. */
export function unevenRanks({ ranks }: CalibrationRecord): readonly string[] {
  return ranks.filter(({ chiSquare }) => chiSquare > CHI_SQUARE_LIMIT).map(({ id }) => id);
}

/** What simulation-based calibration found. */
export function ranksText(record: CalibrationRecord): string {
  const { ranks } = record;
  const outer = outerShare(record);
  const trials = ranks[0]?.counts.reduce((a, b) => a + b, 0) ?? 0;
  const uneven = unevenRanks(record);
  const expected = 0.05 * ranks.length;
  return [
    `Runs of known parameters were treated as if they were the observed world, ${trials} times (simulation-based calibration). Where the method is right, the true value has any rank among the sets equally often. Of ${ranks.length} parameters ${uneven.length} depart from a flat histogram at the 5% level (${expected.toFixed(1)} would by chance)`,
    uneven.length === 0 ? "." : `: ${uneven.map((id) => `\`${id}\``).join(", ")}.`,
    ` The two outer bins of ten hold ${outer.toFixed(2)} times their share: ${widthWords(outer)}${outer > 1.1 ? ", and intervals of single parameters should be read a little wider than they are written" : ""}. The check takes the nearest runs of the pool and adjusts them linearly; the generations that the shipped sets went through after that are too many runs to repeat so often.`,
  ].join("");
}
