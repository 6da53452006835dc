import { formatCount } from "../../src/results/charts/numbers.ts";
import { words } from "../strings/words.ts";
import type { Picture } from "./picture.ts";

/** The line under every chart: how much is behind it, and what it is not. */
export function sourceLine(
  { model, data }: { readonly model: string; readonly data: string },
  { summary }: Picture,
): string {
  const { finished, requested } = summary.runs;
  const runs =
    finished === requested
      ? words.shared.simulated(formatCount(finished))
      : words.shared.simulatedOf(formatCount(finished), formatCount(requested));
  return words.shared.sourceOf(runs, model, data);
}
