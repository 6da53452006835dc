/** Consecutive runs of a design. */
export interface RunRange {
  readonly first: number;
  /** At least 1. */
  readonly count: number;
}

/** What one chunk of a design may cost. */
export interface ChunkLimits {
  /** Time that a run takes, measured; ms. What is no positive number counts as nothing known: one run a chunk. */
  readonly msPerRun: number;
  /** Time that a chunk may take, s. */
  readonly chunkSeconds: number;
  /** Bytes of results of a run, and of a whole chunk. */
  readonly bytesPerRun?: number;
  readonly mostBytes?: number;
}

/** Most runs in a chunk, whatever they cost: what a machine loses when it dies. */
const MOST_RUNS = 2 ** 16;

/**
 * Number of runs of a chunk: the largest power of two that stays within the limits, at least 1. A power of two,
 * so that whoever measures a little more or less cuts at the same places most of the time.
 */
export function chunkRuns({
  msPerRun,
  chunkSeconds,
  bytesPerRun = 0,
  mostBytes = Number.POSITIVE_INFINITY,
}: ChunkLimits): number {
  const inTime = (chunkSeconds * 1000) / msPerRun;
  const inBytes = bytesPerRun > 0 ? mostBytes / bytesPerRun : Number.POSITIVE_INFINITY;
  const most = Math.min(inTime, inBytes, MOST_RUNS);
  let runs = 1;
  while (2 * runs <= most) runs *= 2;
  return runs;
}

/**
 * Cuts runs into chunks, in order, so that each run is in exactly one. Chunks begin and end at multiples of
 * their size wherever they can: whoever asks for other runs of the design finds most of them again.
 *
 * @param runs of a chunk, at least 1
 */
export function cutRuns({ first, count }: RunRange, runs: number): readonly RunRange[] {
  const chunks: RunRange[] = [];
  const end = first + count;
  for (let from = first; from < end; ) {
    const to = Math.min(end, from - (from % runs) + runs);
    chunks.push({ first: from, count: to - from });
    from = to;
  }
  return chunks;
}

/** What of a range of runs is there, and what is missing, both in order. */
export interface Coverage {
  /** Ranges to be read one after the other; none overlap. */
  readonly there: readonly RunRange[];
  readonly missing: readonly RunRange[];
}

/**
 * Finds ranges that cover runs as far as any do. Only whole ranges count, because counts over the runs of a
 * chunk cannot be cut.
 *
 * @param ranges that are there, in any order; they may overlap
 */
export function coverRuns(ranges: readonly RunRange[], { first, count }: RunRange): Coverage {
  const end = first + count;
  const usable = ranges
    .filter((one) => one.count > 0 && one.first >= first && one.first + one.count <= end)
    .sort((a, b) => a.first - b.first || b.count - a.count);
  const there: RunRange[] = [];
  const missing: RunRange[] = [];
  let next = first;
  // Of those that begin at the same run the longest comes first; those that begin in what is covered are passed over.
  for (const one of usable) {
    if (one.first < next) continue;
    if (one.first > next) missing.push({ first: next, count: one.first - next });
    there.push(one);
    next = one.first + one.count;
  }
  if (next < end) missing.push({ first: next, count: end - next });
  return { there, missing };
}

/**
 * `coverRuns` for those who ask for many ranges of the same runs: what is there is put in order once, and only
 * what begins within a range is looked at for it.
 *
 * @param ranges that are there, in any order; they may overlap
 */
export function runCoverer(ranges: readonly RunRange[]): (wanted: RunRange) => Coverage {
  const ordered = [...ranges].sort((a, b) => a.first - b.first);
  return (wanted) => {
    const end = wanted.first + wanted.count;
    const from = firstFrom(ordered, wanted.first);
    let to = from;
    while (to < ordered.length && (ordered[to] as RunRange).first < end) to++;
    return coverRuns(ordered.slice(from, to), wanted);
  };
}

/** Index of the first of ordered ranges that begins at a run or later. */
function firstFrom(ordered: readonly RunRange[], run: number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] as RunRange).first < run) low = middle + 1;
    else high = middle;
  }
  return low;
}
