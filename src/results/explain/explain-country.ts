import type { LedgerOfRun } from "../../experiments/explain/country-ledgers.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { meanDecision, standingDecisions, usualRunnerUp } from "./explain-decisions.ts";
import { explainHazards } from "./explain-hazards.ts";
import type { Explanation, HolderCount } from "./explanation.ts";
import { decisionStrip } from "./strip.ts";

/** What is to be explained. */
export interface ExplainOptions {
  /** Index of the period that the ledgers end with. */
  readonly row: number;
  /** Index of the only segment to look at; all unless told. */
  readonly segment?: number;
  /** Alternative whose choice is explained, 0 for none, j + 1 for supplier j; the most frequent unless told. */
  readonly chosen?: number;
  /** Alternative that it is held against; the most frequent runner-up unless told. */
  readonly over?: number;
}

/**
 * Explains what a country decided: what happened in how many runs, the terms of the decisions behind
 * what it holds, who moved it, and how likely decisions were against the average country.
 *
 * @throws RangeError without any ledger
 * @example
 * const explanation = explainCountry(ledgers, compiled, { row: 80 });
 * explanation.decision?.terms; // sum to explanation.decision.margin
 */
export function explainCountry(
  ledgers: readonly LedgerOfRun[],
  { labels }: Pick<Compiled, "labels">,
  { row, segment, chosen, over }: ExplainOptions,
): Explanation {
  const [first] = ledgers;
  if (first === undefined) throw new RangeError("there is no run to explain");
  const { country } = first;
  const where = segment ?? null;
  const alternatives = ["none", ...labels.suppliers];
  const held = ledgers.map((one) => one.holders);
  const holders = countHolders(held, where, alternatives);
  const explained = chosen ?? alternatives.indexOf(holders[0]?.alternative ?? "none");
  const standing = ledgers.map((one) => standingDecisions(one, where, explained));
  const rival = over ?? usualRunnerUp(standing, alternatives.length);
  return {
    country: labels.countries[country] ?? "",
    name: labels.countryNames[country] ?? "",
    at: labels.periods[row] ?? "",
    segment: where === null ? null : (labels.segments[where] ?? null),
    runs: ledgers.length,
    holders,
    strip: decisionStrip(ledgers, where, labels),
    decision: rival === null ? null : meanDecision(standing, explained, rival, labels),
    hazards: explainHazards(ledgers, labels),
  };
}

/** Runs with each supplier in some segment, or with none in all; without those that are never there. */
export function countHolders(
  runs: readonly (readonly number[])[],
  segment: number | null,
  alternatives: readonly string[],
): readonly HolderCount[] {
  const looked = runs.map((holders) =>
    segment === null ? holders : holders.slice(segment, segment + 1),
  );
  return alternatives
    .map((alternative, a) => ({
      alternative,
      runs: looked.filter((held) => (a === 0 ? held.every((one) => one === 0) : held.includes(a)))
        .length,
    }))
    .filter(({ runs }) => runs > 0)
    .sort((a, b) => b.runs - a.runs);
}
