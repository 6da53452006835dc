import type { Executor } from "../../experiments/ensemble.ts";

/**
 * What a command is told that another one repeats: `chunk plan` to learn which runs it wants, `chunk merge`
 * to make its answer of runs that are there.
 */
export interface Repeating {
  /** Opens what its runs come from. */
  open(): Promise<Executor>;
  /**
   * Told what the command has read.
   * @param name as in messages, the same whenever the command is repeated
   * @param digest of what was in it
   */
  reads(name: string, digest: string): void;
}
