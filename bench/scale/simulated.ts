/** What came of a simulated job. Times in s. */
export interface Simulated {
  /** From the start until the last result was counted; NaN if it never came to that. */
  readonly wall: number;
  readonly chunks: number;
  /** Chunks whose runs were counted, and those that were set aside after too many tries. */
  readonly kept: number;
  readonly setAside: number;
  /** Deaths of workers, and how many chunks they took along. */
  readonly deaths: number;
  readonly lostTries: number;
  /** What workers spent their time on; adds up to workers × wall. */
  readonly spent: Spent;
  /** Share of the time in which each was busy. */
  readonly load: {
    readonly coordinator: number;
    readonly redis: number;
    readonly folderOperations: number;
    readonly folderBytes: number;
    /** Of the time that workers were there: computing what was kept. */
    readonly workers: number;
  };
  /** When the last chunk was kept. */
  readonly lastKept: number;
}

/** Time of workers, s. */
export interface Spent {
  readonly starting: number;
  /** Computing chunks that were kept. */
  readonly computing: number;
  /** Loading their designs, and packing and writing them. */
  readonly around: number;
  /** For chunks that a worker did not live to finish. */
  readonly lost: number;
  /** With nothing to compute. */
  readonly waiting: number;
  readonly down: number;
}
