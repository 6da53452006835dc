import { type PairedStatistics, pairedStatistics } from "./paired-statistics.ts";

/** How an outcome moved from one set of runs to another with the same inputs. */
export interface Moved {
  readonly outcome: string;
  /** New minus old, run by run. */
  readonly statistics: PairedStatistics;
  /** Runs whose value is the same to the last bit. */
  readonly identical: number;
  /** Largest absolute difference of any run. */
  readonly most: number;
  /** Mean difference in standard deviations of the old runs; infinite where these do not vary but the mean moved. */
  readonly size: number;
}

/** Runs and outcomes of both. */
export interface StoredDifference {
  readonly runs: number;
  /** Runs whose whole trajectory is the same to the last bit. */
  readonly sameRuns: number;
  /** Runs that only one side has. */
  readonly unmatched: number;
  /** Outcomes that both have, the most moved first. */
  readonly outcomes: readonly Moved[];
  /** Outcomes that only one side has. */
  readonly missing: readonly string[];
}

/** Runs as they are stored, an entry for each in every array. */
export interface Stored {
  /** What tells runs apart: equal for the same run of two results. */
  readonly keys: ArrayLike<number>;
  /** Result hashes, "" where a run failed. */
  readonly hashes: readonly string[];
  /** Parameter sets: runs of one count together in intervals; all are independent unless told. */
  readonly sets?: ArrayLike<number>;
  /** By outcome; NaN where a run failed. */
  readonly values: ReadonlyMap<string, ArrayLike<number>>;
}

/** Compares what two versions of the model give for the same runs. */
export function compareStored(before: Stored, after: Stored): StoredDifference {
  const { old, fresh } = sameRuns(before.keys, after.keys);
  const runs = old.length;
  let same = 0;
  for (let k = 0; k < runs; k++) {
    const hash = before.hashes[old[k] as number];
    if (hash !== "" && hash === after.hashes[fresh[k] as number]) same += 1;
  }
  const names = [...before.values.keys()].filter((name) => after.values.has(name));
  const missing = [...before.values.keys(), ...after.values.keys()].filter(
    (name) => !names.includes(name),
  );
  const sets = old.map((row) => before.sets?.[row] ?? 0);
  const outcomes = names.map((outcome): Moved => {
    const read = (side: Stored, rows: Int32Array): Float64Array =>
      Float64Array.from(rows, (row) => side.values.get(outcome)?.[row] ?? Number.NaN);
    const [a, b] = [read(before, old), read(after, fresh)];
    const statistics = pairedStatistics(a, b, sets);
    const moved = Math.abs(statistics.mean);
    return {
      outcome,
      statistics,
      identical: statistics.same,
      most: a.reduce((top, value, k) => {
        const size = Math.abs((b[k] as number) - value);
        return size > top ? size : top;
      }, 0),
      size: moved === 0 || Number.isNaN(moved) ? 0 : moved / deviationOf(a),
    };
  });
  return {
    runs,
    sameRuns: same,
    unmatched: before.keys.length + after.keys.length - 2 * runs,
    outcomes: outcomes.sort((x, y) => y.size - x.size || y.most - x.most),
    missing: [...new Set(missing)],
  };
}

/** Rows of the runs that both have, in the order of the first. */
function sameRuns(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { readonly old: Int32Array; readonly fresh: Int32Array } {
  // Results of the same design hold the same runs in the same order, and need no index.
  const alike = a.length === b.length && Array.prototype.every.call(a, (key, k) => key === b[k]);
  if (alike) {
    const rows = Int32Array.from({ length: a.length }, (_, row) => row);
    return { old: rows, fresh: rows };
  }
  const places = new Map(Array.from(b, (key, row) => [key, row]));
  const old = Array.from(a, (_, row) => row).filter((row) => places.has(a[row] as number));
  return {
    old: Int32Array.from(old),
    fresh: Int32Array.from(old, (row) => places.get(a[row] as number) ?? -1),
  };
}

function deviationOf(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, known.length - 1));
}
