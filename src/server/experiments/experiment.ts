import type { ExperimentKind } from "../../api/schemas/jobs.ts";
import type { Row } from "../../results/row.ts";
import type { WordLength } from "../../results/words/phrases.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Call } from "../bind.ts";
import type { Desk, ExperimentWork, Watch, Workshop } from "../jobs/work.ts";

/** What a request asks for. */
export interface Asked<Question> {
  /** The scenario that is run, or the first of several. */
  readonly scenario: Scenario;
  /** Plain data: it is kept with the job. */
  readonly question: Question;
  /** Runs, at most, repetitions counted. */
  readonly count: number;
  /** How often each run that was asked for is made; once unless told. */
  readonly repeats?: number;
  readonly seed: string;
  /** Digests of the parameter sets of its scenarios. */
  readonly sets: readonly string[];
  /** Command that asks the same, without the program's name. */
  readonly command: readonly string[];
}

/** What an experiment gives. */
export interface Made {
  readonly scenarios: readonly Scenario[];
  /** What was found, as JSON; null where nothing was finished. */
  readonly answer: object | null;
  /** The same as rows of one shape. */
  readonly rows: Iterable<Row>;
  /** The same as a paragraph, where the command has words for it. */
  readonly words?: (length: WordLength) => string;
  /** Hash of what came out. */
  readonly resultHash: string;
  readonly done: number;
  readonly failed: number;
  /** Whether it was stopped before its end. */
  readonly stopped: boolean;
}

/** A kind of experiment, as the server makes it. */
export interface ServedExperiment<Question> {
  readonly kind: ExperimentKind;
  /** Reads what a request asks for. Throws Refusal for what cannot be asked. */
  ask(call: Call, desk: Desk): Promise<Asked<Question>>;
  make(
    work: ExperimentWork & { readonly question: Question },
    workshop: Workshop,
    watch: Watch,
  ): Promise<Made>;
}
