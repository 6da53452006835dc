import type { HazardTerms } from "../../core/ledger/hazard-terms.ts";
import type { LedgerOfRun } from "../../experiments/explain/country-ledgers.ts";
import type { Labels } from "../../scenario/compiled.ts";
import type { HazardMean } from "./explanation.ts";

/** Differences below this are what rounding leaves of none. */
const ROUNDING = 1e-12;

/**
 * The hazards of a country's decisions against the average country, mean over the runs in which the
 * country can take them. The average country has the mean of each term over all countries.
 */
export function explainHazards(
  ledgers: readonly LedgerOfRun[],
  labels: Labels,
): readonly HazardMean[] {
  const groups = new Map<string, { terms: HazardTerms; country: number }[]>();
  for (const { hazards, country } of ledgers) {
    for (const terms of hazards) {
      if (terms.acts[country] !== 1) continue;
      const key = [terms.kind, terms.supplier, terms.treaty].join(" ");
      groups.set(key, [...(groups.get(key) ?? []), { terms, country }]);
    }
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { kind, supplier, treaty, terms: names } = first.terms;
    const each = (of: (one: (typeof group)[number], t: number) => number, t: number) =>
      group.reduce((sum, one) => sum + of(one, t), 0) / group.length;
    const own = names.map((_, t) => each(termOf, t));
    const average = names.map((_, t) => each(averageOf, t));
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    return {
      kind,
      subject: treaty === "" ? (labels.suppliers[supplier] ?? null) : treaty,
      runs: group.length,
      hazard: Math.exp(sum(own)),
      average: Math.exp(sum(average)),
      terms: names
        .map((term, t) => ({ term, value: (own[t] ?? 0) - (average[t] ?? 0) }))
        .filter(({ term, value }) => term !== "base" && Math.abs(value) > ROUNDING),
    };
  });
}

function termOf({ terms, country }: { terms: HazardTerms; country: number }, t: number): number {
  return terms.values[country * terms.terms.length + t] ?? Number.NaN;
}

/** Mean of a term over all countries. */
function averageOf({ terms: { terms, values } }: { terms: HazardTerms }, t: number): number {
  const countries = values.length / terms.length;
  let sum = 0;
  for (let i = 0; i < countries; i++) sum += values[i * terms.length + t] ?? Number.NaN;
  return sum / countries;
}
