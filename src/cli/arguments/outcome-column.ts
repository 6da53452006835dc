import { outcomesOf } from "../../results/series-columns.ts";
import type { SeriesColumn } from "../../results/summary.ts";
import { wrongUsage } from "../exit-codes.ts";
import { didYouMean } from "./nearest.ts";

/**
 * Finds the one column that an outcome names: `adoption.share`, or a part, `adoption.share.china`.
 * @returns its index
 * @throws Stop (usage) where there is none, or only parts
 */
export function outcomeColumn(columns: readonly SeriesColumn[], metric: string): number {
  const column = columns.findIndex((one) => one.name === metric);
  if (column >= 0) return column;
  const names = columns.map((one) => one.name);
  const parts = names.filter((one) => one.startsWith(`${metric}.`));
  throw wrongUsage(
    parts.length > 0
      ? `--metric "${metric}" has no total; name a part: ${parts.join(", ")}.`
      : `--metric "${metric}" is no outcome.${didYouMean(metric, names)}\n` +
          `Outcomes: ${outcomesOf(columns).join(", ")}.`,
  );
}
