import type { Frame } from "../../src/core/frame.ts";
import type { Model } from "../../src/core/model.ts";
import { columnLayout } from "../../src/core/outcomes.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";

/** One series of a run of a chunk; [steps]. */
export function outcomeRow(
  frame: Frame,
  columns: Float64Array,
  run: number,
  id: string,
): Float64Array {
  const layout = columnLayout(frame);
  const column = layout.findIndex(({ outcome }) => outcome.id === id);
  if (column < 0) throw new RangeError(`no column ${id}`);
  const from = (run * layout.length + column) * frame.steps;
  return columns.slice(from, from + frame.steps);
}

/** One series of a trajectory; [steps]. */
export function series(
  model: Model,
  trajectory: Trajectory,
  id: string,
  index?: number,
): Float64Array {
  const { steps } = model.frame;
  const column = columnNamed(model, id, index);
  return trajectory.columns.subarray(column * steps, (column + 1) * steps);
}

/** Column of a trajectory: the total of an outcome, or with an index one of its parts. */
export function columnNamed(model: Model, id: string, index?: number): number {
  const column = columnLayout(model.frame).findIndex(
    ({ outcome, index: at }) =>
      outcome.id === id &&
      (index === undefined ? outcome.by === "none" : outcome.by !== "none" && at === index),
  );
  if (column < 0) throw new RangeError(`no column ${id} ${index ?? ""}`);
  return column;
}
