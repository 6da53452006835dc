import type { MorrisPoints } from "../sampling/morris-trajectories.ts";
import { uniformStream } from "../sampling/unit-points.ts";
import type { Index } from "./sobol-indices.ts";

/** Elementary effects of one group of inputs, per move of half its range. */
export interface MorrisEffect {
  /** Mean of the absolute effects, with bootstrap interval; NaN without any. */
  readonly muStar: Index;
  /** Mean of the signed effects, of a move upwards. */
  readonly mu: number;
  /** Their standard deviation: interactions and bends. NaN below two. */
  readonly sigma: number;
  /** Effects that could be taken: both of their points finished. */
  readonly effects: number;
}

/** Options of `morrisEffects`. */
export interface MorrisEffectOptions {
  /** Resamples of the bootstrap; 1000 unless told. */
  readonly resamples?: number;
  readonly seed?: string;
}

/**
 * Elementary effects of Morris (1991) with the mean of absolute effects of Campolongo et al. (2007):
 * the change of the outcome by one move, in the outcome's own unit. Effects of which either point
 * failed (NaN) are left out.
 *
 * @param outcome the outcome at every point of the design; may be shorter if it was stopped
 */
export function morrisEffects(
  design: MorrisPoints,
  outcome: ArrayLike<number>,
  { resamples = 1000, seed = "1" }: MorrisEffectOptions = {},
): readonly MorrisEffect[] {
  const { trajectories, groups, moved, values, dimensions } = design;
  const effects: number[][] = Array.from({ length: groups }, () => []);
  for (let t = 0; t < trajectories; t++) {
    for (let k = 0; k < groups; k++) {
      const point = t * (groups + 1) + k;
      const change = (outcome[point + 1] ?? Number.NaN) - (outcome[point] ?? Number.NaN);
      if (!Number.isFinite(change)) continue;
      let up = 1;
      for (let d = 0; d < dimensions; d++) {
        const step =
          (values[(point + 1) * dimensions + d] as number) -
          (values[point * dimensions + d] as number);
        if (step !== 0) up = Math.sign(step);
      }
      effects[moved[t * groups + k] as number]?.push(change * up);
    }
  }
  const uniform = uniformStream(seed);
  return effects.map((own) => {
    const n = own.length;
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const absolute = own.map(Math.abs);
    const mu = mean(own);
    const squares = own.reduce((sum, effect) => sum + (effect - mu) ** 2, 0);
    const means = Float64Array.from({ length: n < 2 ? 0 : resamples }, () =>
      mean(absolute.map(() => absolute[Math.floor(uniform() * n)] as number)),
    ).sort();
    return {
      muStar: {
        value: mean(absolute),
        low: means[Math.floor(0.025 * (means.length - 1))] ?? Number.NaN,
        high: means[Math.ceil(0.975 * (means.length - 1))] ?? Number.NaN,
      },
      mu,
      sigma: n < 2 ? Number.NaN : Math.sqrt(squares / (n - 1)),
      effects: n,
    };
  });
}
