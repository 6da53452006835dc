import type { Split } from "../core/trajectory.ts";
import type { Labels } from "./compiled.ts";
import { endLabel } from "./time.ts";

/** Name under which an outcome without one is reported: `adoption.share.china@2035Q4`. */
export function outcomeName(
  metric: string,
  by: Split,
  of: string | null,
  at: number | null,
): string {
  const part = of !== null ? `.${partName(by, of)}` : by === "none" ? "" : ` by ${by}`;
  return `${metric}${part}${at === null ? "" : `@${endLabel(at)}`}`;
}

/**
 * Name of a part among all parts of an outcome: the id of a supplier or segment, and for groups of
 * countries also what kind they are, since a region may be called what a supplier is: `region.europe`.
 */
export function partName(by: Split, of: string): string {
  return by === "region" || by === "regime" || by === "income" ? `${by}.${of}` : of;
}

/** Ids of the parts that an outcome is split into, in the order of its columns. */
export function partIds(labels: Labels, by: Split): readonly string[] {
  if (by === "none") return [];
  if (by === "supplier") return labels.suppliers;
  return by === "segment" ? labels.segments : labels.groups[by];
}
