import { type ReadonlySignal, signal } from "@preact/signals";
import type { LabProgress } from "../lab/tasks.ts";

/** What a job on the lab has come to. What was there before stays until there is something newer. */
export interface JobState<A> {
  readonly answer: A | null;
  readonly status: "idle" | "running" | "done" | "stopped" | "failed";
  readonly progress: LabProgress | null;
  /** When it began, ms. */
  readonly since: number;
  /** Why it failed. */
  readonly reason: string;
}

/** Asks the lab for one thing after the other; a newer question gives up the one before. */
export interface Job<A> {
  readonly state: ReadonlySignal<JobState<A>>;
  /** Asks; `ask` is given what stops it, and whom to tell about progress and early answers. */
  begin(
    ask: (options: {
      readonly signal: AbortSignal;
      readonly onProgress: (progress: LabProgress) => void;
      readonly onEarly: (answer: A) => void;
    }) => Promise<A>,
  ): void;
  stop(): void;
  /** Gives up whatever is under way and forgets what was there. */
  clear(): void;
}

const nothing = { answer: null, status: "idle", progress: null, since: 0, reason: "" } as const;

/** A job of a part of the page. */
export function createJob<A>(): Job<A> {
  const state = signal<JobState<A>>(nothing);
  let own: AbortController | null = null;
  return {
    state,
    begin(ask) {
      own?.abort();
      const mine = new AbortController();
      own = mine;
      const update = (change: Partial<JobState<A>>): void => {
        if (own === mine) state.value = { ...state.peek(), ...change };
      };
      update({ status: "running", progress: null, since: performance.now(), reason: "" });
      ask({
        signal: mine.signal,
        onProgress: (progress) => update({ progress }),
        onEarly: (answer) => update({ answer }),
      }).then(
        (answer) => update({ answer, status: mine.signal.aborted ? "stopped" : "done" }),
        (error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          // A job that was stopped before it had anything has not failed.
          update(mine.signal.aborted ? { status: "stopped" } : { status: "failed", reason });
        },
      );
    },
    stop() {
      own?.abort();
    },
    clear() {
      own?.abort();
      own = null;
      state.value = nothing;
    },
  };
}
