// How many openings end with nobody chosen is not to be seen in data (docs/model.md 6): a higher base hazard
// with more refusals gives the same adopters. So the share of refusals is a parameter of its own here,
// and hazard and constants follow from it.

import { exp, log } from "../../core/math.ts";
import type { Model } from "../../core/model.ts";
import { utilities } from "../../core/processes/choose.ts";
import { rowOffset } from "../../core/series.ts";
import type { State } from "../../core/state.ts";

/** What the openings of a typical year are valued at. */
export interface Openings {
  /** Weight of each country among openings, summing to 1; [country] */
  readonly weights: Float64Array;
  /** ln sum_j exp(V_j / sigma) - V_0 / sigma; [country] */
  readonly attraction: Float64Array;
  readonly sigma: number;
}

/**
 * Values the openings of all countries under a model, in a state that may come from other settings: prices,
 * quality and peers are taken from it, weights and tastes from the model.
 *
 * @param state a state at a date in the middle of what is fitted; its alignment is worked out anew
 */
export function valueOpenings(model: Model, state: State): Openings {
  const { frame, settings } = model;
  const { countries: n, suppliers: J } = frame;
  const { parameters } = settings;
  const sigma = Math.max(parameters["choice.noise"], 1e-9);
  const year = frame.yearOfStep[state.step] ?? 0;
  const hazardRow = Math.min(year, model.hazardRows - 1) * n;
  const unrest = rowOffset(frame.unrest, year, n);
  const weights = new Float64Array(n);
  const attraction = new Float64Array(n);
  const values = new Float64Array(J + 1);
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < J; j++) {
      const cell = i * J + j;
      state.affinity[cell] =
        frame.home[cell] === 1
          ? 0
          : parameters["choice.alliance"] * (state.allyOfRival[cell] as number) +
            parameters["choice.trade"] * (frame.zTrade[cell] as number);
    }
    utilities(model, state, i, 0, values);
    let sum = 0;
    for (let j = 1; j <= J; j++) sum += exp((values[j] as number) / sigma);
    attraction[i] = log(sum) - (values[0] as number) / sigma;
    const rate = exp(
      (model.logHazard[hazardRow + i] as number) +
        parameters["opportunity.unrest"] * (frame.unrest.values[unrest + i] as number),
    );
    // A country has three segments to fill: beyond that a higher hazard opens nothing more.
    weights[i] = 1 - exp(-Math.min(20, rate * parameters["opportunity.base_hazard"] * SPAN));
    total += weights[i] as number;
  }
  for (let i = 0; i < n; i++) weights[i] = (weights[i] as number) / total;
  return { weights, attraction, sigma };
}

/** Years over which openings are weighed. */
const SPAN = 8;

/** Share of openings that end with nobody when all suppliers' constants are raised by `level`, utils. */
export function noneShare({ weights, attraction, sigma }: Openings, level: number): number {
  let share = 0;
  for (let i = 0; i < weights.length; i++) {
    share +=
      (weights[i] as number) / (1 + exp(Math.min(40, (attraction[i] as number) + level / sigma)));
  }
  return share;
}

/** The common rise of all suppliers' constants, utils, at which a share of openings ends with nobody. */
export function levelFor(openings: Openings, share: number): number {
  let low = -40;
  let high = 40;
  for (let k = 0; k < 50; k++) {
    const middle = (low + high) / 2;
    if (noneShare(openings, middle) > share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
