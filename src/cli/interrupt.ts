import { ExitCode } from "./exit-codes.ts";

/** Why a piece of work was stopped before its end. */
export type StopReason = "interrupted" | "timeout";

/** Watches for Ctrl-C, SIGTERM, the end of the terminal and a time limit while something long runs. */
export interface Watch {
  /** Aborted at the first signal or when the time is up. */
  readonly signal: AbortSignal;
  /** Why it was aborted, or null. */
  readonly reason: () => StopReason | null;
  /** Stops watching. */
  readonly end: () => void;
}

/** Signals that ask to stop: Ctrl-C, `kill`, and the terminal or connection that went away. */
const asked = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
type Asked = (typeof asked)[number];

/** What the watch needs of the process; tests pass their own. */
export interface SignalSource {
  on(signal: Asked, listener: () => void): unknown;
  off(signal: Asked, listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * Starts to watch. The first signal asks the work to stop and keeps what is finished; the second one
 * ends the process at once. Both say so.
 * @param timeoutSeconds time limit, or null
 * @param say writes to stderr
 */
export function watchInterrupts(
  timeoutSeconds: number | null,
  say: (text: string) => void,
  source: SignalSource = process,
): Watch {
  const abort = new AbortController();
  let reason: StopReason | null = null;
  let signals = 0;
  const onSignal = () => {
    signals++;
    if (signals > 1) {
      say("\nStopped at once; nothing more is written.\n");
      source.exit(ExitCode.Interrupted);
      return;
    }
    say("\nStopping; finished runs are kept. Press Ctrl-C again to quit at once.\n");
    reason ??= "interrupted";
    abort.abort();
  };
  for (const signal of asked) source.on(signal, onSignal);
  const timer =
    timeoutSeconds === null
      ? undefined
      : setTimeout(() => {
          reason ??= "timeout";
          abort.abort();
        }, timeoutSeconds * 1000);
  return {
    signal: abort.signal,
    reason: () => reason,
    end: () => {
      clearTimeout(timer);
      for (const signal of asked) source.off(signal, onSignal);
    },
  };
}
