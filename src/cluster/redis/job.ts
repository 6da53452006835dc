import type { BulkJobOptions } from "bullmq";
import {
  type ChunkReference,
  chunkName,
  isChunkReference,
} from "../../results/node/plans/chunk-reference.ts";
import type { SharedFolder } from "../../results/node/plans/shared-folder.ts";

/** What a job says: which runs of which stored design. No code, and nothing of the world or the scenario. */
export interface ChunkJob extends ChunkReference {
  /** Id of the shared folder that has the design and takes the runs. */
  readonly shared: string;
  /** Tries that were begun and did not end well so far. */
  readonly tries?: readonly Try[];
}

/** A try to compute a chunk. */
export interface Try {
  /** Machine and process that began it. */
  readonly by: string;
  /** Why it failed; absent as long as it is not known, and for ever if its process was killed. */
  readonly reason?: string;
}

/** Pause before a failed chunk is tried again, ms: most likely by another worker. */
const PAUSE = 1_000;

/** A chunk as a job of the queue, named after the chunk, so that there is never a second one. */
export function jobOf(
  chunk: ChunkReference,
  shared: SharedFolder,
): { name: string; data: ChunkJob; opts: BulkJobOptions } {
  const { design, first, count } = chunk;
  return {
    name: "chunk",
    data: { design, first, count, shared: shared.id },
    opts: {
      jobId: chunkName(chunk),
      // Tries are counted by the workers, who know why each of them ended.
      attempts: 1_000_000,
      backoff: { type: "fixed", delay: PAUSE },
      // The folder knows what is finished and what was set aside; a second record could only contradict it.
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}

/** Whether the contents of a job are those of a chunk of a shared folder. */
export function isChunkJob(value: unknown, { id }: SharedFolder): value is ChunkJob {
  return isChunkReference(value) && (value as Partial<ChunkJob>).shared === id;
}

/** Why a chunk was set aside, from its tries. */
export function whyAside(tries: readonly Try[]): string {
  const killed = tries.filter(({ reason }) => reason === undefined).length;
  const last = tries.at(-1)?.reason;
  if (killed === 0 && last !== undefined) return `${last} (${tries.length} tries)`;
  const times = killed === tries.length ? "each time" : `${killed} of these times`;
  const who = tries.map(({ by, reason }) => (reason === undefined ? by : `${by}: ${reason}`));
  return (
    `begun ${tries.length} times, and ${times} its worker went away before it ended: killed, or out of memory ` +
    `(${who.join("; ")})`
  );
}
