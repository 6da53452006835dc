import { type Lever, leverGroups } from "../explore/levers.ts";
import type { Varied } from "../lab/varied.ts";

/** The levers that stand in front. */
export const inFront: readonly Lever[] = leverGroups.flatMap(({ levers }) => levers);

/** A lever as an experiment varies it: over the values worth trying. */
export function variedOf({ key, label, range: [low, high] }: Lever): Varied {
  return { key, label, low, high };
}
