import type { Constants } from "../constants.ts";
import { bytes, number, percent, table, time } from "../words.ts";

const jobs = ["sobol", "ensemble", "cities"] as const;

/** What was measured, in words and tables. */
export function constantsTable(constants: Constants): string {
  const { measured, queue } = constants;
  const each = (title: string, of: (kind: (typeof jobs)[number]) => string): readonly string[] => [
    title,
    ...jobs.map(of),
  ];
  const run = (kind: (typeof jobs)[number]) => constants.jobs[kind].runs;
  const design = (kind: (typeof jobs)[number]) => constants.jobs[kind].design;
  const perJob = table(
    [
      { title: "Processor time and bytes" },
      { title: "Sobol' study", right: true },
      { title: "plain ensemble", right: true },
      { title: `${number(constants.cities)} cities`, right: true },
    ],
    [
      each("a run", (kind) => time(run(kind).secondsPerRun)),
      each("runs per core-hour", (kind) => number(3600 / run(kind).secondsPerRun)),
      each("packing and writing, a run", (kind) => time(run(kind).packSecondsPerRun)),
      each("the same, whatever the runs of a chunk", (kind) => time(run(kind).packSecondsPerChunk)),
      each("reading and counting, a run", (kind) => time(run(kind).readSecondsPerRun)),
      each("the same, whatever the runs of a chunk", (kind) => time(run(kind).readSecondsPerChunk)),
      each("result of a run, in the file of its chunk", (kind) => bytes(run(kind).bytesPerRun)),
      each("the rest of that file", (kind) => bytes(run(kind).bytesPerChunk)),
      each("runs of a design", (kind) =>
        design(kind).runs === 0 ? "all" : `${design(kind).runs}`,
      ),
      each("a design's file", (kind) => bytes(design(kind).bytes)),
      each("the world's file and what else designs share", (kind) =>
        bytes(design(kind).worldBytes),
      ),
      each("making a design, coordinating process", (kind) => time(design(kind).makeSeconds)),
      each("storing it", (kind) => time(design(kind).storeSeconds)),
      each("loading it with its world, worker", (kind) => time(design(kind).worldSeconds)),
      each("loading it alone", (kind) => time(design(kind).loadSeconds)),
      each("memory of a worker with one thread", (kind) => bytes(constants.jobs[kind].workerBytes)),
    ],
  );
  const perChunk = table(
    [{ title: "Queue and processes" }, { title: "", right: true }],
    [
      ["Redis commands of a chunk, from posting to notice", number(queue.operationsPerChunk)],
      ["Redis' time to post a chunk", time(queue.postSeconds)],
      ["Redis' time from taking a chunk to its notice", time(queue.workSeconds)],
      ["Redis' time to renew a lock", time(queue.renewSeconds)],
      ["Redis' time for each second that a worker is there", time(queue.waitSeconds)],
      ["coordinating process: posting a chunk", time(queue.coordinatorPostSeconds)],
      ["coordinating process: hearing that it ended", time(queue.coordinatorNoticeSeconds)],
      [
        "worker: what a chunk takes besides computing, packing and writing",
        time(queue.workerSeconds),
      ],
      ["from the start of a worker until it can load a design", time(constants.workerStartSeconds)],
      [
        "from the command until the first design is stored",
        time(constants.coordinatorStartSeconds),
      ],
    ],
  );
  const load =
    measured.load > 1
      ? `Other work was on the machine (${number(measured.load, 2)} processes wanted to run when it began)`
      : `Nothing else was on the machine (load ${percent(measured.load)})`;
  return [
    `Measured on ${measured.on} by \`npm run bench -- scale --measure\`: model ${measured.model}, Node ${measured.node}, ` +
      `Redis ${queue.version}, ${measured.cores} cores of ${measured.processor}; the reference loop of \`npm run bench\` took ` +
      `${number(measured.referenceMicroseconds)} µs. ${load}; times are the least of several, and of the processor, so that this disturbs little.`,
    "",
    perJob,
    "",
    perChunk,
  ].join("\n");
}
