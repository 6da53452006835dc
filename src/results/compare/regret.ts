/** What counts as good for an outcome. */
export type Goal = "minimise" | "maximise";

/** How a scenario stands among others that had the same luck. */
export interface Standing {
  /** Mean of its values over the runs that all scenarios finished. */
  readonly mean: number;
  /** Mean rank, 1 the best; ties share the mean of their ranks. */
  readonly rank: number;
  /** Share of runs in which nobody is better, [0,1]; ties count for all. */
  readonly best: number;
  /** How much worse than the best of the same luck, in the outcome's unit; 0 is the best. */
  readonly regret: { readonly mean: number; readonly p90: number; readonly most: number };
}

/**
 * Ranks scenarios run by run: in every run the scenarios are compared under the same luck, so that
 * regret is what choosing another would have spared in that very world. Runs that any scenario
 * failed (NaN) are left out.
 *
 * @param values one value per run for every scenario; [scenario][run]
 * @returns one standing per scenario; all NaN where no run is left
 * @throws RangeError for fewer than two scenarios.
 */
export function rankScenarios(values: readonly ArrayLike<number>[], goal: Goal): Standing[] {
  if (values.length < 2) {
    throw new RangeError(`${values.length} scenario to rank; give at least two`);
  }
  const length = Math.min(...values.map((of) => of.length));
  const sign = goal === "minimise" ? 1 : -1;
  const sums = values.map(() => ({ value: 0, rank: 0, best: 0, regrets: [] as number[] }));
  let runs = 0;
  for (let run = 0; run < length; run++) {
    // As costs: the smaller, the better.
    const costs = values.map((of) => sign * (of[run] as number));
    if (costs.some(Number.isNaN)) continue;
    runs += 1;
    const least = Math.min(...costs);
    costs.forEach((cost, s) => {
      const sum = sums[s];
      if (!sum) return;
      const better = costs.filter((other) => other < cost).length;
      const equal = costs.filter((other) => other === cost).length;
      sum.value += sign * cost;
      sum.rank += better + (equal + 1) / 2;
      sum.best += cost === least ? 1 : 0;
      sum.regrets.push(cost - least);
    });
  }
  return sums.map(({ value, rank, best, regrets }) => {
    regrets.sort((a, b) => a - b);
    const total = regrets.reduce((sum, one) => sum + one, 0);
    return {
      mean: value / runs,
      rank: rank / runs,
      best: best / runs,
      regret: {
        mean: total / runs,
        p90: regrets[Math.ceil(0.9 * runs) - 1] ?? Number.NaN,
        most: regrets[runs - 1] ?? Number.NaN,
      },
    };
  });
}
