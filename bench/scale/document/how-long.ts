import type { Constants, JobKind } from "../constants.ts";
import { costOf } from "../cost-model.ts";
import { clusterOf, jobOf, plainEnsemble, type QueueSettings, studies } from "../studies.ts";
import { number, table, time } from "../words.ts";

const names: Readonly<Record<JobKind, string>> = {
  sobol: "`sensitivity`, `sweep` and their like, shipped world",
  ensemble: "`run`, shipped world",
  cities: "`run`, 100,000 cities",
};

/** The numbers of the formula for each kind of job. */
export function howLong(
  constants: Constants,
  settings: QueueSettings,
  chunkSeconds: number,
): string {
  const [sobol, cities] = studies;
  const rows = [sobol, plainEnsemble, cities].map((study) => {
    const job = jobOf(study, constants, chunkSeconds);
    const cluster = clusterOf(study, constants, settings, { workers: 1, failureSeconds: Infinity });
    const { chunkSeconds: length, overheadSeconds, bounds } = costOf(job, cluster);
    const runs = Math.min(job.chunkRuns, Math.ceil(job.runs / job.designs));
    const a = (length + overheadSeconds) / runs;
    const b = bounds.coordinator / job.runs;
    return [names[study.kind], time(a), time(b), number(a / b, 2)];
  });
  return table(
    [
      { title: "Job" },
      { title: "a, s per run on a worker", right: true },
      { title: "b, s per run on the coordinating process", right: true },
      { title: "workers that are of use, a/b", right: true },
    ],
    rows,
  );
}
