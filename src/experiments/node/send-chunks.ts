import { columnLayout } from "../../core/outcomes.ts";
import { failedRun } from "../chunk.ts";
import type { ChunkResult, Design } from "../ensemble.ts";
import { kernelDesignOf } from "../kernel-design.ts";
import type { KnownDesign } from "./known-designs.ts";
import type { Pace } from "./pace.ts";
import type { ChunkReply, ChunkTask } from "./tasks.ts";

/** The thread of a task ended before it answered: by itself, or because it was told to. */
export interface Ended {
  readonly kind: "ended";
  readonly reason: string;
}

/** Has a task done by some thread. Rejects only if no thread ever will. */
export type Ask = (task: ChunkTask, signal: AbortSignal) => Promise<ChunkReply | Ended>;

/** How the chunks of one design are sent, stopped and measured. */
export interface Sending {
  readonly jobs: number;
  readonly known: KnownDesign;
  readonly ask: Ask;
  /** On shared memory; 1 asks threads to give up. */
  readonly stop: Int32Array;
  /** Ends threads that do not give up. */
  readonly hard: AbortSignal;
  readonly pace: Pace;
}

/**
 * A function that has consecutive runs of a design done and gives back their results in order, in
 * one part or, after a thread has ended, one by one. Fewer runs come back if they were stopped.
 */
export function chunkSender(
  { jobs, known, ask, stop, hard, pace }: Sending,
  design: Design,
): (first: number, count: number) => Promise<readonly ChunkResult[]> {
  const kernelDesign = kernelDesignOf(design);

  const attempt = async (first: number, count: number): Promise<ChunkResult | Ended> => {
    // Every thread most likely gets one of the first tasks; any that does not will ask.
    known.sent += 1;
    const carried = known.sent <= jobs ? kernelDesign : null;
    const task = { designId: known.id, design: carried, first, count, stop };
    let reply = await ask(task, hard);
    if (reply.kind === "unknown-design") {
      reply = await ask({ ...task, design: kernelDesign }, hard);
    }
    if (reply.kind === "ended") return reply;
    if (reply.kind !== "done") {
      throw new Error(reply.kind === "failed" ? reply.reason : "a worker thread lost its design");
    }
    const { chunk, milliseconds } = reply;
    const { columns, holders, seenSuppliers, seenSegments } = chunk;
    const arrays = [columns, holders, seenSuppliers, seenSegments];
    const bytes = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
    pace.measured(chunk.count, milliseconds, bytes);
    return chunk;
  };

  return async (first, count) => {
    const whole = await attempt(first, count);
    if (!("kind" in whole)) return [whole];
    const parts: ChunkResult[] = [];
    for (let run = first; run < first + count; run++) {
      if (hard.aborted || Atomics.load(stop, 0) !== 0) break;
      const single = await attempt(run, 1);
      if (!("kind" in single)) {
        parts.push(single);
      } else if (!hard.aborted) {
        const reason = `the run ended its thread twice: ${single.reason}`;
        parts.push(failedRun(kernelDesign, columnLayout(design.frame).length, run, reason));
      }
    }
    return parts;
  };
}
