import type { PartialDocument } from "../../src/scenario/teaching.ts";
import { type Choice, type PlainIntervention, untouched } from "../explore/choice.ts";

/**
 * The choice that a step's "Try it" stands for: the lesson with the step's partial document over it.
 *
 * @param lesson id of the lesson's scenario
 */
export function attemptOf(lesson: string, partial: PartialDocument | null, size: Size): Choice {
  const plain = untouched(lesson, size.runs, size.seed);
  if (partial === null) return plain;
  const { parameters, mechanisms, suppliers, interventions, ...rest } = partial;
  const values: Record<string, number | boolean> = { ...(parameters as Values | undefined) };
  for (const [id, value] of Object.entries((mechanisms ?? {}) as Values)) {
    values[`mechanisms.${id}`] = value;
  }
  for (const [id, attributes] of Object.entries((suppliers ?? {}) as Record<string, Values>)) {
    for (const [attribute, value] of Object.entries(attributes)) {
      values[`suppliers.${id}.${attribute}`] = value;
    }
  }
  const items = (interventions ?? []) as readonly PlainIntervention[];
  return { ...plain, values, interventions: items, rest };
}

type Values = Readonly<Record<string, number | boolean>>;

/** Size and seed of an ensemble. */
export interface Size {
  readonly runs: number;
  readonly seed: string;
}
