import { replay } from "../../src/core/ledger/watch.ts";
import type { Model } from "../../src/core/model.ts";
import type { State } from "../../src/core/state.ts";
import { openKernel } from "../../src/experiments/kernel.ts";
import { kernelDesignOf } from "../../src/experiments/kernel-design.ts";
import { runKey, runSeed } from "../../src/experiments/run-key.ts";
import { planRuns, spreadRuns } from "../../src/results/plan-runs.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { Runner } from "../explore/runner.ts";
import { words } from "../strings/words.ts";
import { pause } from "./pause.ts";
import type { LabDesk } from "./tasks.ts";

/** What is recorded of every country besides its contracts and rules. */
export interface LayersOrder {
  readonly scenario: Scenario;
}

/** Means over the runs; [period × country] each. */
export interface LayersAnswer {
  readonly periods: readonly string[];
  readonly countries: readonly string[];
  readonly countryNames: readonly string[];
  /** Share of its people that operating kit covers. */
  readonly coverage: Float64Array;
  /** Norm position, 0 rights-protective to 1 state control. */
  readonly norms: Float64Array;
  /** Share of its people in segments of the supplier that serves most of them. */
  readonly dependence: Float64Array;
  /** Runs in the means. */
  readonly runs: number;
  readonly asked: number;
}

/** Runs after which a first answer is given. */
const EARLY = 16;

/** Repeats the runs of a scenario and reads off what the map draws besides contracts and rules. */
export async function layersTask(
  runner: Runner,
  { scenario }: LayersOrder,
  { signal, progress, early }: LabDesk<LayersAnswer>,
): Promise<LayersAnswer> {
  const { world } = runner;
  const compiled = compileScenario(scenario, world);
  const { labels } = compiled;
  const sets = await runner.setsOf(scenario, scenario.runs.count);
  const { design } = planRuns(spreadRuns(scenario, world, compiled, sets), scenario.runs);
  const kernel = openKernel(kernelDesignOf(design), []);
  const cells = labels.periods.length * labels.countries.length;
  const sums = {
    coverage: new Float64Array(cells),
    norms: new Float64Array(cells),
    dependence: new Float64Array(cells),
  };
  let runs = 0;
  const answer = (): LayersAnswer => ({
    periods: labels.periods,
    countries: labels.countries,
    countryNames: labels.countryNames,
    coverage: sums.coverage.map((sum) => sum / runs),
    norms: sums.norms.map((sum) => sum / runs),
    dependence: sums.dependence.map((sum) => sum / runs),
    runs,
    asked: design.count,
  });
  for (; runs < design.count && !signal.aborted; ) {
    const run = design.first + runs;
    const end = (model: Model, state: State): void => addStep(model, state, sums);
    replay(kernel.model(run), runKey(runSeed(design.seed, run)), { end }, labels.periods.length);
    runs += 1;
    progress({ done: runs, total: design.count });
    if (runs === EARLY && runs < design.count) early(answer());
    await pause();
  }
  if (runs === 0) throw new Error(words.lab.noneRepeated);
  return answer();
}

/** Adds what a step ended with. */
function addStep(
  { frame, populationShare }: Model,
  { step, coverage, norm, dependence }: State,
  sums: Pick<LayersAnswer, "coverage" | "norms" | "dependence">,
): void {
  const { countries: n, suppliers, segments } = frame;
  for (let i = 0; i < n; i++) {
    const cell = step * n + i;
    let covered = 0;
    for (let d = 0; d < segments; d++) {
      covered += (populationShare[d] ?? 0) * (coverage[d * n + i] ?? 0);
    }
    let most = 0;
    for (let j = 0; j < suppliers; j++) {
      most = Math.max(most, dependence[i * suppliers + j] ?? 0);
    }
    sums.coverage[cell] = (sums.coverage[cell] ?? 0) + covered;
    sums.norms[cell] = (sums.norms[cell] ?? 0) + (norm[i] ?? 0);
    sums.dependence[cell] = (sums.dependence[cell] ?? 0) + most;
  }
}
