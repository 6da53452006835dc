// Measures everything that the document needs, and writes it: `npm run bench -- scale --measure`.

import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { MODEL_VERSION } from "../../../src/core/version.ts";
import type { Design } from "../../../src/experiments/ensemble.ts";
import { packageRoot } from "../../../src/scenario/node/world.ts";
import { referenceLoop } from "../../reference.ts";
import type { Constants, JobConstants, RunConstants } from "../constants.ts";
import type { LiveRuns } from "../live-run.ts";
import { constants, constantsPath, livePath } from "../parts.ts";
import { openBenchCluster } from "./bench-cluster.ts";
import { measureChunks } from "./chunks.ts";
import { type Measured, openDesigns, withoutSeries } from "./designs.ts";
import { computing, type LiveCase, measureLive, waiting } from "./live.ts";
import { leastSeconds } from "./processor.ts";
import { measureQueue } from "./queue.ts";
import { measureDesign } from "./stored-designs.ts";

/** Jurisdictions of the large world. */
const CITIES = 100_000;

/** Measures, and writes both files. */
export async function measureAll(say: (text: string) => void): Promise<void> {
  const load = loadavg()[0] as number;
  const on = new Date().toISOString().slice(0, 10);
  const designs = await openDesigns();
  const { user, system } = process.cpuUsage();
  const coordinatorStartSeconds = (user + system) / 1e6;
  const referenceMicroseconds = 1e6 * (await leastSeconds(200, referenceLoop));

  say("Runs, chunks and designs");
  const sobol = await measureJob(await designs.sobol(), { sizes: [16, 128], perDesign: true });
  const ensemble = await measureJob(designs.ensemble(), { sizes: [4, 64] });
  const cities = await measureJob(designs.cities(CITIES), { sizes: [1, 3], repetitions: 2 });

  say("The queue");
  const small = withoutSeries(designs.ensemble().design);
  const runs = await chunksOf(small);
  const { queue, workerStartSeconds } = await measureQueue(small, runs);
  const found: Constants = {
    schema: "panoptes/scale-constants@1",
    measured: {
      on,
      model: MODEL_VERSION,
      node: process.versions.node,
      processor: cpus()[0]?.model.trim() ?? "an unknown processor",
      cores: availableParallelism(),
      referenceMicroseconds,
      load,
    },
    jobs: { sobol, ensemble, cities },
    cities: CITIES,
    workerStartSeconds,
    coordinatorStartSeconds,
    queue,
  };
  write(constantsPath, found);
  await measureWorkers(say);
}

/** Makes small jobs with real workers, and writes what came of them beside what the simulation says. */
export async function measureWorkers(say: (text: string) => void): Promise<void> {
  say("Real workers");
  const known = constants();
  const load = loadavg()[0] as number;
  const designs = await openDesigns();
  const computes = withoutSeries(designs.ensemble().design);
  const { design: waits } = await designs.waiting();
  const jobs = async (design: Design, isWaiting: boolean, cases: readonly LiveCase[]) =>
    measureLive({ design, runs: await chunksOf(design), waits: isWaiting }, cases, known, say);
  const live: LiveRuns = {
    on: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
    load,
    runs: [...(await jobs(computes, false, computing)), ...(await jobs(waits, true, waiting))],
  };
  write(livePath, live);
}

function chunksOf(design: Design): Promise<RunConstants> {
  return measureChunks({ design, makeSeconds: 0, count: () => undefined }, [16, 128], 5);
}

async function measureJob(
  measured: Measured,
  options: {
    readonly sizes: readonly [small: number, large: number];
    readonly repetitions?: number;
    /** Whether a job has many such designs. */
    readonly perDesign?: boolean;
  },
): Promise<JobConstants> {
  const { sizes, repetitions = 5, perDesign = false } = options;
  const { design, makeSeconds } = measured;
  return {
    runs: await measureChunks(measured, sizes, repetitions),
    design: await measureDesign(design, { runs: perDesign ? design.count : 0, makeSeconds }),
    workerBytes: await measureMemory(measured, sizes[1]),
  };
}

/** Most memory of a worker that computes two chunks of so many runs, bytes. */
async function measureMemory({ design }: Measured, runs: number): Promise<number> {
  const cluster = await openBenchCluster(20);
  try {
    const worker = cluster.startWorker();
    await cluster.waitForWorkers(1);
    const count = Math.min(2 * runs, design.plan?.seeds.length ?? 2 * runs);
    await cluster.run({ ...design, first: 0, count }, { chunkSeconds: count / 2, msPerRun: 1000 });
    return worker.bytes();
  } finally {
    await cluster.close();
  }
}

/** Writes figures with as many digits as they are good for. */
function write(path: string, value: object): void {
  const round = (_: string, one: unknown): unknown =>
    typeof one === "number" && !Number.isInteger(one) ? Number(one.toPrecision(4)) : one;
  writeFileSync(join(packageRoot(), path), `${JSON.stringify(value, round, 2)}\n`);
}
