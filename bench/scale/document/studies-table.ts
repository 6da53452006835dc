import type { Constants } from "../constants.ts";
import { type Bound, costOf } from "../cost-model.ts";
import { repeat } from "../repeat.ts";
import { clusterOf, jobOf, type QueueSettings, type Study, workerCounts } from "../studies.ts";
import { bytes, number, percent, table, time } from "../words.ts";

/** What is short, in words. */
export const shortNames: Readonly<Record<Bound, string>> = {
  workers: "workers",
  loading: "loading the world",
  coordinator: "the coordinating process",
  redis: "Redis",
  folderOperations: "the folder's operations",
  folderBytes: "the folder's bandwidth",
};

/** What a study costs with 10 to 10,000 workers that fail, by simulation. */
export function studyTable(
  study: Study,
  constants: Constants,
  settings: QueueSettings,
  chunkSeconds: number,
): string {
  const job = jobOf(study, constants, chunkSeconds);
  const cost = costOf(job, clusterOf(study, constants, settings, { workers: 10 }));
  const rows = workerCounts.map((workers) => {
    const cluster = clusterOf(study, constants, settings, { workers });
    const { mean } = repeat(job, cluster);
    const model = costOf(job, cluster);
    const wall = mean((one) => one.wall);
    return [
      number(workers),
      time(wall),
      time(model.wall),
      `${number((workers * wall) / 3600)}`,
      percent(mean((one) => one.load.workers)),
      number(
        mean((one) => one.deaths),
        2,
      ),
      number(
        mean((one) => one.lostTries),
        2,
      ),
      number(model.operations / wall, 2),
      percent(mean((one) => one.load.coordinator)),
      shortNames[model.short],
    ];
  });
  return [
    `**${study.name}**: ${number(cost.coreHours.runs)} core-hours of runs in ${number(cost.chunks)} chunks of ` +
      `${number(job.chunkRuns)} (${time(cost.chunkSeconds)}), ${bytes(cost.bytes)} of results, ` +
      `${bytes(job.designs * job.designBytes + job.worldBytes)} of designs and their world, ` +
      `${bytes(constants.jobs[study.kind].workerBytes)} of memory a worker.`,
    "",
    table(
      [
        { title: "Workers", right: true },
        { title: "wall time", right: true },
        { title: "by formula", right: true },
        { title: "core-hours held", right: true },
        { title: "of it computing", right: true },
        { title: "workers died", right: true },
        { title: "chunks lost and done again", right: true },
        { title: "Redis commands/s", right: true },
        { title: "coordinator busy", right: true },
        { title: "what is short" },
      ],
      rows,
    ),
  ].join("\n");
}
