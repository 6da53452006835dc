import type { Cluster, Job } from "./cluster.ts";
import { simulateCluster } from "./simulate-cluster.ts";
import type { Simulated } from "./simulated.ts";

/** What several simulations with different luck gave. */
export interface Repeated {
  readonly runs: readonly Simulated[];
  /** Mean of a figure over them. */
  mean(of: (one: Simulated) => number): number;
}

/** Simulates a job with the seeds "1" to `seeds`. */
export function repeat(job: Job, cluster: Cluster, seeds = 3): Repeated {
  const runs = Array.from({ length: seeds }, (_, k) =>
    simulateCluster(job, cluster, String(k + 1)),
  );
  return { runs, mean: (of) => runs.reduce((sum, one) => sum + of(one), 0) / seeds };
}
