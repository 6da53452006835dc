import type { PlanPlace } from "../results/node/plans/plan-file.ts";

/** What a scheduler is told besides the plan. */
export interface BatchOptions {
  /** Threads of a worker's process, or null for what the scheduler gives it. */
  readonly jobs: number | null;
  /** Digests of plugins that workers may load. */
  readonly plugins: readonly string[];
}

/** A scheduler that takes a whole plan at once. */
export interface BatchEngine {
  readonly name: string;
  /** What is submitted, as text: what `--dry-run` prints. */
  script(plan: PlanPlace, options: BatchOptions): string;
  /**
   * Submits it.
   * @returns what to tell the user: what runs now, how to look at it, and how to get the answer
   */
  submit(plan: PlanPlace, options: BatchOptions): Promise<string>;
}
