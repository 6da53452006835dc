import { shuffled, type UnitPoints, uniformStream } from "./unit-points.ts";

/** Points of a Morris design with what changes from one to the next. */
export interface MorrisPoints extends UnitPoints {
  readonly trajectories: number;
  /** Number of groups; a trajectory has one point more. */
  readonly groups: number;
  /** Group that the step after a point moves; [trajectory × group] */
  readonly moved: Int32Array<ArrayBuffer>;
}

/** Options of `morrisTrajectories`. */
export interface MorrisOptions {
  readonly trajectories: number;
  readonly seed: string;
  /** Group of each dimension, 0 to groups - 1; every dimension alone unless told. */
  readonly groups?: readonly number[];
  /** Even number of levels of every dimension; 4 unless told. */
  readonly levels?: number;
}

/**
 * Trajectories of Morris (1991): from a random point of a grid of levels every group of dimensions
 * moves once, in random order, by Δ = levels / (2 (levels - 1)), up or down as there is room. Levels
 * lie in the middle of equal slices, so that unbounded distributions stay finite and each of few
 * values is met.
 *
 * @throws RangeError for an odd or too small number of levels, or no trajectory.
 */
export function morrisTrajectories(dimensions: number, options: MorrisOptions): MorrisPoints {
  const { trajectories, seed, levels = 4 } = options;
  const groupOf = options.groups ?? Array.from({ length: dimensions }, (_, d) => d);
  if (levels < 2 || levels % 2 !== 0) {
    throw new RangeError(`${levels} levels; give an even number of at least 2`);
  }
  if (!Number.isSafeInteger(trajectories) || trajectories < 1) {
    throw new RangeError(`${trajectories} trajectories; give at least 1`);
  }
  const groups = Math.max(...groupOf) + 1;
  const uniform = uniformStream(seed);
  const length = groups + 1;
  const values = new Float64Array(trajectories * length * dimensions);
  const moved = new Int32Array(trajectories * groups);
  const middle = (level: number): number => (level + 0.5) / levels;
  const half = levels / 2;
  for (let t = 0; t < trajectories; t++) {
    const place = Int32Array.from({ length: dimensions }, () => Math.floor(uniform() * levels));
    const order = shuffled(groups, uniform);
    for (let k = 0; k < length; k++) {
      if (k > 0) {
        const group = order[k - 1] as number;
        moved[t * groups + k - 1] = group;
        // Half the levels away: the only step of this size that stays on the grid.
        for (let d = 0; d < dimensions; d++) {
          if (groupOf[d] !== group) continue;
          const level = place[d] as number;
          place[d] = level < half ? level + half : level - half;
        }
      }
      for (let d = 0; d < dimensions; d++) {
        values[(t * length + k) * dimensions + d] = middle(place[d] as number);
      }
    }
  }
  return { count: trajectories * length, dimensions, values, trajectories, groups, moved };
}
