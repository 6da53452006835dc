// Benchmarks of the simulation, on the build: `npm run bench`. Medians; the reference loop beside them.

import { availableParallelism } from "node:os";
import { Bench } from "tinybench";
import { buildModel } from "../src/core/build-model.ts";
import type { Frame } from "../src/core/frame.ts";
import type { Settings } from "../src/core/model.ts";
import { resetState } from "../src/core/reset-state.ts";
import { advance, simulate } from "../src/core/simulate.ts";
import { createState } from "../src/core/state.ts";
import { makeDesign } from "../src/experiments/make-design.ts";
import { threadsExecutor } from "../src/experiments/node/threads.ts";
import { runKey } from "../src/experiments/run-key.ts";
import { compileScenario } from "../src/scenario/compile.ts";
import type { Compiled } from "../src/scenario/compiled.ts";
import { builtinWorld } from "../src/scenario/node/world.ts";
import { loadBaseline } from "./load-baseline.ts";
import { referenceLoop } from "./reference.ts";
import { timeRunParts } from "./run-parts.ts";
import { syntheticFrame } from "./synthetic-frame.ts";

const loaded = await builtinWorld();
if (!loaded.ok) throw new Error(`the shipped world is invalid: ${loaded.problems[0]?.message}`);
const world = loaded.value;
const scenario = await loadBaseline();
const compiled = compileScenario(scenario, world);

await kernelTable(compiled);
partsTable(compiled);
await sizesTable(compiled);
await workersTable(compiled);

/** One step, one run and what comes before a run, on the real world. */
async function kernelTable({ frame, settings }: Compiled): Promise<void> {
  const model = buildModel(frame, settings);
  const state = createState(model);
  const bench = new Bench({ time: 1000, warmupTime: 500 });
  const record = new Float64Array(0);
  let sink = 0;
  let k = 0;
  bench
    .add("reference loop", () => {
      sink += referenceLoop();
    })
    .add("compile the scenario on its world", () => {
      sink += compileScenario({ ...scenario }, { ...world }).frame.countries;
    })
    .add("model of one parameter set", () => {
      sink += buildModel(frame, settings).hazardRows;
    })
    .add("120 steps", () => {
      resetState(model, state, runKey(String(k++)));
      state.recorded = record;
      for (let step = 0; step < frame.steps; step++) advance(model, state, step);
      sink += state.adopters;
    })
    .add("one recorded run", () => {
      sink += simulate(model, state, runKey(String(k++)), { holders: true }).columns.length;
    });
  await bench.run();
  print("Kernel, real world: 197 countries, 3 segments, 120 quarters", bench);
  if (!Number.isFinite(sink)) throw new Error("the benchmark computed nothing");
}

/** The parts of a recorded run, in the order of a step. */
function partsTable({ frame, settings }: Compiled): void {
  const parts = timeRunParts(frame, settings, 60);
  const visits = frame.countries * frame.steps;
  const row = (part: string, microseconds: number) => ({
    part,
    "least, µs per run": round(microseconds, 0),
    "ns per country-step": round((microseconds * 1000) / visits, 1),
  });
  const all = parts.reduce((sum, { microseconds }) => sum + microseconds, 0);
  console.log("\nParts of a recorded run, real world");
  console.table([
    ...parts.map(({ part, microseconds }) => row(part, microseconds)),
    row("all", all),
  ]);
}

/** Time per country-step as worlds grow. */
async function sizesTable({ frame, settings }: Compiled): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const n of [197, 2_000, 20_000]) {
    const { median, runs } = timeRuns(syntheticFrame(n, frame), settings, n > 5_000 ? 5 : 25);
    rows.push({
      jurisdictions: n,
      "ms per run (median)": round(median, 2),
      "ns per country-step": round((median * 1e6) / n / frame.steps, 1),
      runs,
    });
  }
  console.log("\nSynthetic worlds, everything on, recorded outcomes");
  console.table(rows);
}

function timeRuns(
  frame: Frame,
  settings: Settings,
  runs: number,
): { median: number; runs: number } {
  const model = buildModel(frame, settings);
  const state = createState(model);
  const times: number[] = [];
  for (let k = -2; k < runs; k++) {
    const begun = performance.now();
    simulate(model, state, runKey(String(k + 2)), { holders: false });
    if (k >= 0) times.push(performance.now() - begun);
  }
  return { median: middle(times), runs };
}

/** Ensembles of recorded runs on 1, 2, … threads. */
async function workersTable(world: Compiled): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  const count = 1_000;
  for (let jobs = 1; jobs <= Math.min(8, availableParallelism()); jobs *= 2) {
    const executor = threadsExecutor({ jobs });
    const seconds: number[] = [];
    for (let round = 0; round < 4; round++) {
      const begun = performance.now();
      const design = makeDesign(world, { count, seed: "1" });
      await executor.run(design, () => undefined);
      if (round > 0) seconds.push((performance.now() - begun) / 1000);
    }
    await executor.close();
    rows.push({
      threads: jobs,
      runs: count,
      "seconds (median of 3)": round(middle(seconds), 2),
      "runs per second": Math.round(count / middle(seconds)),
    });
  }
  console.log("\nEnsembles, real world, every outcome and holder recorded");
  console.table(rows);
}

function print(title: string, bench: Bench): void {
  const reference = medianOf(bench, "reference loop");
  console.log(`\n${title}`);
  console.table(
    bench.tasks.map(({ name }) => {
      const median = medianOf(bench, name);
      return {
        task: name,
        "median, µs": round(median * 1000, 1),
        "× reference loop": round(median / reference, 1),
      };
    }),
  );
}

/** Median latency of a task, ms. */
function medianOf(bench: Bench, name: string): number {
  const result = bench.getTask(name)?.result;
  if (result?.state !== "completed") throw new Error(`benchmark "${name}" did not complete`);
  return result.latency.p50;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function round(x: number, digits: number): number {
  return Number(x.toFixed(digits));
}
