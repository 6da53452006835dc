import { performance } from "node:perf_hooks";
import { coverRuns, type RunRange } from "../../../experiments/cut-runs.ts";
import type { ChunkFolder } from "../chunks/chunk-folder.ts";

/** Times as long as a listing took it is good for: so listing takes a twentieth of the time at most. */
const GOOD_FOR = 20;

/**
 * A function that says which runs of a chunk are missing in a folder. A folder has a file for each chunk, and
 * listing one of a hundred thousand takes longer than a chunk may; so that nothing of a chunk is there
 * is taken from a listing that may be a little old. Whoever has kept a part of it since then has worked in
 * vain, and the same bytes are kept again. That something is there is never taken from an old one: what is
 * damaged is removed, and asked for again.
 *
 * @param now clock, ms
 */
export function missingRuns(
  chunks: Pick<ChunkFolder, "has" | "list">,
  now: () => number = () => performance.now(),
): (chunk: RunRange) => readonly RunRange[] {
  let listed: readonly RunRange[] = [];
  let goodUntil = Number.NEGATIVE_INFINITY;
  return (chunk) => {
    if (chunks.has(chunk)) return [];
    const isOld = now() > goodUntil;
    if (isOld || coverRuns(within(listed, chunk), chunk).there.length > 0) {
      const begun = now();
      listed = chunks.list();
      goodUntil = now() + GOOD_FOR * (now() - begun);
    }
    return coverRuns(within(listed, chunk), chunk).missing;
  };
}

/** Those of ranges in order of their first runs that begin within a chunk. */
function within(ranges: readonly RunRange[], { first, count }: RunRange): readonly RunRange[] {
  return ranges.slice(firstFrom(ranges, first), firstFrom(ranges, first + count));
}

/** Index of the first range that begins at a run or later. */
function firstFrom(ranges: readonly RunRange[], run: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as RunRange).first < run) low = middle + 1;
    else high = middle;
  }
  return low;
}
