import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { Experiment, Sightings } from "../../calibration/simulator.ts";
import type { StopSignal } from "../../ensemble.ts";
import type { SimulationReply, SimulationTask } from "./tasks.ts";

/** Runs per task: some 50 ms of work. */
const CHUNK = 40;

/** Options of a pool's run. */
export interface PoolRun {
  /** Takes what the runs showed, in the order of the runs. */
  readonly onSightings: (sightings: Sightings) => void;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: StopSignal;
}

/** Threads that run parameter sets of experiments. */
export interface SimulationPool {
  readonly jobs: number;
  /**
   * Runs points of the prior, one seed each.
   *
   * @param places points of the unit cube; [count × dimension]
   * @param first index of the first run
   * @returns the number of runs that were done before it was stopped, if it was
   */
  run(
    experiment: Experiment,
    places: Float64Array,
    first: number,
    options: PoolRun,
  ): Promise<number>;
  close(): Promise<void>;
}

/**
 * Starts the threads of a calibration; they stay until `close`. What comes back does not depend on how
 * many there are.
 */
export function simulationPool(jobs: number = availableParallelism()): SimulationPool {
  const pool = new Piscina({
    filename: fileURLToPath(new URL("./worker.js", import.meta.url)),
    minThreads: jobs,
    maxThreads: jobs,
    atomics: "disabled",
    recordTiming: false,
  });
  const ids = new Map<Experiment, number>();
  let sent = 0;

  const ask = async (experiment: Experiment, task: Omit<SimulationTask, "experiment">) => {
    const reply: SimulationReply = await pool.run({ ...task, experiment: null });
    if (reply.kind !== "unknown-experiment") return reply;
    const again: SimulationReply = await pool.run({ ...task, experiment });
    return again;
  };

  return {
    jobs,
    async run(experiment, places, first, { onSightings, onProgress, signal }) {
      const experimentId = ids.get(experiment) ?? ++sent;
      ids.set(experiment, experimentId);
      const width = experiment.prior.length;
      const total = places.length / width;
      const waiting: Promise<SimulationReply>[] = [];
      let next = 0;
      let done = 0;
      const refill = (): void => {
        while (waiting.length < 3 * jobs && next < total && signal?.aborted !== true) {
          const end = Math.min(total, next + CHUNK);
          const part = places.slice(next * width, end * width);
          waiting.push(ask(experiment, { experimentId, places: part, first: first + next }));
          next = end;
        }
      };
      try {
        refill();
        for (let head = waiting.shift(); head; head = waiting.shift()) {
          const reply = await head;
          if (reply.kind !== "done") {
            throw new Error(
              reply.kind === "failed" ? reply.reason : "a thread lost its experiment",
            );
          }
          onSightings(reply.sightings);
          done += reply.sightings.count;
          onProgress?.(done, total);
          refill();
        }
      } finally {
        await Promise.allSettled(waiting);
      }
      return done;
    },
    close: () => pool.destroy(),
  };
}
