import { bendsOf, type Part } from "../bends.ts";
import type { Cluster } from "../cluster.ts";
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

/** What moves a part, as a change of the cluster. */
interface Mover {
  readonly study: Study;
  readonly workers: number;
  readonly part: string;
  readonly what: string;
  readonly change: (cluster: Cluster) => Cluster;
  /** Runs of a chunk, times so many: where threads share one. */
  readonly longer?: number;
}

const [sobol, cities] = studies;
const THREADS = 32;

const movers: readonly Mover[] = [
  {
    study: sobol,
    workers: 1_000,
    part: "coordinating process",
    what: "it makes each design once, not once to post and once more to read",
    change: (c) => ({ ...c, coordinator: { ...c.coordinator, openSeconds: 0 } }),
  },
  {
    study: sobol,
    workers: 1_000,
    part: "coordinating process",
    what: "and eight threads make them",
    change: (c) => ({
      ...c,
      coordinator: {
        ...c.coordinator,
        openSeconds: 0,
        storeSeconds: c.coordinator.storeSeconds / 8,
      },
    }),
  },
  {
    study: cities,
    workers: 1_024,
    part: "loading the world",
    what: `a process of ${THREADS} threads on each machine (\`-j ${THREADS}\`): the world is loaded once for all`,
    change: (c) => ({
      ...c,
      workers: { ...c.workers, count: c.workers.count / THREADS, threads: THREADS },
    }),
    longer: THREADS,
  },
  {
    study: cities,
    workers: 1_024,
    part: "loading the world",
    what: "a folder with ten times the bandwidth",
    change: (c) => ({
      ...c,
      folder: { ...c.folder, bytesPerSecond: 10 * c.folder.bytesPerSecond },
    }),
  },
  {
    study: plainEnsemble,
    workers: 1_000,
    part: "coordinating process",
    what: "only what is asked for is read and counted (`sweep` in place of `run`), a tenth of the time and bytes",
    change: (c) => ({
      ...c,
      coordinator: { ...c.coordinator, readSecondsPerRun: c.coordinator.readSecondsPerRun / 10 },
    }),
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
    movers.map(({ study, workers, part, what, change, longer = 1 }) => {
      const job = jobOf(study, constants, chunkSeconds);
      const cluster = clusterOf(study, constants, settings, { workers });
      const wall = (of: typeof job, on: Cluster): string =>
        time(repeat(of, on).mean((one) => one.wall));
      return [
        study.name,
        number(workers),
        part,
        what,
        wall(job, cluster),
        wall({ ...job, chunkRuns: job.chunkRuns * longer }, change(cluster)),
      ];
    }),
  );
  return `${where}\n\n${moved}`;
}
