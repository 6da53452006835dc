import type { Executor } from "../../experiments/ensemble.ts";
import { cannotKeep } from "../cannot-write.ts";

/**
 * An executor that keeps what it computes in a folder, with what the system refuses there (no room, no right to
 * write) said as such. What the receiver of chunks throws is left as it is: it may write elsewhere.
 */
export function keepingIn(path: string, executor: Executor): Executor {
  return {
    ...executor,
    async run(design, onChunk, options) {
      let received: unknown;
      try {
        return await executor.run(
          design,
          async (chunk) => {
            try {
              await onChunk(chunk);
            } catch (error) {
              received = error;
              throw error;
            }
          },
          options,
        );
      } catch (error) {
        throw error === received ? error : refusedIn(path, error);
      }
    },
  };
}

/** What the system refused in a folder as a `Stop` that says so; anything else as it is. */
export function refusedIn(path: string, error: unknown): unknown {
  const { syscall } = error as NodeJS.ErrnoException;
  return syscall === undefined ? error : cannotKeep(path, true, error);
}
