import type { ChunkPlan } from "../results/node/plans/plan-file.ts";

/** Time that a task is to take at least, s: starting one takes a scheduler and Node some seconds. */
const LEAST_SECONDS = 120;

/** How a plan's chunks are spread over the tasks of a job. */
export interface Tasks {
  /** Number of tasks; task i of n computes shard i/n. 0 where nothing is left to compute. */
  readonly count: number;
  /** Time that the task with the most runs takes one thread, as measured when the plan was made; s. */
  readonly seconds: number;
}

/**
 * Spreads a plan's chunks over tasks, so that starting them is a small part of the work.
 *
 * @param options.most tasks that the scheduler takes, at least 1
 * @param options.threads of a task; 1 unless told
 * @param options.wanted tasks that the user asks for; as many as have two minutes of work each unless told
 */
export function tasksOf(
  plan: ChunkPlan,
  options: {
    readonly most: number;
    readonly threads?: number;
    readonly wanted?: number | null;
  },
): Tasks {
  const { most, threads = 1, wanted } = options;
  const { chunks, cost } = plan;
  const runs = chunks.reduce((sum, [, , count]) => sum + count, 0);
  const enough = Math.ceil((runs * cost.msPerRun) / 1000 / LEAST_SECONDS / threads);
  const count = Math.min(chunks.length, most, wanted ?? enough);
  const perTask = count === 0 ? 0 : Math.ceil(chunks.length / count);
  const longest = chunks.reduce((longest, [, , count]) => Math.max(longest, count), 0);
  return { count, seconds: (Math.min(runs, perTask * longest) * cost.msPerRun) / 1000 };
}

/**
 * Memory of a task with so many threads, MB. The shipped world takes 182 with one thread and 335 with eight
 * (measured); the rest is for larger ones, of which every thread has a state of its own.
 */
export function memoryOf(threads: number): number {
  return 768 + 256 * threads;
}
