import { formatDifference, formatValue } from "../../results/charts/numbers.ts";
import type { NumberWording } from "../../results/words/loops-words.ts";

/** How paragraphs write the numbers of an outcome: as reports do. */
export function numberWording(unit: string): NumberWording {
  return {
    value: (value) => formatValue(value, unit, 1),
    difference: (value) => formatDifference(value, unit, 1),
  };
}
