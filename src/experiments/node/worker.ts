// Runs on a worker thread: one chunk of a design per task.

import { performance } from "node:perf_hooks";
import { importPlugin } from "../../scenario/node/plugin.ts";
import { runChunk } from "../chunk.ts";
import { type Kernel, openKernel } from "../kernel.ts";
import type { ChunkReply, ChunkTask } from "./tasks.ts";

/** Designs a thread remembers: a scenario and its baseline may alternate. */
const REMEMBERED = 2;

const kernels = new Map<number, Kernel>();

/**
 * Runs a chunk. Its arrays are copied to the pool, not moved: once a thread has let go of a buffer, V8
 * looks at every access whether its array still has one (15% of a run), and compiles everything anew.
 */
export default async function work(task: ChunkTask): Promise<ChunkReply> {
  try {
    const kernel = await kernelOf(task);
    if (!kernel) return { kind: "unknown-design" };
    const begun = performance.now();
    const chunk = runChunk(kernel, task.first, task.count, () => Atomics.load(task.stop, 0) !== 0);
    return { kind: "done", chunk, milliseconds: performance.now() - begun };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The kernel of the task's design, opened if the design came along; undefined if it must be sent. */
async function kernelOf({ designId, design }: ChunkTask): Promise<Kernel | undefined> {
  const known = kernels.get(designId);
  if (known || !design) return known;
  const oldest = kernels.keys().next();
  if (kernels.size >= REMEMBERED && !oldest.done) kernels.delete(oldest.value);
  const kernel = openKernel(design, await Promise.all((design.plugins ?? []).map(importPlugin)));
  kernels.set(designId, kernel);
  return kernel;
}
