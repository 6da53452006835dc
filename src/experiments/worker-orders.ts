import { importPluginModule } from "../scenario/plugin.ts";
import { runChunk } from "./chunk.ts";
import type { ChunkResult } from "./ensemble.ts";
import { type Kernel, openKernel } from "./kernel.ts";
import type { KernelDesign } from "./kernel-design.ts";

/** What a pool asks of a worker: some consecutive runs of a design. */
export interface WorkerOrder {
  /** Told back with the answer. */
  readonly id: number;
  /** Which design of this pool, for workers that have it already. */
  readonly designId: number;
  /** The design itself where the worker has not got it yet, else null. */
  readonly design: KernelDesign | null;
  readonly first: number;
  readonly count: number;
}

/** What a worker answers. Errors cross as text: their own fields would not survive the trip. */
export type WorkerReply =
  | {
      readonly kind: "done";
      readonly id: number;
      readonly chunk: ChunkResult;
      readonly milliseconds: number;
    }
  | { readonly kind: "failed"; readonly id: number; readonly reason: string };

/** Designs a worker remembers: a scenario and its baseline may alternate. */
const REMEMBERED = 2;

/**
 * What a worker does with its orders, wherever it runs: one after the other, also where one has to wait
 * for the plugins of its design.
 *
 * @param now clock of the host, ms
 */
export function orderDesk(now: () => number): (order: WorkerOrder) => Promise<WorkerReply> {
  const kernels = new Map<number, Kernel>();
  const work = async (order: WorkerOrder): Promise<WorkerReply> => {
    const { id, designId, design, first, count } = order;
    try {
      if (design !== null) {
        const oldest = kernels.keys().next();
        if (kernels.size >= REMEMBERED && !oldest.done) kernels.delete(oldest.value);
        const plugins = await Promise.all((design.plugins ?? []).map(importPluginModule));
        kernels.set(designId, openKernel(design, plugins));
      }
      const kernel = kernels.get(designId);
      if (kernel === undefined) throw new Error(`the worker does not know design ${designId}`);
      const begun = now();
      const chunk = runChunk(kernel, first, count);
      return { kind: "done", id, chunk, milliseconds: now() - begun };
    } catch (error) {
      return { kind: "failed", id, reason: error instanceof Error ? error.message : String(error) };
    }
  };
  let before: Promise<unknown> = Promise.resolve();
  return (order) => {
    const reply = before.then(() => work(order));
    before = reply;
    return reply;
  };
}
