import { runChunk } from "./chunk.ts";
import type { Executor } from "./ensemble.ts";
import { openKernel } from "./kernel.ts";
import { kernelDesignOf } from "./kernel-design.ts";

/** How an inline executor shares the thread it runs on. */
export interface InlineOptions {
  /** Runs per chunk, at least 1; results do not depend on it. 8 unless told. */
  readonly chunk?: number;
  /**
   * Awaited between chunks so that timers and signals get their turn, for example `setImmediate`
   * of node:timers/promises. Without it, only callbacks can stop a run.
   */
  readonly pause?: () => Promise<unknown>;
}

/**
 * Runs designs on the calling thread, one run after the other.
 *
 * @example
 * const executor = inlineExecutor();
 * await executor.run(design, (chunk) => console.log(chunk.hashes));
 */
export function inlineExecutor(options: InlineOptions = {}): Executor {
  const { chunk: size = 8, pause } = options;
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new RangeError(`chunk is ${size} runs; give a whole number of at least 1`);
  }
  return {
    jobs: 1,
    async run(design, onChunk, { onProgress, signal } = {}) {
      const kernel = openKernel(kernelDesignOf(design), design.plugins);
      const stopped = () => signal?.aborted === true;
      let done = 0;
      let failed = 0;
      while (done < design.count && !stopped()) {
        const count = Math.min(size, design.count - done);
        const chunk = runChunk(kernel, design.first + done, count, stopped);
        if (chunk.count === 0) break;
        done += chunk.count;
        failed += chunk.failures.length;
        await onChunk(chunk);
        onProgress?.({ done, total: design.count, failed });
        await pause?.();
      }
      return { stopped: done < design.count };
    },
    async close() {},
  };
}
