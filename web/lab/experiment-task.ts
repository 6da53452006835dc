import type { Executor } from "../../src/experiments/ensemble.ts";
import type { DiscoveryDocument } from "../../src/results/discovery/document.ts";
import type { ReportVersions } from "../../src/results/report-input.ts";
import type { Row } from "../../src/results/row.ts";
import type { SensitivityDocument } from "../../src/results/sensitivity/document.ts";
import type { SweepDocument } from "../../src/results/sweep/document.ts";
import type { Experiment } from "../../src/results/sweep/experiment.ts";
import { prepareSweep } from "../../src/results/sweep/prepare-sweep.ts";
import type { TradeoffDocument } from "../../src/results/tradeoff/document.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { Runner } from "../explore/runner.ts";
import { words } from "../strings/words.ts";
import { gatedExecutor } from "./gate.ts";
import type { Question } from "./question.ts";
import type { LabDesk, LabProgress } from "./tasks.ts";

/** A scenario whose levers are free, and what is asked of it. */
export interface ExperimentOrder {
  readonly scenario: Scenario;
  readonly question: Question;
  readonly versions: Omit<ReportVersions, "package">;
}

/** What was found, as the command of the same name prints it as JSON. */
export type FoundDocument =
  | SweepDocument
  | SensitivityDocument
  | DiscoveryDocument
  | TradeoffDocument;

/** What an experiment came to. */
export interface ExperimentAnswer {
  readonly document: FoundDocument;
  /** The rows that the command writes as CSV; none while it is under way. */
  readonly rows: readonly Row[];
  readonly runs: number;
  readonly seconds: number;
}

/** An experiment that is under way. */
export interface Under<Q extends Question> {
  readonly experiment: Experiment;
  readonly question: Q;
  readonly executor: Executor;
  readonly versions: ReportVersions;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LabProgress) => void;
  /** Called whenever there is more to tell; made and told every two seconds or so. */
  readonly part: (make: () => FoundDocument | null) => void;
  /** Time since it began, s. */
  readonly seconds: () => number;
}

/** What one kind of experiment gives; null where too little was finished. */
export type Found = Pick<ExperimentAnswer, "document" | "rows" | "runs"> | null;

/** Least time between two answers from part of the runs, ms. */
const PACE = 2_000;

/** Runs an experiment as the command line would. One that is stopped answers with what was finished. */
export async function experimentTask(
  runner: Runner,
  { scenario, question, versions }: ExperimentOrder,
  { signal, progress, early, gate }: LabDesk<ExperimentAnswer>,
): Promise<ExperimentAnswer> {
  const count = "runs" in question ? question.runs : scenario.runs.count;
  const ensemble = await runner.setsOf(scenario, count);
  const prepared = prepareSweep(scenario, runner.world, { ensemble });
  const quantities = scenario.uncertainty.filter(({ name }) => question.vary.includes(name));
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  let told = begun;
  let done = 0;
  const found = await carryOut({
    experiment: { prepared, quantities, seed: question.seed, designSeed: question.designSeed },
    question,
    executor: gatedExecutor(runner.executor, gate),
    versions: { package: "", ...versions },
    signal,
    onProgress(now) {
      done = now.done;
      progress({ done, total: now.total });
    },
    part(make) {
      const now = performance.now();
      if (now - told < PACE || signal.aborted) return;
      told = now;
      const document = make();
      if (document !== null) early({ document, rows: [], runs: done, seconds: seconds() });
    },
    seconds,
  });
  if (found === null) throw new Error(words.lab.tooLittle);
  return { ...found, seconds: seconds() };
}

/** Fetches what a kind of experiment needs, and makes it. */
async function carryOut({ question, ...under }: Under<Question>): Promise<Found> {
  switch (question.kind) {
    case "sweep":
      return (await import("./sweep-task.ts")).sweepTask({ question, ...under });
    case "sensitivity":
      return (await import("./sensitivity-task.ts")).sensitivityTask({ question, ...under });
    case "discovery":
      return (await import("./discovery-task.ts")).discoveryTask({ question, ...under });
    case "tradeoff":
      return (await import("./tradeoff-task.ts")).tradeoffTask({ question, ...under });
  }
}
