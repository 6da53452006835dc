import type { Frame } from "../core/frame.ts";
import { columnLayout } from "../core/outcomes.ts";
import type { Labels } from "../scenario/compiled.ts";
import { partIds, partName } from "../scenario/outcome-name.ts";
import type { SeriesColumn } from "./summary.ts";

/** The recorded columns of a frame with the names that people read, in the order of the trajectory. */
export function seriesColumns(frame: Frame, labels: Labels): readonly SeriesColumn[] {
  return columnLayout(frame).map(({ outcome: { id, by, unit, definition }, index }) => {
    const part = partIds(labels, by)[index] ?? String(index);
    const of = by === "none" ? null : partName(by, part);
    return { name: of === null ? id : `${id}.${of}`, outcome: id, by, of, unit, definition };
  });
}

/** The outcomes that columns are of, each once, in their order: what to name where a name was wrong. */
export function outcomesOf(columns: readonly SeriesColumn[]): readonly string[] {
  return [...new Set(columns.map(({ outcome }) => outcome))];
}
