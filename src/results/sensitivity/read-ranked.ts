import type { InputDocument, SensitivityDocument } from "./document.ts";
import { LUCK } from "./input-names.ts";
import type { Ranked } from "./ranking.ts";

/** The inputs of an outcome as its document has them, what matters most first. */
export function readRanked(
  inputs: readonly InputDocument[],
  method: SensitivityDocument["method"],
): readonly Ranked[] {
  const [value, second] = method === "sobol" ? ["total", "first"] : ["mu_star", "sigma"];
  return inputs.map((cells) => {
    const number = (name: string): number => Number(cells[name] ?? Number.NaN);
    return {
      input: cells.input,
      luck: cells.input === LUCK,
      value: number(value),
      low: number(`${value}_low95`),
      high: number(`${value}_high95`),
      second: number(second),
    };
  });
}
