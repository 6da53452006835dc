import { formatCount } from "../../src/results/charts/numbers.ts";
import type { Picture } from "./picture.ts";

/** The line under every chart: how much is behind it, and what it is not. */
export function sourceLine(
  { model, data }: { readonly model: string; readonly data: string },
  { summary }: Picture,
): string {
  const { finished, requested } = summary.runs;
  const runs =
    finished === requested
      ? `${formatCount(finished)} simulated runs`
      : `${formatCount(finished)} of ${formatCount(requested)} simulated runs`;
  return `${runs} · model ${model} · data ${data} · not a forecast`;
}
