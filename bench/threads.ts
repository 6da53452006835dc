// Ensembles over the fitted sets on one thread and on more: `npm run bench -- threads [rounds]`. Slices of
// both are taken in turn and the best of each counts, so that other work on the machine spoils little.

import { availableParallelism } from "node:os";
import { makeDesign } from "../src/experiments/make-design.ts";
import { threadsExecutor } from "../src/experiments/node/threads.ts";
import { spreadOver } from "../src/experiments/spread.ts";
import { compileScenario } from "../src/scenario/compile.ts";
import { loadEnsemble } from "../src/scenario/node/ensemble.ts";
import { builtinWorld } from "../src/scenario/node/world.ts";
import { loadBaseline } from "./load-baseline.ts";

/** Runs of a slice on each thread. */
const SLICE = 100;
const rounds = Number(process.argv[2] ?? 6);
if (!Number.isSafeInteger(rounds) || rounds < 1) {
  throw new RangeError(`rounds are a whole number of at least 1, got "${process.argv[2]}"`);
}

const loaded = await builtinWorld();
if (!loaded.ok) throw new Error(`the shipped world is invalid: ${loaded.problems[0]?.message}`);
const scenario = await loadBaseline();
const ensemble = await loadEnsemble("baseline", "");
if (!ensemble.ok) throw new Error(`the fitted sets are invalid: ${ensemble.problems[0]?.message}`);
const compiled = compileScenario(scenario, loaded.value);
const spread = spreadOver(ensemble.value, scenario, loaded.value, compiled);

const teams = [];
for (let jobs = 1; jobs <= Math.min(8, availableParallelism()); jobs *= 2) {
  teams.push({ jobs, executor: threadsExecutor({ jobs }), best: 0 });
}
// The first round compiles.
for (let round = 0; round <= rounds; round++) {
  for (const team of teams) {
    const count = SLICE * team.jobs;
    const begun = performance.now();
    const design = makeDesign(compiled, { count, seed: String(round), ...spread });
    await team.executor.run(design, () => undefined);
    const perSecond = (1000 * count) / (performance.now() - begun);
    if (round > 0) team.best = Math.max(team.best, perSecond);
  }
}
for (const { executor } of teams) await executor.close();

const one = teams[0]?.best ?? Number.NaN;
console.log(`Ensembles over the fitted sets, every outcome and holder recorded, best of ${rounds}`);
console.table(
  teams.map(({ jobs, best }) => ({
    threads: jobs,
    "runs per second": Math.round(best),
    "against one": Number((best / one).toFixed(2)),
  })),
);
