import * as z from "zod";
import { prose } from "./cells.ts";
import { samplers } from "./uncertainty-names.ts";

/** Most values of a choice or a grid. */
export const MOST_VALUES = 1000;

const pair = (description: string) =>
  z.tuple([z.number(), z.number()]).optional().meta({ description });

/** How a quantity is distributed: exactly one of the distributions. */
export const uncertain: z.ZodObject = z.strictObject({
  uniform: pair("[low, high]: every value between is as likely"),
  triangular: z
    .tuple([z.number(), z.number(), z.number()])
    .optional()
    .meta({ description: "[low, mode, high]" }),
  normal: pair("[mean, SD], moved to four SD or to `clamp` where it lies beyond"),
  lognormal: pair("[median, geometric SD], moved to four SD or to `clamp` where it lies beyond"),
  choice: z
    .array(z.number())
    .min(1)
    .max(MOST_VALUES)
    .optional()
    .meta({ description: "One of these values, all as likely; ordered as their size is" }),
  categorical: z
    .array(z.union([z.number(), z.string().min(1).max(200), z.boolean()]))
    .min(1)
    .max(MOST_VALUES)
    .optional()
    .meta({
      description:
        "One of these values, all as likely, without an order among them: numbers, names such as those of suppliers, or true and false",
    }),
  integer: pair("[low, high]: every whole number from one to the other is as likely"),
  grid: z
    .strictObject({
      from: z.number().meta({ description: "First value" }),
      to: z.number().meta({ description: "Last value" }),
      steps: z
        .int()
        .min(2)
        .max(MOST_VALUES)
        .meta({ description: "Number of values, ends included" }),
    })
    .optional()
    .meta({ description: "One of so many values at equal distances" }),
  clamp: pair("[low, high]: values of `normal` and `lognormal` beyond are moved here"),
  label: z.string().min(1).max(200).optional().meta({ description: "Name for people" }),
  because: prose.optional().meta({ description: "Why this range, for readers" }),
  source: prose.optional().meta({ description: "Where the range comes from" }),
});

/** How points are drawn from the uncertain quantities. */
export const design: z.ZodObject = z.strictObject({
  sampler: z.enum(samplers).optional().meta({
    description: "How points are drawn; default latin-hypercube",
    default: "latin-hypercube",
  }),
  points: z.int().min(1).max(1_000_000).optional().meta({ description: "Number of points" }),
  seed: z
    .union([z.string().min(1).max(200), z.number()])
    .optional()
    .meta({ description: "Any text or number; default 1", default: 1 }),
});

/** Keys of these sections, for suggestions. */
export const uncertaintyKeys: Readonly<Record<"uncertain" | "grid" | "design", readonly string[]>> =
  {
    uncertain: Object.keys(uncertain.shape),
    grid: ["from", "to", "steps"],
    design: Object.keys(design.shape),
  };
