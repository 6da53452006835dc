// Benchmarks of the simulation, on the build: `npm run bench`. Medians; the reference loop beside them.

import { Bench } from "tinybench";
import { buildModel } from "../src/core/build-model.ts";
import { resetState } from "../src/core/reset-state.ts";
import { advance, simulate } from "../src/core/simulate.ts";
import { createState } from "../src/core/state.ts";
import { runKey } from "../src/experiments/run-key.ts";
import { compileScenario } from "../src/scenario/compile.ts";
import type { Compiled } from "../src/scenario/compiled.ts";
import { builtinWorld } from "../src/scenario/node/world.ts";
import { loadBaseline } from "./load-baseline.ts";
import { referenceLoop } from "./reference.ts";
import { timeRunParts } from "./run-parts.ts";

const loaded = await builtinWorld();
if (!loaded.ok) throw new Error(`the shipped world is invalid: ${loaded.problems[0]?.message}`);
const world = loaded.value;
const scenario = await loadBaseline();
const compiled = compileScenario(scenario, world);

await kernelTable(compiled);
partsTable(compiled);

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

function round(x: number, digits: number): number {
  return Number(x.toFixed(digits));
}
