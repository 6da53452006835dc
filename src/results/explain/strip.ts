import type { LedgerOfRun } from "../../experiments/explain/country-ledgers.ts";
import type { Labels } from "../../scenario/compiled.ts";
import { quantile } from "../quantile.ts";
import type { StripEntry } from "./explanation.ts";

/** What happened to a country until a step, in how many runs and when first; most frequent first. */
export function decisionStrip(
  ledgers: readonly LedgerOfRun[],
  segment: number | null,
  labels: Labels,
): readonly StripEntry[] {
  const found = new Map<string, { entry: Found; firsts: number[]; times: number }>();
  for (const { events } of ledgers) {
    const seen = new Set<string>();
    for (const event of events) {
      const { step, kind, supplier, tier, treaty } = event;
      if (segment !== null && event.segment >= 0 && event.segment !== segment) continue;
      const key = [kind, event.segment, supplier, tier, treaty].join(" ");
      const before = found.get(key) ?? {
        entry: {
          kind,
          segment: labels.segments[event.segment] ?? null,
          supplier: labels.suppliers[supplier] ?? null,
          tier: tier < 0 ? null : tier,
          treaty: treaty === "" ? null : treaty,
        },
        firsts: [],
        times: 0,
      };
      before.times++;
      if (!seen.has(key)) before.firsts.push(step);
      seen.add(key);
      found.set(key, before);
    }
  }
  const period = (steps: readonly number[], p: number) =>
    labels.periods[Math.round(quantile(steps, p))] ?? "";
  return [...found.values()]
    .map(({ entry, firsts, times }) => {
      const sorted = firsts.sort((a, b) => a - b);
      return {
        ...entry,
        runs: sorted.length,
        times,
        median: period(sorted, 0.5),
        low: period(sorted, 0.1),
        high: period(sorted, 0.9),
      };
    })
    .sort((a, b) => b.runs - a.runs || b.times - a.times);
}

type Found = Pick<StripEntry, "kind" | "segment" | "supplier" | "tier" | "treaty">;
