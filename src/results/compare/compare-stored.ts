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

/** Runs as they are stored: hashes, parameter sets, and values by outcome. */
export interface Stored {
  readonly hashes: ReadonlyMap<string, string>;
  /** Runs of one set count together in intervals; all are independent unless told. */
  readonly sets?: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Compares what two versions of the model give for the same runs. */
export function compareStored(before: Stored, after: Stored): StoredDifference {
  const runs = [...before.hashes.keys()].filter((run) => after.hashes.has(run));
  const same = runs.filter((run) => {
    const hash = before.hashes.get(run);
    return hash !== "" && hash === after.hashes.get(run);
  });
  const names = [...before.values.keys()].filter((name) => after.values.has(name));
  const missing = [...before.values.keys(), ...after.values.keys()].filter(
    (name) => !names.includes(name),
  );
  const sets = runs.map((run) => before.sets?.get(run) ?? 0);
  const outcomes = names.map((outcome): Moved => {
    const read = (side: Stored): number[] =>
      runs.map((run) => side.values.get(outcome)?.get(run) ?? Number.NaN);
    const [a, b] = [read(before), read(after)];
    const statistics = pairedStatistics(a, b, sets);
    const known = a.filter((value) => !Number.isNaN(value));
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const deviation = Math.sqrt(squares / Math.max(1, known.length - 1));
    const most = a.reduce((top, value, k) => {
      const size = Math.abs((b[k] as number) - value);
      return size > top ? size : top;
    }, 0);
    const moved = Math.abs(statistics.mean);
    return {
      outcome,
      statistics,
      identical: statistics.same,
      most,
      size: moved === 0 || Number.isNaN(moved) ? 0 : moved / deviation,
    };
  });
  return {
    runs: runs.length,
    sameRuns: same.length,
    unmatched: before.hashes.size + after.hashes.size - 2 * runs.length,
    outcomes: outcomes.sort((x, y) => y.size - x.size || y.most - x.most),
    missing: [...new Set(missing)],
  };
}
