import type { Decision } from "../../core/ledger/country-ledger.ts";
import { UTILITY_TERMS, utilityTermIds } from "../../core/ledger/utility-terms.ts";
import { PEER_UNIT } from "../../core/peers.ts";
import type { LedgerOfRun } from "../../experiments/explain/country-ledgers.ts";
import type { Labels } from "../../scenario/compiled.ts";
import type { AlternativeMean, DecisionMean, Neighbour } from "./explanation.ts";

/** Decisions of a run that are in a mean. */
export interface DecisionsOfRun {
  readonly run: number;
  readonly decisions: readonly Decision[];
}

/**
 * The decisions of a run that an alternative stands on at the end: the last of each segment, where it
 * chose the alternative and the segment still has it.
 */
export function standingDecisions(
  { run, decisions, holders }: LedgerOfRun,
  segment: number | null,
  chosen: number,
): DecisionsOfRun {
  const last = new Map<number, Decision>();
  for (const decision of decisions) {
    if (segment === null || decision.segment === segment) last.set(decision.segment, decision);
  }
  const stands = (one: Decision) => one.chosen === chosen && holders[one.segment] === chosen;
  return { run, decisions: [...last.values()].filter(stands) };
}

/** The alternative that most often came second, or null where none ever did; the first of equals. */
export function usualRunnerUp(all: readonly DecisionsOfRun[], alternatives: number): number | null {
  const times = new Array<number>(alternatives).fill(0);
  for (const { runnerUp } of all.flatMap(({ decisions }) => decisions)) {
    if (runnerUp >= 0) times[runnerUp] = (times[runnerUp] ?? 0) + 1;
  }
  const most = Math.max(...times);
  return most === 0 ? null : times.indexOf(most);
}

/**
 * Mean of decisions for alternative `chosen` over alternative `over` (0 is none, j + 1 supplier j).
 * Decisions in which `over` was barred are left out: there is no margin over it.
 *
 * @returns null if no decision is left
 */
export function meanDecision(
  all: readonly DecisionsOfRun[],
  chosen: number,
  over: number,
  labels: Labels,
): DecisionMean | null {
  const open = (one: Decision) => Number.isFinite(one.values[over] ?? Number.NaN);
  const kept = all.flatMap(({ decisions }) => decisions.filter(open));
  const asked = all.reduce((sum, { decisions }) => sum + decisions.length, 0);
  if (kept.length === 0) return null;
  const names = ["none", ...labels.suppliers];
  const difference = (one: Decision, t: number) => termOf(one, chosen, t) - termOf(one, over, t);
  const worth = (one: Decision, a: number) => one.values[a] ?? Number.NaN;
  return {
    chosen: names[chosen] ?? "",
    over: names[over] ?? "",
    decisions: kept.length,
    runs: all.filter(({ decisions }) => decisions.some(open)).length,
    barred: asked - kept.length,
    terms: utilityTermIds.map((term, t) => ({
      term,
      value: mean(kept.map((one) => difference(one, t))),
    })),
    margin: mean(kept.map((one) => worth(one, chosen) - worth(one, over))),
    alternatives: names.map((name, a) => alternativeMean(kept, name, a)),
    neighbours: neighboursOf(kept, chosen - 1, over - 1, labels),
  };
}

function alternativeMean(
  decisions: readonly Decision[],
  alternative: string,
  a: number,
): AlternativeMean {
  const open = decisions.filter((one) => Number.isFinite(one.values[a] ?? Number.NaN));
  return {
    alternative,
    decisions: open.length,
    value: mean(open.map((one) => one.values[a] ?? Number.NaN)),
    terms: utilityTermIds.map((term, t) => ({
      term,
      value: mean(open.map((one) => termOf(one, a, t))),
    })),
  };
}

/** Pushes of the peers towards supplier j and away from supplier l (-1: none, whom nobody uses). */
function neighboursOf(
  decisions: readonly Decision[],
  j: number,
  l: number,
  { countries, countryNames }: Labels,
): readonly Neighbour[] {
  const pushes = new Map<number | null, { push: number; used: number }>();
  const add = (who: number | null, push: number, used: boolean) => {
    const before = pushes.get(who) ?? { push: 0, used: 0 };
    pushes.set(who, { push: before.push + push, used: before.used + (used ? 1 : 0) });
  };
  for (const one of decisions) {
    for (const [e, peer] of one.peers.entries()) {
      const bits = one.peerHolders[e] ?? 0;
      const uses = (supplier: number) => (supplier < 0 ? 0 : (bits >>> supplier) & 1);
      const weight = (one.peerWeights[e] ?? 0) / PEER_UNIT;
      add(peer, one.peersWeight * weight * (uses(j) - uses(l)), uses(j) === 1);
    }
    const everyone = (supplier: number) => one.uniformUse[supplier] ?? 0;
    add(null, one.peersWeight * (everyone(j) - everyone(l)), false);
  }
  const size = [...pushes.values()].reduce((sum, { push }) => sum + Math.abs(push), 0);
  return [...pushes]
    .filter(([, { push }]) => push !== 0)
    .sort(([, a], [, b]) => Math.abs(b.push) - Math.abs(a.push))
    .map(([who, { push, used }]) => ({
      country: who === null ? null : (countries[who] ?? ""),
      name: who === null ? "all others" : (countryNames[who] ?? ""),
      push: push / decisions.length,
      share: Math.abs(push) / size,
      decisions: used,
    }));
}

function termOf(one: Decision, alternative: number, term: number): number {
  return one.terms[alternative * UTILITY_TERMS + term] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
