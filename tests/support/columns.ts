import type { Model } from "../../src/core/model.ts";
import { columnLayout } from "../../src/core/outcomes.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";

/** One series of a trajectory; [steps]. */
export function series(
  model: Model,
  trajectory: Trajectory,
  id: string,
  index?: number,
): Float64Array {
  const { steps } = model.frame;
  const column = columnLayout(model.frame).findIndex(
    ({ outcome, index: at }) =>
      outcome.id === id &&
      (index === undefined ? outcome.by === "none" : outcome.by !== "none" && at === index),
  );
  if (column < 0) throw new RangeError(`no column ${id} ${index ?? ""}`);
  return trajectory.columns.subarray(column * steps, (column + 1) * steps);
}
