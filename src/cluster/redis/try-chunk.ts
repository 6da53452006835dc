import { hostname } from "node:os";
import type { StopSignal } from "../../experiments/ensemble.ts";
import type { ChunkReference } from "../../results/node/plans/chunk-reference.ts";
import type { ChunkComputer, ChunkEnd } from "../../results/node/plans/compute-chunk.ts";
import { setAside } from "../../results/node/plans/set-aside.ts";
import type { SharedFolder } from "../../results/node/plans/shared-folder.ts";
import type { Gate } from "./gate.ts";
import { type ChunkJob, type Try, whyAside } from "./job.ts";
import { endsInFolder } from "./kept.ts";

/** How a job goes on after a try. */
export type Tried =
  | { readonly kind: "kept" | "found" }
  /** To be tried again, or set aside in the folder. */
  | { readonly kind: "failed"; readonly reason: string; readonly aside: boolean }
  /** Nothing was wrong with the chunk. */
  | { readonly kind: "give-back"; readonly reason: string; readonly trouble: boolean };

/** What a try is made with. */
export interface Bench {
  readonly shared: SharedFolder;
  readonly computer: ChunkComputer;
  readonly gate: Gate;
  /** Tries of a chunk before it is set aside, at least 1. */
  readonly tries: number;
  readonly signal: StopSignal;
}

/** Who tries, for the reasons of chunks that are set aside. */
const by = `${hostname()} (process ${process.pid})`;

/**
 * Tries to compute the chunk of a job. Before it is begun, the try is written down with the job: if this
 * process is killed by it, the next worker knows. A chunk that was begun before without an end is
 * computed alone, so that one that kills its worker takes no other down with it more than once.
 *
 * @param note writes the tries down with the job
 */
export async function tryChunk(
  { shared, computer, gate, tries: most, signal }: Bench,
  { shared: _, tries: before = [], ...chunk }: ChunkJob,
  note: (tries: readonly Try[]) => Promise<void>,
): Promise<Tried> {
  if (before.length >= most) {
    // A worker that was only slow to show that it lives may have finished it all the same.
    if (endsInFolder(shared, [chunk])[0]?.kept === true) return { kind: "found" };
    return aside(shared, chunk, before, false);
  }
  const leave = await gate.enter(before.length > 0);
  try {
    if (signal.aborted) return { kind: "give-back", reason: "stopped", trouble: false };
    await note([...before, { by }]);
    const end = await attempt(computer, chunk, signal);
    if (end.kind === "kept" || end.kind === "found") return { kind: end.kind };
    if (end.kind !== "failed") {
      await note(before);
      if (end.kind === "stopped") return { kind: "give-back", reason: "stopped", trouble: false };
      return { kind: "give-back", reason: end.reason, trouble: true };
    }
    const after = [...before, { by, reason: end.reason }];
    if (after.length >= most) return aside(shared, chunk, after, end.written);
    await note(after);
    return { kind: "failed", reason: end.reason, aside: false };
  } finally {
    leave();
  }
}

/**
 * Sets a chunk aside.
 * @param written whether the last try did so, with more about its runs than is known here
 */
function aside(
  shared: SharedFolder,
  chunk: ChunkReference,
  tries: readonly Try[],
  written: boolean,
): Tried {
  const reason = whyAside(tries);
  if (!written) setAside(shared, { ...chunk, reason, runs: [] });
  return { kind: "failed", reason, aside: true };
}

/** How computing ended, and what it threw. */
type Attempt =
  | Exclude<ChunkEnd, { readonly kind: "failed" }>
  | { readonly kind: "failed"; readonly reason: string; readonly written: boolean }
  /** The file system refused something, which says nothing about the chunk. */
  | { readonly kind: "refused"; readonly reason: string };

async function attempt(
  computer: ChunkComputer,
  chunk: ChunkReference,
  signal: StopSignal,
): Promise<Attempt> {
  try {
    const end = await computer.compute(chunk, signal);
    return end.kind === "failed" ? { ...end, written: true } : end;
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    const reason = message ?? String(error);
    return code !== undefined && syscall !== undefined
      ? { kind: "refused", reason }
      : { kind: "failed", reason, written: false };
  }
}
