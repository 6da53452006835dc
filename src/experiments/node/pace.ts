/** How long a chunk should take: long enough that messages cost nothing, short enough for progress, ms. */
const AIM = 75;
/** Most bytes of results in a chunk; bounds what waits in memory whatever a run records. */
const MOST_BYTES = 8 * 2 ** 20;
/** Runs of a chunk as long as nothing has been measured. */
const PROBE = 4;

/** Decides how many runs a chunk has. Results do not depend on it, only time and memory do. */
export interface Pace {
  /** Tells what a chunk took. */
  measured(runs: number, milliseconds: number, bytes: number): void;
  /** Runs of the next chunk, from 1 to `remaining`. */
  next(remaining: number): number;
}

/**
 * @param jobs threads that share the rest
 * @param fixed runs per chunk, if the caller wants them fixed
 */
export function paceChunks(jobs: number, fixed?: number): Pace {
  let perRun = 0;
  let bytesPerRun = 1;
  return {
    measured(runs, milliseconds, bytes) {
      if (runs === 0) return;
      const sample = milliseconds / runs;
      // The first runs of a thread are slow (compilation); let their weight fade quickly.
      perRun = perRun === 0 ? sample : (perRun + sample) / 2;
      bytesPerRun = bytes / runs;
    },
    next(remaining) {
      if (fixed !== undefined) return Math.min(fixed, remaining);
      if (perRun === 0) return Math.min(PROBE, remaining);
      // Towards the end chunks shrink, so that no thread works long while the others idle.
      const share = Math.ceil(remaining / (2 * jobs));
      const size = Math.min(AIM / perRun, MOST_BYTES / bytesPerRun, share);
      return Math.max(1, Math.min(Math.floor(size), remaining));
    },
  };
}
