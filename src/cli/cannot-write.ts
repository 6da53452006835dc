import { ExitCode, Stop } from "./exit-codes.ts";

/** A `Stop` (usage) for a file or folder that the system does not let us write; anything else as it is. */
export function cannotWrite(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  return new Stop(ExitCode.Usage, `cannot write "${path}": ${error.message}`);
}
