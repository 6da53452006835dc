import type { PairedComparison } from "../../results/compare/compare-sides.ts";
import type { ShownComparison } from "../../results/compare/shown.ts";
import type { Side } from "../../results/compare/side.ts";
import type { KeptRuns } from "../../results/node/comparison-folder.ts";
import { ExitCode, Stop } from "../exit-codes.ts";
import type { NamedSide } from "./sides.ts";

/** A results folder for a comparison. */
export interface ComparisonFolder {
  /** Takes what is kept of single runs while it can be read. */
  keep(sides: readonly Side[], pairs: readonly PairedComparison[]): void;
  /** Writes everything. */
  write(shown: ShownComparison, sides: readonly NamedSide[]): void;
}

/**
 * Looks at the place of a comparison's folder before anything is run.
 * @throws Stop (usage) when something else stands there or it cannot be written
 */
export async function openComparisonFolder(path: string): Promise<ComparisonFolder> {
  const folder = await import("../../results/node/comparison-folder.ts");
  const refused = (error: unknown): Stop =>
    new Stop(
      ExitCode.Usage,
      `--output: ${error instanceof Error ? error.message : String(error)}.`,
    );
  let place: ReturnType<typeof folder.comparisonPlace>;
  try {
    place = folder.comparisonPlace(path);
  } catch (error) {
    throw refused(error);
  }
  let kept: KeptRuns | null = null;
  return {
    keep(sides, pairs) {
      kept = folder.keepRuns(sides, pairs);
    },
    write(shown, sides) {
      if (kept === null) return;
      try {
        const scenarios = sides.map(({ scenario }) => scenario);
        folder.writeComparison(place, shown, kept, scenarios);
      } catch (error) {
        throw refused(error);
      }
    },
  };
}
