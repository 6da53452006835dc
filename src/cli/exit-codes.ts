/** Exit codes of the command line and what each means. They never depend on the output format. */
export const ExitCode = {
  Done: 0,
  Bug: 1,
  Usage: 2,
  Invalid: 3,
  SomeFailed: 4,
  Limit: 5,
  ExpectationFailed: 6,
  Interrupted: 130,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What each exit code means, in a phrase, for `panoptes help exit-codes`. */
export const exitMeanings: readonly (readonly [ExitCode, string])[] = [
  [ExitCode.Done, "Done"],
  [ExitCode.Bug, "Bug in the tool; prints an id and how to report it"],
  [ExitCode.Usage, "Wrong usage: unknown command, flag or value; nothing was run"],
  [ExitCode.Invalid, "The scenario or the world tables are invalid; nothing was run"],
  [ExitCode.SomeFailed, "Some runs failed; the others were used and written"],
  [
    ExitCode.Limit,
    "Time limit reached, disk full, or chunks missing; what was finished was used or kept",
  ],
  [
    ExitCode.ExpectationFailed,
    "An expectation was not met (run --check); everything was run and written",
  ],
  [ExitCode.Interrupted, "Interrupted; what was finished was used and written"],
];

/**
 * Ends a command with an exit code and a message for the person at the keyboard. Anything else that
 * is thrown counts as a bug.
 */
export class Stop extends Error {
  readonly exitCode: ExitCode;

  /**
   * @param exitCode what the process exits with
   * @param message lines for stderr, without "error:"; empty when everything has been said
   */
  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.name = "Stop";
    this.exitCode = exitCode;
  }
}

/** A `Stop` for wrong usage. */
export function wrongUsage(message: string): Stop {
  return new Stop(ExitCode.Usage, message);
}
