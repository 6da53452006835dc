import type { Executor } from "../../src/experiments/ensemble.ts";

/** Holds up a task and lets it go on. */
export interface Gate {
  pause(): void;
  resume(): void;
  /** Resolves at once, or when the task may go on. */
  passed(): Promise<void>;
}

/** A gate that stands open. Stopping the task opens it for good: what is held up could not end. */
export function openGate(signal: AbortSignal): Gate {
  let held: Promise<void> | null = null;
  let release = (): void => {};
  const resume = (): void => {
    release();
    held = null;
  };
  signal.addEventListener("abort", resume);
  return {
    pause() {
      if (signal.aborted) return;
      held ??= new Promise((go) => {
        release = go;
      });
    },
    resume,
    passed: () => held ?? Promise.resolve(),
  };
}

/**
 * An executor that takes no further runs while a gate is shut. Workers finish what they have in hand, a few
 * tenths of a second of it.
 */
export function gatedExecutor(executor: Executor, { passed }: Pick<Gate, "passed">): Executor {
  return {
    ...executor,
    run: (design, onChunk, options) =>
      executor.run(
        design,
        async (chunk) => {
          await onChunk(chunk);
          await passed();
        },
        options,
      ),
  };
}
