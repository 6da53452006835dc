import type { ExperimentKind } from "../../api/schemas/jobs.ts";
import type { Executor, Progress, StopSignal } from "../../experiments/ensemble.ts";
import type { Replayer } from "../../experiments/explain/replays.ts";
import type { SpreadRuns } from "../../results/plan-runs.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import type { Shelf } from "../results/shelf.ts";
import type { StoredResult } from "../results/stored-result.ts";

/** What every piece of work has. It is plain data, so that it outlives the server that took it on. */
interface AnyWork {
  /** Digest of everything that decides what comes out; the result will be found by it. */
  readonly runId: string;
  /** The scenario that is run, or the first of several. */
  readonly scenario: Scenario;
  /** Runs, at most. */
  readonly count: number;
  readonly seed: string;
  /** Country-steps. */
  readonly cost: number;
}

/** An ensemble to be run. */
export interface EnsembleWork extends AnyWork {
  readonly kind: "run";
}

/** An experiment to be made. */
export interface ExperimentWork extends AnyWork {
  readonly kind: ExperimentKind;
  /** What is asked; each kind has its own form. */
  readonly question: unknown;
  /** Command that asks the same. */
  readonly command: string;
}

/** A piece of work. */
export type Work = EnsembleWork | ExperimentWork;

/** What is needed to read what a request asks for. */
export interface Desk {
  readonly world: World;
  /** Compiles a scenario and spreads it over its parameter sets, or remembers that it did. */
  readonly spread: (scenario: Scenario) => Promise<SpreadRuns>;
}

/** What work is done with. */
export interface Workshop extends Desk {
  readonly results: Shelf;
  /** Version of the package. */
  readonly version: string;
  /** Starts the threads at the first call. */
  readonly executor: () => Executor;
  /** Starts the threads that repeat single runs at the first call. */
  readonly replayer: () => Replayer;
}

/** What watches over work while it is done. */
export interface Watch {
  readonly signal: StopSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Told how to find out what an outcome is over the runs that are done; null where none has finished. */
  readonly onPartial: (now: () => PartialOutcome | null) => void;
}

/** An outcome at the end of the runs that are done so far. */
export interface PartialOutcome {
  readonly outcome: string;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** Runs. */
  readonly n: number;
}

/** How work ended. */
export interface WorkEnding {
  /** What was finished, or null where nothing was. */
  readonly result: StoredResult | null;
  /** Whether it was stopped before its end. */
  readonly stopped: boolean;
  /** Whether some runs failed. */
  readonly failures: boolean;
}
