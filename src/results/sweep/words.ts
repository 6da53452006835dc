import type { PrecisionRule, SweepResult } from "../../experiments/sweep.ts";
import { formatCount, formatDifference } from "../charts/numbers.ts";
import type { Outcome } from "./prepare-sweep.ts";
import type { PointSummary } from "./summarise-points.ts";

/** How precise the points of a sweep are, and how many runs would be needed, in a sentence or two. */
export function precisionText(
  {
    result,
    summaries,
    rule,
    cycle,
  }: {
    readonly result: Pick<SweepResult, "ends" | "precision">;
    readonly summaries: readonly (readonly PointSummary[])[];
    readonly rule: PrecisionRule | null;
    /** Runs after which parameter sets come again; undefined where there is one. */
    readonly cycle: number | undefined;
  },
  outcomes: readonly Outcome[],
): string {
  const budget = result.ends.filter((end) => end === "budget").length;
  const spent = budget > 0 ? ` The budget ended at ${formatCount(budget)} points.` : "";
  const units = cycle === undefined ? "" : ", parameter sets being the units";
  if (rule === null) {
    const outcome = outcomes[0];
    const halves = summaries
      .map((own) => ((own[0]?.high ?? Number.NaN) - (own[0]?.low ?? Number.NaN)) / 2)
      .filter((half) => !Number.isNaN(half))
      .sort((a, b) => a - b);
    const half = halves[Math.floor((halves.length - 1) / 2)];
    if (summaries.every((own) => (own[0]?.runs ?? 0) === 0)) {
      return `No run finished, so nothing is known of any point.${spent}`;
    }
    if (outcome === undefined || half === undefined) {
      const few = summaries.some((own) => (own[0]?.runs ?? 0) > 1)
        ? "With runs of one parameter set at a point, nothing tells how the others differ"
        : "With one run at a point, luck cannot be told from what varies";
      return `${few}: add --runs.${spent}`;
    }
    const width = formatDifference(half, outcome.unit, 2).replace(/^\+/, "±");
    const more =
      cycle === undefined
        ? "four times the runs halve that"
        : `four times the runs halve that as long as they bring new parameter sets, up to ${formatCount(cycle)} runs`;
    return (
      `How many runs? The mean of ${outcome.name} at a point is known to ${width} (median over points, 95 %${units}); ` +
      `${more}. --precise ${outcome.name}=<width> adds runs until it is narrow enough.${spent}`
    );
  }
  const outcome = outcomes[rule.pick];
  const of = (reason: string): number => result.ends.filter((end) => end === reason).length;
  const open = result.precision.filter(
    ({ needed }, point) => result.ends[point] !== "precise" && Number.isFinite(needed),
  );
  const worst = open.reduce((most, { needed }) => Math.max(most, needed), 0);
  const runs = result.precision.map((one) => one.runs).sort((a, b) => a - b);
  const kind =
    rule.statistic.kind === "quantile"
      ? `p${Math.round(100 * rule.statistic.share)}`
      : rule.statistic.kind === "difference"
        ? "mean difference to the first point"
        : "mean";
  const width = formatDifference(rule.half, outcome?.unit ?? "", 2).replace(/^\+/, "±");
  return (
    `How many runs? ${formatCount(of("precise"))} of ${formatCount(result.ends.length)} points know the ${kind} of ` +
    `${outcome?.name} to ${width} (95 %${units}), with ${formatCount(runs[0] ?? 0)} to ${formatCount(runs.at(-1) ?? 0)} runs.` +
    (of("most") > 0 ? ` ${formatCount(of("most"))} reached the most runs allowed.` : "") +
    (of("sets") > 0
      ? ` For ${formatCount(of("sets"))} no number of runs would do: the parameter sets differ by more.`
      : "") +
    (worst > 0 ? ` The least precise would need about ${formatCount(worst)} runs.` : "") +
    spent
  );
}
