import type { Cluster, Job } from "./cluster.ts";
import { type Bound, costOf } from "./cost-model.ts";

/** Parts that can be short besides the workers themselves. */
export type Part = Exclude<Bound, "workers">;

/** Most workers that are looked at. */
const MOST = 1e7;
/** Steps between numbers of workers that are looked at. */
const STEP = 1.05;

/**
 * The number of workers from which on each part takes longer than the workers do, so that more of them gain
 * little; Infinity where that is beyond ten million.
 *
 * @param clusterWith a cluster with so many workers
 */
export function bendsOf(
  job: Job,
  clusterWith: (workers: number) => Cluster,
): Readonly<Record<Part, number>> {
  const found: Record<Part, number> = {
    loading: Infinity,
    coordinator: Infinity,
    redis: Infinity,
    folderOperations: Infinity,
    folderBytes: Infinity,
  };
  const parts = Object.keys(found) as Part[];
  for (let exact = 1; exact < MOST; exact *= STEP) {
    const workers = Math.round(exact);
    const { bounds } = costOf(job, clusterWith(workers));
    // As if chunks could be shared out evenly: with more workers than chunks the rest has nothing to do.
    const work = bounds.workers / Math.ceil(job.runs / job.chunkRuns / workers);
    const even = (work * job.runs) / job.chunkRuns / workers;
    for (const part of parts) {
      if (found[part] === Infinity && bounds[part] > even) found[part] = workers;
    }
    if (parts.every((part) => found[part] < Infinity)) break;
  }
  return found;
}
