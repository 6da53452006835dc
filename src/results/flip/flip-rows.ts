import type { Row } from "../row.ts";
import type { FoundFlip } from "./find-flip.ts";

/** What a search for a flip tried, as rows: one for each value of the lever, in ascending order. */
export function flipRows(scenario: string, { lever, tried, flip }: FoundFlip): readonly Row[] {
  return tried.map((one) => {
    return { scenario, lever: lever.id, ...one, flips: one.value === flip?.value };
  });
}
