// Time and memory of the whole model as worlds grow: `npm run bench -- sizes [jurisdictions…]`. Times are
// those of the processor, not of the clock, so that they hold on a machine with other work.

import { buildModel } from "../src/core/build-model.ts";
import type { Settings } from "../src/core/model.ts";
import { simulate } from "../src/core/simulate.ts";
import { createState } from "../src/core/state.ts";
import { runKey } from "../src/experiments/run-key.ts";
import { compileScenario } from "../src/scenario/compile.ts";
import { builtinWorld } from "../src/scenario/node/world.ts";
import { bytesOf } from "./bytes-of.ts";
import { loadBaseline } from "./load-baseline.ts";
import { syntheticFrame } from "./synthetic-frame.ts";

const asked = process.argv.slice(2).map(Number);
const sizes = asked.length > 0 ? asked : [200, 2_000, 20_000, 100_000, 1_000_000];
if (sizes.some((n) => !Number.isSafeInteger(n) || n < 2)) {
  throw new RangeError(`jurisdictions are whole numbers of at least 2, got ${sizes.join(", ")}`);
}

const loaded = await builtinWorld();
if (!loaded.ok) throw new Error(`the shipped world is invalid: ${loaded.problems[0]?.message}`);
const { frame: template, settings } = compileScenario(await loadBaseline(), loaded.value);

console.log("Synthetic worlds, everything on, recorded outcomes");
console.table(sizes.map((n) => measure(n, settings)));

/** A row of the table. */
function measure(n: number, settings: Settings): Record<string, number> {
  const frame = syntheticFrame(n, template);
  const model = buildModel(frame, settings);
  const state = createState(model);
  // Small worlds: the least of many runs after the code has been compiled. Large ones take long enough.
  const runs = Math.max(1, Math.min(60, Math.floor(200_000 / n)));
  for (let k = 0; n < 5_000 && k < 30; k++) {
    simulate(model, state, runKey(String(k)), { holders: false });
  }
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < runs; k++) {
    const { user, system } = process.cpuUsage();
    simulate(model, state, runKey(String(k)), { holders: false });
    const used = process.cpuUsage();
    least = Math.min(least, used.user - user + used.system - system);
  }
  const seen = new Set<ArrayBufferLike>();
  const network = bytesOf([frame.peers, model.peers], seen);
  const covariates = bytesOf(frame, seen);
  const compiled = bytesOf(model, seen);
  const running = bytesOf({ ...state, recorded: null }, seen);
  const per = (bytes: number): number => Math.round(bytes / n);
  return {
    jurisdictions: n,
    runs,
    "s per run": Number((least / 1e6).toFixed(n < 5_000 ? 4 : 2)),
    "ns per country-step": Math.round((least * 1000) / n / frame.steps),
    "bytes each: network": per(network),
    covariates: per(covariates),
    model: per(compiled),
    state: per(running),
    together: per(network + covariates + compiled + running),
    "adopters, %": Math.round((100 * state.adopters) / n),
  };
}
