import type { Frame } from "../core/frame.ts";
import { columnLayout } from "../core/outcomes.ts";
import type { Labels } from "../scenario/compiled.ts";
import type { SeriesColumn } from "./summary.ts";

/** The recorded columns of a frame with the names that people read, in the order of the trajectory. */
export function seriesColumns(frame: Frame, labels: Labels): readonly SeriesColumn[] {
  return columnLayout(frame).map(({ outcome: { id, by, unit, definition }, index }) => {
    const ids = by === "supplier" ? labels.suppliers : labels.segments;
    const of = by === "none" ? null : (ids[index] ?? String(index));
    return { name: of === null ? id : `${id}.${of}`, outcome: id, by, of, unit, definition };
  });
}
