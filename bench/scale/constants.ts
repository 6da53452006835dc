// What was measured, as it stands in constants.json; `npm run bench -- scale --measure` writes that file.

/** What runs of one kind take and weigh; s of processor time, and bytes. */
export interface RunConstants {
  readonly secondsPerRun: number;
  /** To pack a chunk and write it: for each run, and whatever their number. */
  readonly packSecondsPerRun: number;
  readonly packSecondsPerChunk: number;
  /** To read a chunk and count its runs. */
  readonly readSecondsPerRun: number;
  readonly readSecondsPerChunk: number;
  readonly bytesPerRun: number;
  readonly bytesPerChunk: number;
}

/** What a design takes and weighs. */
export interface DesignConstants {
  /** Runs of it; 0 where all runs of a job belong to one. */
  readonly runs: number;
  readonly bytes: number;
  /** File of the world and of what else designs share. */
  readonly worldBytes: number;
  /** Processor time of the coordinating process to make it, apart from what runs take. */
  readonly makeSeconds: number;
  /** To store it once its world is there. */
  readonly storeSeconds: number;
  /** Processor time of a worker to make it of its file, without and with the world. */
  readonly loadSeconds: number;
  readonly worldSeconds: number;
}

/** Constants of a kind of job. */
export interface JobConstants {
  readonly runs: RunConstants;
  readonly design: DesignConstants;
  /** Resident memory of a worker with one thread that computes it, bytes. */
  readonly workerBytes: number;
}

/** Kinds of job that are measured. */
export type JobKind = "sobol" | "ensemble" | "cities";

/** What the queue takes; s of processor time of the Redis server unless told. */
export interface QueueConstants {
  readonly version: string;
  readonly operationsPerChunk: number;
  readonly postSeconds: number;
  /** From taking a chunk to the notice that it has ended. */
  readonly workSeconds: number;
  readonly renewSeconds: number;
  /** For each second that a worker is there. */
  readonly waitSeconds: number;
  /** Processor time of the coordinating process to post a chunk, and to hear that one has ended. */
  readonly coordinatorPostSeconds: number;
  readonly coordinatorNoticeSeconds: number;
  /** Time of a worker for a chunk besides computing, packing and writing it. */
  readonly workerSeconds: number;
}

/** Everything that was measured. */
export interface Constants {
  readonly schema: "panoptes/scale-constants@1";
  readonly measured: {
    /** Date, YYYY-MM-DD. */
    readonly on: string;
    readonly model: string;
    readonly node: string;
    readonly processor: string;
    readonly cores: number;
    /** Of the reference loop of `npm run bench`, µs: tells machines apart. */
    readonly referenceMicroseconds: number;
    /** Processes that wanted to run when it began: above 1, other work was on the machine. */
    readonly load: number;
  };
  readonly jobs: Readonly<Record<JobKind, JobConstants>>;
  /** Jurisdictions of the world of cities. */
  readonly cities: number;
  /** From the start of a worker's process until it takes a chunk, apart from its design. */
  readonly workerStartSeconds: number;
  /** From the start of the coordinating process until it stores its first design. */
  readonly coordinatorStartSeconds: number;
  readonly queue: QueueConstants;
}
