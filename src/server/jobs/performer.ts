import type { Executor } from "../../experiments/ensemble.ts";
import type { Replayer } from "../../experiments/explain/replays.ts";
import type { World } from "../../scenario/world/world.ts";
import { makeExperiment } from "../experiments/make-experiment.ts";
import { openShelf } from "../results/shelf.ts";
import { runEnsembleWork } from "./ensemble-work.ts";
import { rememberSpread } from "./remember-spread.ts";
import type { Watch, Work, WorkEnding, Workshop } from "./work.ts";

/** Does the work of jobs. */
export interface Performer {
  /** Does a piece of work; may be stopped, and then keeps what is finished. */
  perform(work: Work, watch: Watch): Promise<WorkEnding>;
  /** Lets go of its threads. Nothing is under way any more. */
  close(): Promise<void>;
}

/** What work is done with on this thread. */
export interface HereOptions {
  readonly world: World;
  /** Version of the package. */
  readonly version: string;
  /** Starts what runs ensembles; called with the first job that needs it. */
  readonly executor: () => Executor;
  /** Starts what repeats single runs; called with the first job that explains. */
  readonly replayer: () => Replayer;
}

/**
 * Does work on this thread, but for the runs themselves.
 * @param folder where results are put
 */
export function performHere(folder: string, options: HereOptions): Performer {
  const { world, version } = options;
  let executor: Executor | undefined;
  let replayer: Replayer | undefined;
  const workshop: Workshop = {
    ...{ world, version },
    results: openShelf(folder),
    spread: rememberSpread(world),
    executor() {
      executor ??= options.executor();
      return executor;
    },
    replayer() {
      replayer ??= options.replayer();
      return replayer;
    },
  };
  return {
    perform: (work, watch) =>
      work.kind === "run"
        ? runEnsembleWork(work, workshop, watch)
        : makeExperiment(work, workshop, watch),
    async close() {
      await Promise.all([executor?.close(), replayer?.close()]);
    },
  };
}
