import { columnLayout } from "../core/outcomes.ts";
import type { Design } from "../experiments/ensemble.ts";
import { ALL_HOLDERS } from "../results/node/plans/stored-design.ts";

/**
 * A design as the one or two that are stored: runs whose holders are kept run by run are larger, and lie
 * under a digest of their own, so that asking for the holders of more runs finds those that are there.
 */
export function byHolders(design: Design): readonly Design[] {
  const { first, count, keepHolders = 0 } = design;
  const kept = Math.min(count, Math.max(0, keepHolders - first));
  const parts = [
    { ...design, count: kept, keepHolders: ALL_HOLDERS },
    { ...design, first: first + kept, count: count - kept, keepHolders: 0 },
  ];
  return parts.filter((part) => part.count > 0);
}

/** Bytes of results of a run: single values, or series and what else is kept of each run. */
export function bytesPerRun({ frame, picks, keepHolders = 0 }: Design): number {
  if (picks) return 8 * picks.length;
  const { steps, countries, vintages } = frame;
  const holders = keepHolders > 0 ? 4 * steps * countries : 0;
  return 8 * columnLayout(frame).length * steps + 8 * vintages.length * countries + holders;
}
