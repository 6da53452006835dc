import { performance } from "node:perf_hooks";
import { type Coverage, coverRuns, type RunRange } from "../../../experiments/cut-runs.ts";
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
  // As numbers: an object for each of many chunks would be the most that a worker holds.
  let firsts = new Float64Array(0);
  let counts = new Float64Array(0);
  let goodUntil = Number.NEGATIVE_INFINITY;
  const covered = (chunk: RunRange): Coverage => {
    const within: RunRange[] = [];
    const end = chunk.first + chunk.count;
    for (let k = firstFrom(firsts, chunk.first); k < firsts.length; k++) {
      const [first, count] = [firsts[k] as number, counts[k] as number];
      if (first >= end) break;
      within.push({ first, count });
    }
    return coverRuns(within, chunk);
  };
  return (chunk) => {
    if (chunks.has(chunk)) return [];
    if (now() > goodUntil || covered(chunk).there.length > 0) {
      const begun = now();
      const listed = chunks.list();
      firsts = Float64Array.from(listed, ({ first }) => first);
      counts = Float64Array.from(listed, ({ count }) => count);
      goodUntil = now() + GOOD_FOR * (now() - begun);
    }
    return covered(chunk).missing;
  };
}

/** Index of the first of ascending numbers that is so large or larger. */
function firstFrom(ascending: Float64Array, least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
