import { inlineReplayer } from "../../src/experiments/explain/replays.ts";
import { type CascadeResult, runCascades } from "../../src/results/cascades/run-cascades.ts";
import { planRuns, spreadRuns } from "../../src/results/plan-runs.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { Runner } from "../explore/runner.ts";
import { words } from "../strings/words.ts";
import { pause } from "./pause.ts";
import type { LabDesk } from "./tasks.ts";

/** Runs in which decisions are taken away one by one. */
export interface CascadeOrder {
  readonly scenario: Scenario;
  readonly runs: number;
}

/** Who decided because of whom. */
export interface CascadeAnswer {
  readonly result: CascadeResult;
  /** Runs that were asked for. */
  readonly asked: number;
}

/** Repeats runs without the decisions of each country in turn. */
export async function cascadeTask(
  runner: Runner,
  { scenario, runs }: CascadeOrder,
  { signal, progress }: LabDesk<CascadeAnswer>,
): Promise<CascadeAnswer> {
  const { world } = runner;
  const compiled = compileScenario(scenario, world);
  const sets = await runner.setsOf(scenario, runs);
  const size = { count: runs, seed: scenario.runs.seed };
  const { design } = planRuns(spreadRuns(scenario, world, compiled, sets), size);
  const result = await runCascades(design, compiled.labels, compiled.labels.periods.length - 1, {
    signal,
    replayer: inlineReplayer(pause),
    onProgress: (done, total) => progress({ done, total }),
  });
  if (result.runs === 0) throw new Error(words.lab.noneGone);
  return { result, asked: runs };
}
