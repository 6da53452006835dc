/** A small job that real workers did, and what the simulation says of it. */
export interface LiveRun {
  readonly workers: number;
  /** Time that a chunk was to take, s. */
  readonly chunkSeconds: number;
  /** Workers that were ended with kill -9, each replaced at once. */
  readonly killed: number;
  readonly runs: number;
  readonly chunks: number;
  /** Wall time from the first chunk's posting to the last result, s. */
  readonly measured: number;
  /** The same by simulation, with what a run took just before and after; mean over seeds, s. */
  readonly predicted: number;
}
