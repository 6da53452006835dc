import { shuffled, type UnitPoints, uniformStream } from "./unit-points.ts";

/**
 * A Latin hypercube (McKay, Beckman and Conover 1979): each dimension is cut into as many equal
 * slices as there are points, and every slice holds exactly one, at a random place in it.
 *
 * @example
 * latinHypercube(512, 4, "7").values; // [point × dimension], each in [0,1)
 */
export function latinHypercube(count: number, dimensions: number, seed: string): UnitPoints {
  const uniform = uniformStream(seed);
  const values = new Float64Array(count * dimensions);
  for (let d = 0; d < dimensions; d++) {
    const slices = shuffled(count, uniform);
    for (let p = 0; p < count; p++) {
      values[p * dimensions + d] = ((slices[p] as number) + uniform()) / count;
    }
  }
  return { count, dimensions, values };
}
