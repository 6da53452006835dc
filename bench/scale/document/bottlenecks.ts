import { bendsOf, type Part } from "../bends.ts";
import type { Cluster, Job } from "../cluster.ts";
import type { Constants } from "../constants.ts";
import { repeat } from "../repeat.ts";
import {
  clusterOf,
  jobOf,
  plainEnsemble,
  type QueueSettings,
  type Study,
  studies,
} from "../studies.ts";
import { number, table, time } from "../words.ts";
import { shortNames } from "./studies-table.ts";

/** A job on a cluster. */
interface Placed {
  readonly job: Job;
  readonly cluster: Cluster;
}

/** What moves a part, as a change of the job or the cluster. */
interface Mover {
  readonly study: Study;
  readonly workers: number;
  readonly part: Part;
  readonly what: string;
  readonly change: (placed: Placed, constants: Constants) => Placed;
}

const [sobol, cities] = studies;
const THREADS = 32;

const movers: readonly Mover[] = [
  {
    study: sobol,
    workers: 1_000,
    part: "coordinator",
    what: "it makes each design once, not once to post and once more to read (not built)",
    change: ({ job, cluster: c }) => ({
      job,
      cluster: { ...c, coordinator: { ...c.coordinator, openSeconds: 0 } },
    }),
  },
  {
    study: sobol,
    workers: 1_000,
    part: "coordinator",
    what: "and eight threads make them (not built)",
    change: ({ job, cluster: c }) => {
      const storeSeconds = c.coordinator.storeSeconds / 8;
      return {
        job,
        cluster: { ...c, coordinator: { ...c.coordinator, openSeconds: 0, storeSeconds } },
      };
    },
  },
  {
    study: plainEnsemble,
    workers: 100,
    part: "folderBytes",
    what: "only values that are asked for are kept, as `sweep` does, not whole series",
    change: ({ job, cluster: c }, constants) => {
      const { bytesPerRun, bytesPerChunk, ...less } = constants.jobs.sobol.runs;
      const { packSecondsPerRun, readSecondsPerRun, readSecondsPerChunk } = less;
      return {
        job: { ...job, bytesPerRun, bytesPerChunk },
        cluster: {
          ...c,
          workers: { ...c.workers, packSecondsPerRun },
          coordinator: { ...c.coordinator, readSecondsPerRun, readSecondsPerChunk },
        },
      };
    },
  },
  {
    study: cities,
    workers: 10_240,
    part: "loading",
    what: `a process of ${THREADS} threads on each machine (\`-j ${THREADS}\`) in place of ${THREADS} processes: the world is loaded once for all of them`,
    change: ({ job, cluster: c }) => {
      const count = c.workers.count / THREADS;
      return { job, cluster: { ...c, workers: { ...c.workers, count, threads: THREADS } } };
    },
  },
  {
    study: cities,
    workers: 10_240,
    part: "loading",
    what: "a folder with ten times the bandwidth",
    change: ({ job, cluster: c }) => {
      const bytesPerSecond = 10 * c.folder.bytesPerSecond;
      return { job, cluster: { ...c, folder: { ...c.folder, bytesPerSecond } } };
    },
  },
];

/** From how many workers on each part is short, and what changes give. */
export function bottlenecks(
  constants: Constants,
  settings: QueueSettings,
  chunkSeconds: number,
): string {
  const kinds = [...studies, plainEnsemble];
  const bends = kinds.map((study) =>
    bendsOf(jobOf(study, constants, chunkSeconds), (workers) =>
      clusterOf(study, constants, settings, { workers }),
    ),
  );
  const parts = (Object.keys(bends[0] as object) as Part[]).sort(
    (a, b) => Math.min(...bends.map((of) => of[a])) - Math.min(...bends.map((of) => of[b])),
  );
  const count = (workers: number): string => (workers === Infinity ? "never" : number(workers, 2));
  const where = table(
    [
      { title: "Short from … workers on" },
      ...kinds.map(({ name }) => ({ title: name, right: true })),
    ],
    parts.map((part) => [shortNames[part], ...bends.map((of) => count(of[part]))]),
  );
  const moved = table(
    [
      { title: "Study" },
      { title: "workers", right: true },
      { title: "what is moved" },
      { title: "how" },
      { title: "wall time", right: true },
      { title: "then", right: true },
    ],
    movers.map(({ study, workers, part, what, change }) => {
      const placed = {
        job: jobOf(study, constants, chunkSeconds),
        cluster: clusterOf(study, constants, settings, { workers }),
      };
      const wall = ({ job, cluster }: Placed): string =>
        time(repeat(job, cluster).mean((one) => one.wall));
      return [
        study.name,
        number(workers),
        shortNames[part],
        what,
        wall(placed),
        wall(change(placed, constants)),
      ];
    }),
  );
  return `${where}\n\n${moved}`;
}
