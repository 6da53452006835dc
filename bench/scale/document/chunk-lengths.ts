import type { Constants } from "../constants.ts";
import { bestChunkSeconds, costOf } from "../cost-model.ts";
import { repeat } from "../repeat.ts";
import { clusterOf, jobOf, type QueueSettings, type Study } from "../studies.ts";
import { percent, table, time } from "../words.ts";

/** A plain ensemble on few workers, where nothing but workers is short. */
export const chunkStudy: Study = {
  name: "Plain ensemble, 40,000 runs",
  kind: "ensemble",
  runs: 40_000,
};
const WORKERS = 4;
/** Lengths that are tried, s. */
export const lengths: readonly number[] = [0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8, 16, 32];
/** How often workers fail, s. */
export const failures: readonly (readonly [seconds: number, words: string])[] = [
  [Infinity, "never"],
  [3_600, "once an hour"],
  [300, "every 5 minutes"],
];
const SEEDS = 10;

/** Wall time of the study with chunks of a length, over what its runs alone would take on the same workers. */
export function relativeWall(
  constants: Constants,
  settings: QueueSettings,
  chunkSeconds: number,
  failureSeconds: number,
): number {
  const { job, cluster, work } = at(constants, settings, chunkSeconds, failureSeconds);
  return repeat(job, cluster, SEEDS).mean(({ wall }) => wall) / work;
}

/** The length that the rule says is best, and what Young's rule says, s. */
export function ruledLengths(
  constants: Constants,
  settings: QueueSettings,
  failureSeconds: number,
): { readonly rule: number; readonly young: number } {
  const { cluster, work, fixed } = at(constants, settings, 2, failureSeconds);
  const slots = cluster.workers.threads + cluster.workers.ahead;
  return {
    rule: bestChunkSeconds(fixed, failureSeconds, work, slots),
    young: bestChunkSeconds(fixed, failureSeconds, Infinity),
  };
}

function at(
  constants: Constants,
  settings: QueueSettings,
  chunkSeconds: number,
  failureSeconds: number,
) {
  const job = jobOf(chunkStudy, constants, chunkSeconds);
  const evenly = clusterOf(chunkStudy, constants, settings, { workers: WORKERS, failureSeconds });
  const cluster = { ...evenly, workers: { ...evenly.workers, slowShare: 0 } };
  const work = (job.runs * job.secondsPerRun) / WORKERS;
  return { job, cluster, work, fixed: costOf(job, cluster).fixedSeconds };
}

/** Chunk lengths by rule and by simulation. */
export function chunkLengths(constants: Constants, settings: QueueSettings): string {
  const { work, fixed } = at(constants, settings, 2, Infinity);
  const rows = failures.map(([failureSeconds, words]) => {
    const walls = lengths.map((length) =>
      relativeWall(constants, settings, length, failureSeconds),
    );
    const least = Math.min(...walls);
    const best = lengths[walls.indexOf(least)] as number;
    const { rule, young } = ruledLengths(constants, settings, failureSeconds);
    const above = (length: number): string =>
      percent(Math.max(0, (walls[lengths.indexOf(length)] as number) / least - 1));
    return [
      words,
      young === Infinity ? "none" : time(young),
      time(rule),
      time(best),
      above(0.05),
      above(2),
      above(32),
    ];
  });
  return [
    `${chunkStudy.name}, on ${WORKERS} workers: ${time(work)} of work for each, and ${time(fixed)} of a worker's time on each chunk besides its runs.`,
    "",
    table(
      [
        { title: "A worker fails" },
        { title: "Young, √(2hM)", right: true },
        { title: "the rule here", right: true },
        { title: "best by simulation", right: true },
        { title: "50 ms: longer by", right: true },
        { title: "2 s", right: true },
        { title: "32 s", right: true },
      ],
      rows,
    ),
  ].join("\n");
}
