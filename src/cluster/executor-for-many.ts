import type { Executor } from "../experiments/ensemble.ts";
import { type ClusterOptions, clusterExecutor } from "./executor.ts";

/**
 * Runs designs that have nothing to do with each other on one board, at the same time if need be: stopping one takes
 * back its chunks and no other's. What a server has its jobs run on; closing it closes the board.
 */
export function executorForMany(options: ClusterOptions): Executor {
  const { board } = options;
  const lent = { ...board, close: () => Promise.resolve() };
  return {
    jobs: 1,
    async run(design, onChunk, running) {
      const own = clusterExecutor({ ...options, board: lent });
      try {
        return await own.run(design, onChunk, running);
      } finally {
        await own.close();
      }
    },
    close: () => board.close(),
  };
}
