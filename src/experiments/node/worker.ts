// Runs on a worker thread: one chunk of a design per task.

import { performance } from "node:perf_hooks";
import { move, transferableSymbol, valueSymbol } from "piscina";
import { importPlugin } from "../../scenario/node/plugin.ts";
import { runChunk } from "../chunk.ts";
import { type Kernel, openKernel } from "../kernel.ts";
import type { ChunkReply, ChunkTask } from "./tasks.ts";

/** Designs a thread remembers: a scenario and its baseline may alternate. */
const REMEMBERED = 2;

const kernels = new Map<number, Kernel>();

/** Runs a chunk and moves its arrays back to the pool. */
export default async function work(task: ChunkTask): Promise<unknown> {
  try {
    const kernel = await kernelOf(task);
    if (!kernel) return { kind: "unknown-design" } satisfies ChunkReply;
    const begun = performance.now();
    const chunk = runChunk(kernel, task.first, task.count, () => Atomics.load(task.stop, 0) !== 0);
    const milliseconds = performance.now() - begun;
    const reply: ChunkReply = { kind: "done", chunk, milliseconds };
    const { columns, held, holders, tiers, seenSuppliers, seenSegments } = chunk;
    return move({
      [transferableSymbol]: [
        columns.buffer,
        held.buffer,
        holders.buffer,
        tiers.buffer,
        seenSuppliers.buffer,
        seenSegments.buffer,
      ],
      [valueSymbol]: reply,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "failed", reason } satisfies ChunkReply;
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
