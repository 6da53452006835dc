import type { Vector } from "../../core/arrays.ts";
import type { Executor, StopSignal } from "../../experiments/ensemble.ts";
import { makeDesign } from "../../experiments/make-design.ts";
import { buildFromDocuments } from "../../scenario/build-from-documents.ts";
import { compileScenario } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { SINGLE } from "../../scenario/ensemble.ts";
import { sameFrame } from "../../scenario/same-frame.ts";
import type { OutcomeRequest, Scenario } from "../../scenario/scenario.ts";
import { endLabel } from "../../scenario/time.ts";
import type { World } from "../../scenario/world/world.ts";
import { ensembleHash } from "../identity.ts";
import { outcomePicks } from "../outcome-picks.ts";
import { seriesColumns } from "../series-columns.ts";

/** One outcome over time in every run of a scenario. */
export interface Course {
  /** Values, NaN where the run failed; [run × period] */
  readonly values: Vector;
  readonly runs: number;
  /** Labels of the periods, for example "2031Q2", and their decimal years. */
  readonly periods: readonly string[];
  readonly dates: readonly number[];
  readonly unit: string;
  readonly definition: string;
  /** Index of the period at which the outcome is read. */
  readonly step: number;
  /** Hash of the whole trajectories: that of the same scenario on the command line. */
  readonly resultHash: string;
}

/** What runs the scenarios of lessons. */
export interface LessonRunner {
  /**
   * Runs a scenario and reads one outcome at every step; null if it was stopped.
   *
   * @param documents plain and valid, the root first, each over those before it
   * @param until "read" ends the runs with the period at which the outcome is read: nothing before it differs
   * @throws RangeError for a scenario that is spread over parameter sets, or an outcome that is not recorded
   */
  course(
    documents: readonly object[],
    outcome: OutcomeRequest,
    until: "end" | "read",
    signal?: StopSignal,
  ): Promise<Course | null>;
}

/**
 * Makes a runner of lessons. Courses come from an executor as they are, without a summary, so that a course
 * of the same runs and seeds is the same to the last bit wherever it is made.
 */
export function lessonRunner(world: World, executor: Executor): LessonRunner {
  let last: { readonly scenario: Scenario; readonly compiled: Compiled } | null = null;
  return {
    async course(documents, outcome, until, signal) {
      const { at } = outcome;
      const end = until === "read" && at !== null ? [{ time: { end: endLabel(at) } }] : [];
      const scenario = buildFromDocuments([...documents, ...end]);
      if (scenario.parameterSets.from !== SINGLE) {
        throw new RangeError(
          "a lesson runs on one parameter set: parameter_sets: { from: single }",
        );
      }
      const known = last !== null && sameFrame(scenario, last.scenario) ? last.compiled : null;
      const compiled = compileScenario(scenario, world, [], known);
      last = { scenario, compiled };
      const { frame, labels } = compiled;
      const { steps } = frame;
      const columns = seriesColumns(frame, labels);
      const [pick] = outcomePicks([outcome], columns, labels);
      if (pick === undefined) throw new RangeError(`nothing is recorded as "${outcome.name}"`);
      const { column, step, unit, definition } = pick;
      const { count, seed } = scenario.runs;
      const picks = Array.from({ length: steps }, (_, row) => ({ column, step: row }));
      const design = { ...makeDesign(compiled, { count, seed, recordHolders: false }), picks };
      const hash = ensembleHash();
      const values = new Float64Array(count * steps).fill(Number.NaN);
      const { stopped } = await executor.run(
        design,
        (chunk) => {
          values.set(chunk.columns, chunk.first * steps);
          for (const line of chunk.hashes) hash.add(line);
        },
        signal === undefined ? {} : { signal },
      );
      if (stopped) return null;
      const { periods, dates } = labels;
      const resultHash = hash.digest();
      return { values, runs: count, periods, dates, unit, definition, step, resultHash };
    },
  };
}

/** The values at the period at which the outcome is read, one per run. */
export function valuesOf({ values, runs, periods, step }: Course): Vector {
  return Float64Array.from(
    { length: runs },
    (_, run) => values[run * periods.length + step] as number,
  );
}
