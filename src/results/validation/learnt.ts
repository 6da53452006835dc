import type { CalibrationRecord } from "../../experiments/calibration/record.ts";
import { num, percent } from "./number-text.ts";

/** How much of the prior is left. */
export function learntText({ stages, effective }: CalibrationRecord): string {
  const plausible = stages.find((one) => one.plausible !== null)?.plausible ?? null;
  return [
    plausible === null ? "" : `History matching left ${percent(plausible)} of the prior. `,
    `The fitted population has ${Math.round(effective)} effective sets. "Learnt" is the variance that the data have taken away, on the prior's scale; below 0 the sets lean to both ends, and nothing was learnt.`,
  ].join("");
}

/** Every parameter before and after. */
export function contractionTable({ contractions }: CalibrationRecord): string {
  return [
    "| parameter | symbol | prior | median | 9 in 10 sets | learnt |",
    "| --- | --- | --: | --: | --: | --: |",
    ...contractions.map(
      ({ id, symbol, low, high, q05, q50, q95, contraction }) =>
        `| \`${id}\` | ${symbol} | ${num(low)} to ${num(high)} | ${num(q50)} | ${num(q05)} to ${num(q95)} | ${percent(contraction)} |`,
    ),
  ].join("\n");
}

/** Parameters that the data cannot tell apart. */
export function pairsText({ pairs }: CalibrationRecord): string {
  if (pairs.length === 0) return "No two parameters are correlated by 0.3 or more.";
  return [
    "Raising one and moving the other along leaves the fit as it was: the data tell the combination, not the parts.",
    "",
    "| | | correlation |",
    "| --- | --- | --: |",
    ...pairs
      .slice(0, 15)
      .map(
        ({ first, second, correlation }) =>
          `| \`${first}\` | \`${second}\` | ${correlation.toFixed(2)} |`,
      ),
  ].join("\n");
}
