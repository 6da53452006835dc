import { estimate, runsNeeded } from "../../experiments/precision.ts";
import type { Direction, PairedStatistics } from "./paired-statistics.ts";
import { pairedStatistics } from "./paired-statistics.ts";

/** What would change what the pairs say about one outcome. */
export interface Conclusion {
  readonly direction: Direction;
  /**
   * Pairs after which an unclear difference would be clear, if mean and spread stayed; null where it is clear,
   * or where no number of pairs of so many parameter sets would do.
   */
  readonly pairsNeeded: number | null;
  /** First row from which the difference is clear, in this direction, up to the last; -1 if it is not. */
  readonly clearFrom: number;
  /** Rows at which the difference is clear in the other direction: asked then, the answer was the opposite. */
  readonly reversedAt: readonly number[];
  /** Parameter sets with a pair, and in how many of them the mean has the same sign. */
  readonly sets: { readonly compared: number; readonly agree: number };
  /** Pairs that would have to turn round for the mean to be 0: the largest differences, taken away. */
  readonly fragile: number;
}

/**
 * What would change a conclusion: more runs, another date, another parameter set, or the loss of its
 * most extreme pairs.
 *
 * @param a values of one ensemble at the date asked for; [run]
 * @param b the same of the other; [run]
 * @param sets parameter set of every run; [run]
 * @param overTime statistics at every row
 * @param cycle runs after which parameter sets come again; never unless told
 */
export function concludeFrom(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  sets: ArrayLike<number>,
  overTime: readonly PairedStatistics[],
  cycle: number = Number.POSITIVE_INFINITY,
): Conclusion {
  const whole = pairedStatistics(a, b, sets);
  const opposite = whole.direction === "higher" ? "lower" : "higher";
  const clear = whole.direction === "higher" || whole.direction === "lower";
  let clearFrom = overTime.length;
  while (clearFrom > 0 && overTime[clearFrom - 1]?.direction === whole.direction) clearFrom -= 1;
  return {
    direction: whole.direction,
    pairsNeeded: pairsNeeded(a, b, sets, whole, cycle),
    clearFrom: clear && clearFrom < overTime.length ? clearFrom : -1,
    reversedAt: clear
      ? overTime.flatMap(({ direction }, step) => (direction === opposite ? [step] : []))
      : [],
    sets: agreementOfSets(a, b, sets, whole.mean),
    fragile: fragileTo(a, b, whole.mean),
  };
}

/** As the statistics say, unless that is more than there are sets for: then only luck still narrows. */
function pairsNeeded(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  sets: ArrayLike<number>,
  whole: PairedStatistics,
  cycle: number,
): number | null {
  if (whole.pairsNeeded === null || whole.pairsNeeded <= cycle) return whole.pairsNeeded;
  const difference = estimate(b, { kind: "difference" }, { reference: a, sets });
  const needed = runsNeeded(difference, Math.abs(whole.mean), cycle);
  return Number.isFinite(needed) ? needed : null;
}

function agreementOfSets(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  sets: ArrayLike<number>,
  mean: number,
): Conclusion["sets"] {
  // The sign of a mean is that of its sum.
  const sums = new Map<number, number>();
  for (let run = 0; run < Math.min(a.length, b.length); run++) {
    const difference = (b[run] as number) - (a[run] as number);
    if (Number.isNaN(difference)) continue;
    const set = sets[run] ?? 0;
    sums.set(set, (sums.get(set) ?? 0) + difference);
  }
  const agree = [...sums.values()].filter((sum) => Math.sign(sum) === Math.sign(mean));
  return { compared: sums.size, agree: agree.length };
}

/** How many of the pairs that pull furthest can be left out before the mean is no longer on its side of 0. */
function fragileTo(a: ArrayLike<number>, b: ArrayLike<number>, mean: number): number {
  if (!(mean !== 0)) return 0;
  const pulls = Array.from({ length: Math.min(a.length, b.length) }, (_, run) => {
    const difference = (b[run] as number) - (a[run] as number);
    return mean > 0 ? difference : -difference;
  }).filter((pull) => !Number.isNaN(pull));
  let left = pulls.reduce((sum, pull) => sum + pull, 0);
  pulls.sort((x, y) => y - x);
  let taken = 0;
  // The last one is never needed: without pairs there is no mean at all.
  while (left > 0 && taken < pulls.length) left -= pulls[taken++] as number;
  return taken;
}
