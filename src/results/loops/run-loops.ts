import { LOOP_COALITIONS, loopIds } from "../../core/ledger/loops.ts";
import { exactShapley, pairIndex } from "../../experiments/attribution/shapley.ts";
import type { Design, StopSignal } from "../../experiments/ensemble.ts";
import { inlineReplayer, type Replayer } from "../../experiments/explain/replays.ts";
import { setOfRun } from "../../experiments/spread.ts";
import type { Labels } from "../../scenario/compiled.ts";
import { interval } from "../attribution/attribution.ts";
import { quantile } from "../quantile.ts";
import { seriesColumns } from "../series-columns.ts";
import type { Course, LoopsOverTime, Spread } from "./loops.ts";

/** Runs unless told: each is repeated `LOOP_COALITIONS` times. */
export const LOOP_RUNS = 20;

/** Options of `runLoops`. */
export interface LoopOptions {
  /** Column of the trajectory that is taken apart. */
  readonly column: number;
  /** Step at whose end the loops are held; 0 unless told. */
  readonly since?: number;
  /** Step to stop after; the last unless told. */
  readonly last?: number;
  readonly signal?: StopSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Who repeats the runs; this thread unless told. */
  readonly replayer?: Replayer;
}

/**
 * Shares the change of an outcome since a quarter out among the feedback loops, quarter by quarter. Each run
 * is repeated on its luck with every combination of the loops held as they stood, 32 times in all; a loop's share is its
 * Shapley value, the mean over all orders of letting the loops act. What moves with all of them held comes from
 * outside of them.
 *
 * @throws RangeError for steps outside the frame, or where a plugin has taken the place of a process of a loop
 * @example
 * const { loops, outside, total } = await runLoops(design, labels, { column });
 * // At each quarter the means of outside and loops sum to that of the total.
 */
export async function runLoops(
  design: Design,
  labels: Labels,
  { column, since = 0, last, signal, onProgress, replayer = inlineReplayer() }: LoopOptions,
): Promise<LoopsOverTime> {
  const { steps } = design.frame;
  const end = last ?? steps - 1;
  if (!(since >= 0 && since < end && end < steps)) {
    throw new RangeError(
      `loops are followed from step ${since} to ${end}, which is not within 0 to ${steps - 1}`,
    );
  }
  const named = seriesColumns(design.frame, labels)[column];
  if (named === undefined) throw new RangeError(`no column ${column}`);
  const length = end - since;
  const worths: Float64Array[] = [];
  await replayer.run(
    design,
    Array.from({ length: design.count }, (_, k) => {
      // From the end of `since` on: the first row is the same for all coalitions.
      const replay = { kind: "loops", from: since + 1, last: end, columns: [column] } as const;
      return { ...replay, run: design.first + k };
    }),
    (found, k) => {
      worths.push(found);
      onProgress?.(k + 1, design.count);
    },
    signal ? { signal } : {},
  );
  const runs = worths.length;
  /** Outcome of a coalition; [run × period] */
  const worth = (coalition: number): Float64Array => {
    const all = new Float64Array(runs * length);
    for (const [r, one] of worths.entries()) {
      const at = coalition * (length + 1) + 1;
      all.set(one.subarray(at, at + length), r * length);
    }
    return all;
  };
  const sets = Array.from({ length: runs }, (_, r) => setOfRun(design, design.first + r));
  const before = Float64Array.from(worths, (one) => one[0] ?? Number.NaN);
  const byCoalition = Array.from({ length: LOOP_COALITIONS }, (_, s) => worth(s));
  const none = new Float64Array(runs * length);
  const its = (s: number) => byCoalition[s] ?? none;
  const all = LOOP_COALITIONS - 1;
  const shares = exactShapley(loopIds.length, runs * length, its);
  const since0 = (values: Float64Array) =>
    values.map((value, k) => value - (before[Math.floor(k / length)] ?? Number.NaN));
  const atEnd = (values: ArrayLike<number>) =>
    interval(
      Array.from({ length: runs }, (_, r) => values[(r + 1) * length - 1] ?? Number.NaN),
      0,
      sets,
    );
  const minus = (a: Float64Array, b: Float64Array) => a.map((x, k) => x - (b[k] ?? Number.NaN));
  const course = (values: Float64Array) => courseOf(values, sets, length);
  const count = loopIds.length;
  return {
    metric: named.name,
    unit: named.unit,
    since: labels.periods[since] ?? "",
    periods: labels.periods.slice(since + 1, end + 1),
    runs,
    before: interval(before).mean,
    total: course(since0(its(all))),
    outside: course(since0(its(0))),
    loops: loopIds.map((loop, k) => ({
      loop,
      ...course(shares.contributions[k] ?? none),
      alone: atEnd(minus(its(1 << k), its(0))),
      lost: atEnd(minus(its(all), its(all & ~(1 << k)))),
    })),
    interactions: loopIds
      .flatMap((first, a) =>
        loopIds.slice(a + 1).map((second, b) => ({
          first,
          second,
          ...atEnd(shares.interactions[pairIndex(count, a, a + 1 + b)] ?? none),
        })),
      )
      .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean)),
    stopped: runs < design.count,
  };
}

/** @param values differences from the end of `since`; [run × period] */
function courseOf(values: Float64Array, sets: readonly number[], length: number): Course {
  const at = (run: number, period: number) =>
    period < 0 ? 0 : (values[run * length + period] ?? Number.NaN);
  const periods = Array.from({ length }, (_, period) => period);
  const over = (read: (run: number) => number) => sets.map((_, run) => read(run));
  return {
    carried: periods.map((period) =>
      spread(
        over((run) => at(run, period)),
        sets,
      ),
    ),
    change: periods.map((period) =>
      interval(
        over((run) => at(run, period) - at(run, period - 1)),
        0,
        sets,
      ),
    ),
  };
}

function spread(values: readonly number[], sets: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  return {
    ...interval(values, 0, sets),
    p10: quantile(sorted, 0.1),
    p25: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    p75: quantile(sorted, 0.75),
    p90: quantile(sorted, 0.9),
    higher: values.filter((value) => value > NEGLIGIBLE).length,
    lower: values.filter((value) => value < -NEGLIGIBLE).length,
  };
}

/** Sums over orders of joining leave some rounding where a loop does nothing. */
const NEGLIGIBLE = 1e-12;
