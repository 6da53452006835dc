import { type PairedRatio, pairedRatio } from "./paired-ratio.ts";
import { type PairedStatistics, pairedStatistics } from "./paired-statistics.ts";

/** What has been paid by a date, USD, and what is to be lowered by it. */
export const OUTLAY = "policy.outlay_total";
export const EROSION = "rights.erosion";

/** What sponsors pay in one scenario beyond the other, for every point of rights erosion that it avoids. */
export interface CostEffectiveness {
  /** What sponsors have paid by the date, b - a, USD. */
  readonly outlay: PairedStatistics;
  /** Rights erosion at the date, a - b: points avoided, mean over countries. */
  readonly avoided: PairedStatistics;
  /** USD per point; null unless erosion is clearly lower in b. */
  readonly perPoint: PairedRatio | null;
}

/**
 * Cost per avoided point of rights erosion, over pairs of runs with the same luck.
 *
 * @param outlay what sponsors have paid by the date in every run of a and of b, USD
 * @param erosion rights-erosion index at the date in every run of a and of b, [0,100]
 * @param sets parameter set of every pair; pairs are independent unless told
 * @example
 * costEffectiveness([[0, 0], [6e9, 8e9]], [[5, 6], [4, 4]]).avoided.mean; // 1.5
 */
export function costEffectiveness(
  outlay: readonly [ArrayLike<number>, ArrayLike<number>],
  erosion: readonly [ArrayLike<number>, ArrayLike<number>],
  sets?: ArrayLike<number>,
): CostEffectiveness {
  const less = ([a, b]: readonly [ArrayLike<number>, ArrayLike<number>]): number[] =>
    Array.from(a, (value, k) => (b[k] ?? Number.NaN) - value);
  const avoided = pairedStatistics(erosion[1], erosion[0], sets);
  return {
    outlay: pairedStatistics(outlay[0], outlay[1], sets),
    avoided,
    perPoint:
      avoided.direction === "higher"
        ? pairedRatio(
            less(outlay),
            less(erosion).map((difference) => -difference),
            sets,
          )
        : null,
  };
}
