import { digestOf } from "../../results/identity.ts";
import { snakeKeys } from "../../results/snake-keys.ts";
import type { Made } from "./experiment.ts";

/** What an experiment found whose answer is all that comes out of it. */
export interface FoundAnswer
  extends Pick<Made, "scenarios" | "done" | "stopped">,
    Partial<Pick<Made, "failed" | "words">> {
  /** What the answer says, in the names of the code; null where nothing was finished. */
  readonly found: object | null;
  readonly rows?: Made["rows"];
}

/** Makes an answer of what was found; its hash is that of what came out. */
export function madeAnswer({ found, rows = [], failed = 0, ...rest }: FoundAnswer): Made {
  const answer = found === null ? null : (snakeKeys(found) as object);
  return { ...rest, failed, rows, answer, resultHash: digestOf(answer) };
}
