import { ExitCode, Stop } from "./exit-codes.ts";

/** A `Stop` (usage) for a file or folder that the system does not let us write; anything else as it is. */
export function cannotWrite(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  return new Stop(ExitCode.Usage, `cannot write "${path}": ${error.message}`);
}

/** What the system says where there is no room: disk full, quota used up, file larger than allowed. */
const noRoom: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/**
 * The same for a results folder while runs are going on: without room that is a limit, not wrong usage.
 * @param kept whether the folder keeps finished runs, from which the same command goes on
 */
export function cannotKeep(path: string, kept: boolean, error: unknown): unknown {
  const stop = cannotWrite(path, error);
  if (!(stop instanceof Stop) || stop === error) return error;
  const way = kept
    ? `\nWhat was kept there is whole; the same command goes on with it.`
    : "\nNothing was kept of these runs.";
  return new Stop(codeOf(error), stop.message + way);
}

/** What ends a command whose result standard output does not take. */
export function lostOutput(error: Error): Stop {
  return new Stop(codeOf(error), `cannot write to standard output: ${error.message}`);
}

function codeOf(error: unknown): ExitCode {
  return noRoom.has((error as NodeJS.ErrnoException).code) ? ExitCode.Limit : ExitCode.Usage;
}
