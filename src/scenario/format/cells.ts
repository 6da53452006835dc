import * as z from "zod";
import type { Interval } from "../registry/definition.ts";

/** A text for people, of sensible length. */
export const prose: z.ZodString = z.string().max(10_000);

/** Why a value is what it is, and where it comes from. */
export const reasons: { readonly [K in "because" | "source"]: z.ZodOptional<z.ZodString> } = {
  because: prose.optional().meta({ description: "Why this value, for readers" }),
  source: prose.optional().meta({ description: "Where the value comes from: a reference or link" }),
};

/** A number within limits, or `{ value, was, because, source }` around one. */
export function numberCell([low, high]: Interval, description: string): z.ZodType {
  const value = z.number().min(low).max(high);
  return z
    .union([
      value,
      z.strictObject({
        value,
        was: z.number().optional().meta({
          description: "The parent's value that this one replaces; a warning if it moved",
        }),
        ...reasons,
      }),
    ])
    .meta({ description });
}

/** A switch, or `{ value, was, because, source }` around one. */
export function switchCell(description: string): z.ZodType {
  return z
    .union([
      z.boolean(),
      z.strictObject({ value: z.boolean(), was: z.boolean().optional(), ...reasons }),
    ])
    .meta({ description });
}

/** Ids of scenarios, interventions and new suppliers. */
export const ID_PATTERN: RegExp = /^[a-z][a-z0-9_-]{0,63}$/;

/** Id of a scenario, an intervention or a supplier. */
export const identifier: z.ZodString = z.string().regex(ID_PATTERN);

/** A date: `2027Q1`, `2027-03` or `2027`, also as a number. */
export function date(description: string): z.ZodType {
  return z
    .union([z.string().regex(/^\d{4}([Qq][1-4]|-(0[1-9]|1[0-2]))?$/), z.int().min(1900).max(2200)])
    .meta({ description, examples: ["2027Q1", "2027-03", 2027] });
}
