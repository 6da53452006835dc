import { type ChunkReference, chunkName } from "../results/node/plans/chunk-reference.ts";
import type { ChunkComputer } from "../results/node/plans/compute-chunk.ts";
import type { Board, BoardEnd } from "./board.ts";

/**
 * A board whose only worker is this process: chunks are computed one after the other in the order in which they
 * were posted, each on all threads of the computer's executor. What `chunk merge --compute` does the rest with.
 */
export function localBoard(computer: ChunkComputer): Board {
  const ends = new Map<string, Promise<BoardEnd>>();
  const withdrawn = new Set<string>();
  const stop = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  const compute = async (chunk: ChunkReference): Promise<BoardEnd> => {
    if (withdrawn.has(chunkName(chunk)) || stop.signal.aborted) {
      return { kept: false, reason: "it was taken back" };
    }
    const end = await computer.compute(chunk, stop.signal);
    if (end.kind === "failed") return { kept: false, reason: end.reason };
    if (end.kind === "stopped") return { kept: false, reason: "it was stopped" };
    return { kept: true };
  };

  return {
    async post(chunks) {
      for (const chunk of chunks) {
        const name = chunkName(chunk);
        withdrawn.delete(name);
        const end = last.then(() => compute(chunk));
        // Looked at by whoever waits for the chunk.
        last = end.catch(() => {});
        ends.set(name, end);
      }
    },
    async ended(chunk) {
      const end = ends.get(chunkName(chunk));
      return end ?? { kept: false, reason: "it was never posted" };
    },
    async withdraw(chunks) {
      for (const chunk of chunks) withdrawn.add(chunkName(chunk));
    },
    async workers() {
      return 1;
    },
    async close() {
      stop.abort();
      await last;
    },
  };
}
