/** A small job that real workers did, and what the simulation says of it. */
export interface LiveRun {
  readonly workers: number;
  /** Time that a chunk was to take, s. */
  readonly chunkSeconds: number;
  /** Workers that were ended with kill -9, each replaced at once. */
  readonly killed: number;
  /** Whether runs waited in place of computing, so that more workers than cores can be at work. */
  readonly waits: boolean;
  readonly runs: number;
  readonly chunks: number;
  /** Wall time from the first chunk's posting to the last result, s. */
  readonly measured: number;
  /** The same by simulation, with what a run took just before and after; mean over seeds, s. */
  readonly predicted: number;
}

/** Small jobs that were made one after the other, as they stand in live.json. */
export interface LiveRuns {
  /** Date, YYYY-MM-DD. */
  readonly on: string;
  readonly cores: number;
  /** Processes that wanted to run in the minute before it began: one is that of measuring itself, more were other work. */
  readonly load: number;
  readonly runs: readonly LiveRun[];
}
