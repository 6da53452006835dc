import { quantile } from "../quantile.ts";

/** How the values of a policy over many worlds become one number. */
export type Robustness =
  | { readonly kind: "mean" }
  /** The value that 9 in 10 worlds are better than. */
  | { readonly kind: "worst-decile" }
  /** Mean loss against leaving the levers where they are, in worlds where there is one: 0 where it is better. */
  | { readonly kind: "regret" }
  /** Share of worlds in which the limit is kept. */
  | { readonly kind: "satisfy"; readonly limits: readonly number[] };

/** What counts as good. */
export type Goal = "minimise" | "maximise";

/**
 * One objective of a policy, to be made small: from its values over worlds with different luck and
 * assumptions, the same worlds for every policy. Worlds whose run failed (NaN) are left out; NaN if none is left.
 *
 * @param values one per world
 * @param reference those of the levers left where they are, for regret
 * @param outcome index of the outcome, for its limit
 */
export function objectiveOf(
  values: ArrayLike<number>,
  goal: Goal,
  robustness: Robustness,
  reference: ArrayLike<number>,
  outcome: number,
): number {
  const sign = goal === "minimise" ? 1 : -1;
  const costs: number[] = [];
  const losses: number[] = [];
  for (let k = 0; k < values.length; k++) {
    const cost = sign * (values[k] as number);
    if (Number.isNaN(cost)) continue;
    costs.push(cost);
    const loss = cost - sign * (reference[k] ?? Number.NaN);
    if (!Number.isNaN(loss)) losses.push(Math.max(0, loss));
  }
  if (costs.length === 0) return Number.NaN;
  switch (robustness.kind) {
    case "mean":
      return mean(costs);
    case "worst-decile":
      return quantile(
        costs.sort((a, b) => a - b),
        0.9,
      );
    case "regret":
      return losses.length === 0 ? Number.NaN : mean(losses);
    case "satisfy": {
      const limit = robustness.limits[outcome] ?? Number.NaN;
      const kept = costs.filter((cost) => cost <= sign * limit).length;
      return 1 - kept / costs.length;
    }
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** An objective as people read it: in the outcome's own direction, and the share that satisfies. */
export function shownValue(objective: number, goal: Goal, { kind }: Robustness): number {
  if (kind === "satisfy") return 1 - objective;
  return kind === "regret" || goal === "minimise" ? objective : -objective;
}
