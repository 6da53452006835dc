import * as z from "zod";
import { date, prose } from "./cells.ts";
import { metric, parts } from "./claims.ts";

const lines = (description: string) =>
  z.array(prose).min(1).max(50).optional().meta({ description });

/** What differs from the scenario it stands in. */
const partial = z.record(z.string(), z.unknown()).optional();

const attempt = z.strictObject({
  text: prose.meta({ description: "What to try" }),
  scenario: partial.meta({
    description: "What to change for it, as in a scenario that extends this one",
  }),
});

const question = z.strictObject({
  question: prose,
  answer: prose.meta({ description: "Hidden until asked for" }),
});

const key = z.string().min(1).max(100);

/** A number to find: of the step's runs, or the place of a lever at which they reach something. */
const find = z
  .strictObject({
    number: prose.meta({ description: "What is to be found, in words" }),
    metric,
    ...parts,
    at: date("Read at the end of this period; the end of the run if left out").optional(),
    statistic: z.enum(["mean", "change", "spread", "runs"]).optional().meta({
      description:
        "Of the runs: their mean, the mean change against the lesson's start run by run, their standard deviation, or the share of runs beyond a limit; default mean",
      default: "mean",
    }),
    against: partial.meta({
      description: "What a change is taken against, in place of the lesson's start",
    }),
    above: z.number().optional().meta({ description: "Runs that lie above this are counted" }),
    below: z.number().optional().meta({ description: "Runs that lie below this are counted" }),
    lever: key.optional().meta({
      description: "The number is the value of this setting at which the statistic is reached",
    }),
    between: z
      .tuple([z.number(), z.number()])
      .optional()
      .meta({ description: "Values of the lever between which it is reached" }),
    reaches: z
      .union([z.number(), z.literal("start")])
      .optional()
      .meta({
        description: "The value that is reached, or start: what it is as the lesson starts",
      }),
    within: z.number().positive().meta({
      description: "Answers so near are right, in the unit of the number",
    }),
  })
  .meta({ description: "The number that has to be found" });

const step = z.strictObject({
  title: prose,
  text: prose.meta({ description: "What to do and why" }),
  levers: z
    .array(key)
    .max(6)
    .optional()
    .meta({ description: "Settings to move here, as --set names them" }),
  scenario: partial.meta({ description: "What the button Try it changes" }),
  guess: z.literal(true).optional().meta({
    description: "The course of what is measured is to be drawn before the runs are shown",
  }),
  find: find.optional(),
  question: prose.optional(),
  answer: prose.optional().meta({ description: "Hidden until asked for" }),
});

/** Teaching material. */
export const teach: z.ZodObject = z.strictObject({
  what_is_it: prose.optional().meta({ description: "What the scenario shows" }),
  minutes: z.int().min(1).max(600).optional().meta({ description: "How long it takes a class" }),
  things_to_notice: lines("What to look at"),
  things_to_try: z
    .array(z.union([prose, attempt]))
    .min(1)
    .max(50)
    .optional()
    .meta({ description: "What to change" }),
  steps: z
    .array(step)
    .min(1)
    .max(20)
    .optional()
    .meta({ description: "A guided lesson, step by step" }),
  questions: z.array(question).min(1).max(50).optional().meta({ description: "With answers" }),
  pitfalls: lines("For the teacher: what goes wrong in class"),
  limits: lines("What the model cannot say"),
});

/** Keys of these sections, for suggestions. */
export const teachKeys: Readonly<
  Record<"teach" | "attempt" | "question" | "step" | "find", readonly string[]>
> = {
  teach: Object.keys(teach.shape),
  attempt: Object.keys(attempt.shape),
  question: Object.keys(question.shape),
  step: Object.keys(step.shape),
  find: Object.keys(find.shape),
};
