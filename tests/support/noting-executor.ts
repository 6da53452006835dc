import { setTimeout as pause } from "node:timers/promises";
import type { Executor } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";

/** An executor that notes which runs it computed, in order. */
export function notingExecutor(chunk = 2): Executor & { readonly ran: number[] } {
  const inner = inlineExecutor({ chunk, pause: () => pause(0) });
  const ran: number[] = [];
  return {
    ...inner,
    ran,
    run: (design, onChunk, options) =>
      inner.run(
        design,
        (part) => {
          for (let k = 0; k < part.count; k++) ran.push(part.first + k);
          return onChunk(part);
        },
        options,
      ),
  };
}
