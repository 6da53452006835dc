import type { OutcomeRequest } from "./scenario.ts";

/** Part of a scenario's document that is put over the scenario it stands in. */
export type PartialDocument = Readonly<Record<string, unknown>>;

/** Teaching material of a scenario. */
export interface Teaching {
  readonly what_is_it: string | null;
  /** How long it takes a class. */
  readonly minutes: number | null;
  readonly things_to_notice: readonly string[];
  /** What to change, where it can be given with the document that changes it. */
  readonly things_to_try: readonly {
    readonly text: string;
    readonly scenario: PartialDocument | null;
  }[];
  /** A guided lesson. */
  readonly steps: readonly LessonStep[];
  readonly questions: readonly { readonly question: string; readonly answer: string }[];
  /** For the teacher: what goes wrong in class. */
  readonly pitfalls: readonly string[];
  /** What the model cannot say. */
  readonly limits: readonly string[];
}

/** One step of a guided lesson. */
export interface LessonStep {
  readonly title: string;
  readonly text: string;
  /** Settings to move, by dotted key: `choice.price`, `suppliers.china.price`. */
  readonly levers: readonly string[];
  /** What "Try it" changes of the lesson's scenario. */
  readonly scenario: PartialDocument | null;
  /** Whether the course of what is measured is to be drawn before the runs are shown. */
  readonly guess: boolean;
  readonly find: NumberToFind | null;
  readonly question: string | null;
  /** Hidden until asked for. */
  readonly answer: string | null;
}

/** A number that a student must find, which the model has. */
export interface NumberToFind {
  /** What is to be found, in words. */
  readonly number: string;
  /** What is read off every run. */
  readonly outcome: OutcomeRequest;
  /** What is made of the runs: their mean, mean change, standard deviation, or share beyond a limit. */
  readonly statistic: "mean" | "change" | "spread" | "runs";
  /** What a change is taken against, put over the lesson's scenario; null: that scenario itself. */
  readonly against: PartialDocument | null;
  /** Which runs are counted; null unless runs are. */
  readonly limit: { readonly side: "above" | "below"; readonly value: number } | null;
  /** Where the number is the value of a setting at which the statistic is reached. */
  readonly lever: {
    readonly key: string;
    readonly between: readonly [number, number];
    /** The value that is reached, or what it is as the lesson starts. */
    readonly reaches: number | "start";
  } | null;
  /** Answers so near are right, in the unit of the number. */
  readonly within: number;
}
