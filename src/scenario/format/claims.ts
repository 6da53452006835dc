import * as z from "zod";
import { segmentIds } from "../registry/segments.ts";
import { date, prose } from "./cells.ts";
import { THEN } from "./then.ts";

const limit = (description: string) => z.number().optional().meta({ description });

const yes = (description: string) => z.literal(true).optional().meta({ description });

/** What picks one part of an outcome that is split. */
export const parts: Readonly<Record<PartKey, z.ZodOptional<z.ZodString>>> = {
  supplier: z.string().optional().meta({ description: "Only this supplier" }),
  segment: z
    .string()
    .optional()
    .meta({ description: `Only this segment: ${segmentIds.join(", ")}` }),
  region: z.string().optional().meta({ description: "Only this region, for example africa" }),
  regime: z.string().optional().meta({ description: "Only this regime: CA, EA, ED or LD" }),
  income: z
    .string()
    .optional()
    .meta({ description: "Only this band of income: low, lower-middle, upper-middle or high" }),
};

/** Keys that pick a part of an outcome. */
export type PartKey = "supplier" | "segment" | "region" | "regime" | "income";

/** What of the model is measured. */
export const metric: z.ZodString = z
  .string()
  .meta({ description: "Outcome of the model, for example adoption.share" });

/** What starts an intervention by state. */
export const trigger: z.ZodObject = z
  .strictObject({
    metric,
    ...parts,
    above: limit("It lies above this"),
    below: limit("It lies below this"),
    for: z
      .int()
      .min(1)
      .max(800)
      .optional()
      .meta({ description: "Quarters in a row that it must do so; default 1", default: 1 }),
    delay: z
      .int()
      .min(0)
      .max(800)
      .optional()
      .meta({ description: "Quarters from then to the start; default 0", default: 0 }),
    [THEN]: z.enum(["once", "while"]).optional().meta({
      description: "Acts once, to its end, or while the condition holds; default once",
      default: "once",
    }),
  })
  .meta({ description: "Starts it when an outcome passes a limit, in place of a date" });

/** What a scenario claims about its runs. */
export const expectation: z.ZodObject = z.strictObject({
  outcome: z.string().optional().meta({ description: "An outcome by the name it has above" }),
  metric: metric.optional(),
  ...parts,
  at: date("Read at the end of this period; the end of the run if left out").optional(),
  above: limit("It lies above this"),
  below: limit("It lies below this"),
  in_at_least: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({ description: "In at least this share of runs" }),
  against: z.string().optional().meta({ description: "Scenario it is compared with: baseline" }),
  higher: yes("Higher on average than there"),
  lower: yes("Lower on average than there"),
  no_clear_difference: yes("No clear difference to there"),
  because: prose.optional().meta({ description: "Why, for readers" }),
});

/** Keys of these sections, for suggestions. */
export const claimKeys: Readonly<Record<"when" | "expect", readonly string[]>> = {
  when: Object.keys(trigger.shape),
  expect: Object.keys(expectation.shape),
};
