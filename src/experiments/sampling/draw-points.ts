import type { Vector } from "../../core/arrays.ts";
import { centralValue, edgesOf, type Uncertainty, valuesOf } from "../../scenario/uncertainty.ts";
import { latinHypercube } from "./latin-hypercube.ts";
import { morrisTrajectories } from "./morris-trajectories.ts";
import { quantileOf } from "./quantile-of.ts";
import { sobolSequence } from "./sobol-sequence.ts";
import { randomPoints, type UnitPoints } from "./unit-points.ts";

/** Points at which a scenario is run. */
export interface Points {
  /** Names of the quantities that vary. */
  readonly names: readonly string[];
  readonly count: number;
  /** Their values; [point × quantity] */
  readonly values: Vector;
}

/** Ways to draw points. */
export type Sampler = "latin-hypercube" | "sobol" | "random" | "grid" | "one-at-a-time" | "morris";

/** How points are drawn. */
export interface DrawOptions {
  readonly sampler: Sampler;
  /**
   * Number of points, at least 1. A grid takes the most levels whose product stays within; Morris the
   * trajectories that fit; one-at-a-time spreads them evenly. Those may have fewer points than this.
   */
  readonly points: number;
  /** Any text. */
  readonly seed: string;
}

/** Most points of a design. */
export const MOST_POINTS = 1_000_000;

/**
 * Draws points for the quantities that a scenario varies.
 *
 * @throws RangeError if nothing varies, or the number of points is too small for the design or too large.
 * @example
 * drawPoints(scenario.uncertainty, { sampler: "latin-hypercube", points: 512, seed: "7" });
 */
export function drawPoints(quantities: readonly Uncertainty[], options: DrawOptions): Points {
  const { sampler, points, seed } = options;
  const dimensions = quantities.length;
  if (dimensions === 0) {
    throw new RangeError("nothing varies: the scenario has no levers and no uncertainty");
  }
  if (!Number.isSafeInteger(points) || points < 1 || points > MOST_POINTS) {
    throw new RangeError(
      `number of points is ${points}; give a whole number from 1 to ${MOST_POINTS}`,
    );
  }
  switch (sampler) {
    case "latin-hypercube":
      return scaled(quantities, latinHypercube(points, dimensions, seed));
    case "sobol":
      return scaled(quantities, sobolSequence(points, dimensions, seed));
    case "random":
      return scaled(quantities, randomPoints(points, dimensions, seed));
    case "morris": {
      const trajectories = Math.floor(points / (dimensions + 1));
      if (trajectories < 1) {
        throw new RangeError(
          `one Morris trajectory over ${dimensions} quantities has ${dimensions + 1} points, not ${points}`,
        );
      }
      return scaled(quantities, morrisTrajectories(dimensions, { trajectories, seed }));
    }
    case "grid":
      return fullFactorial(quantities, points);
    case "one-at-a-time":
      return oneAtATime(quantities, points);
  }
}

/**
 * Every point of one design with every point of another: policies over levers with samples over
 * uncertainties. All samples of a policy stand together.
 *
 * @throws RangeError for more than a million points.
 */
export function crossPoints(outer: Points, inner: Points): Points {
  const count = outer.count * inner.count;
  if (count > MOST_POINTS) throw new RangeError(`${count} points are more than ${MOST_POINTS}`);
  const [a, b] = [outer.names.length, inner.names.length];
  const values = new Float64Array(count * (a + b));
  for (let p = 0; p < count; p++) {
    const [i, j] = [Math.floor(p / inner.count), p % inner.count];
    values.set(outer.values.subarray(i * a, (i + 1) * a), p * (a + b));
    values.set(inner.values.subarray(j * b, (j + 1) * b), p * (a + b) + a);
  }
  return { names: [...outer.names, ...inner.names], count, values };
}

/** Points of a unit cube as values of the quantities. */
export function scaled(quantities: readonly Uncertainty[], unit: UnitPoints): Points {
  const { count, dimensions } = unit;
  const values = Float64Array.from(unit.values, (share, k) => {
    const quantity = quantities[k % dimensions];
    return quantity === undefined ? Number.NaN : quantityAt(quantity, share);
  });
  return { names: quantities.map(({ name }) => name), count, values };
}

function quantityAt({ distribution }: Uncertainty, share: number): number {
  return quantileOf(distribution, share);
}

/**
 * Every combination of levels: all values of quantities that have only so many, and of the others as
 * many levels as fit, from edge to edge for bounded ones and in the middle of equally likely slices
 * for the rest.
 */
function fullFactorial(quantities: readonly Uncertainty[], points: number): Points {
  const finite = quantities.map(({ distribution }) => valuesOf(distribution));
  const given = finite.reduce((product, values) => product * (values?.length ?? 1), 1);
  const open = finite.filter((values) => values === null).length;
  // A hair against 64 ** (1 / 3) = 3.9999….
  const levels = open === 0 ? 0 : Math.floor((points / given) ** (1 / open) + 1e-9);
  if (given > points || (open > 0 && levels < 2)) {
    const least = given * 2 ** open;
    throw new RangeError(
      `a grid over these quantities has at least ${least} points, not ${points}`,
    );
  }
  const all = quantities.map((quantity, k) => finite[k] ?? levelsOf(quantity, levels));
  const count = all.reduce((product, values) => product * values.length, 1);
  const values = new Float64Array(count * quantities.length);
  for (let p = 0; p < count; p++) {
    let rest = p;
    // The last quantity moves fastest, as nested loops would.
    for (let k = quantities.length - 1; k >= 0; k--) {
      const own = all[k] ?? [];
      values[p * quantities.length + k] = own[rest % own.length] as number;
      rest = Math.floor(rest / own.length);
    }
  }
  return { names: quantities.map(({ name }) => name), count, values };
}

/** All in the middle, and then each moved alone through its levels. */
function oneAtATime(quantities: readonly Uncertainty[], points: number): Points {
  const levels = Math.floor((points - 1) / quantities.length);
  if (levels < 2) {
    const least = 2 * quantities.length + 1;
    throw new RangeError(
      `one at a time over ${quantities.length} quantities has at least ${least} points, not ${points}`,
    );
  }
  const centre = quantities.map(({ distribution }) => centralValue(distribution));
  const rows = [centre];
  quantities.forEach((quantity, k) => {
    const all = valuesOf(quantity.distribution) ?? levelsOf(quantity, levels);
    for (const value of spread(all, levels)) {
      if (value !== centre[k]) rows.push(centre.with(k, value));
    }
  });
  return {
    names: quantities.map(({ name }) => name),
    count: rows.length,
    values: Float64Array.from(rows.flat()),
  };
}

/** At most so many of the values, evenly, ends included. */
function spread(values: readonly number[], most: number): readonly number[] {
  if (values.length <= most) return values;
  return Array.from(
    { length: most },
    (_, k) => values[Math.round((k * (values.length - 1)) / (most - 1))] as number,
  );
}

function levelsOf({ distribution }: Uncertainty, levels: number): readonly number[] {
  const bounded = distribution.kind === "uniform" || distribution.kind === "triangular";
  const [low, high] = edgesOf(distribution);
  return Array.from({ length: levels }, (_, k) =>
    bounded
      ? low + ((high - low) * k) / (levels - 1)
      : quantileOf(distribution, (k + 0.5) / levels),
  );
}
