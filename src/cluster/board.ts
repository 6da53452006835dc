import type { ChunkReference } from "../results/node/plans/chunk-reference.ts";

/** How a chunk on a board ended: its runs are in the shared folder, or it was set aside. */
export type BoardEnd = { readonly kept: true } | { readonly kept: false; readonly reason: string };

/** A queue of chunks as the live executor sees it. Workers anywhere take chunks from it and compute them. */
export interface Board {
  /** Queues chunks; one that is queued or at work already is not queued twice. */
  post(chunks: readonly ChunkReference[]): Promise<void>;
  /** Resolves when a posted chunk has ended, at once if it has; rejects only if the board itself is lost. */
  ended(chunk: ChunkReference): Promise<BoardEnd>;
  /** Takes back what no worker has begun. */
  withdraw(chunks: readonly ChunkReference[]): Promise<void>;
  /** Number of workers that are there now. */
  workers(): Promise<number>;
  /** Lets go of the board; what is queued stays. */
  close(): Promise<void>;
}
