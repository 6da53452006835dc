// Who decided because of whom, checked by running the world without the decision: a run is repeated
// with a country's procurements passed over from its first contract on, or without a ban that it made, on the
// same luck, and what others then decide is held against what they had decided.

import type { Integers, Vector } from "../arrays.ts";
import { Draws, type RunKey } from "../draws.ts";
import type { Model } from "../model.ts";
import { NONE, type State } from "../state.ts";
import { weigh } from "./country-ledger.ts";
import { replay, type Watcher } from "./watch.ts";

/** First decisions of all countries in a run. */
interface History {
  /** Step of the first contract, -1 without; [country] */
  readonly adopted: Integers;
  /** Supplier of the first contract, -1 without; [country] */
  readonly supplier: Integers;
  /** Margin of that choice over the runner-up, utils; NaN without; [country] */
  readonly margin: Vector;
  /** Step of the country's own ban of the supplier, -1 without; [country × supplier] */
  readonly banned: Integers;
}

/** How a decision differs in the world without the first contract of another country. */
export type ChangedDecision =
  /** It is not made. */
  | "prevented"
  | "earlier"
  | "later"
  /** A contract at the same time, with another supplier. */
  | "other supplier"
  /** It is made only there. */
  | "made";

/** A decision that is taken away to see what hangs on it. */
export interface Source {
  readonly country: number;
  /** The first contract with all that follow it, or a ban of the country's own. */
  readonly decision: "contract" | "ban";
  /** Supplier of the first contract, or the one banned. */
  readonly supplier: number;
  /** Step of the decision. */
  readonly step: number;
}

/** A decision that another country's decision has changed. */
export interface Influence {
  readonly source: Source;
  /** Country that decides otherwise without it. */
  readonly target: number;
  readonly decision: "contract" | "ban";
  /** Supplier banned; for a contract the first supplier, of the world in which there is one. */
  readonly supplier: number;
  readonly change: ChangedDecision;
}

/** What hangs on some of the decisions of a run. */
export interface CascadePart {
  /** Step of the first contract in the run, -1 without; [country] */
  readonly adopted: Integers;
  /** Margin of that choice over the runner-up, utils; NaN without; [country] */
  readonly margin: Vector;
  /** Bans of the country's own in the run; [country] */
  readonly bans: Integers;
  /** By source, then target. */
  readonly influences: readonly Influence[];
  /** Decisions that were taken away. */
  readonly sources: number;
}

/**
 * Repeats a run once for every country with a contract, without its contracts, and once for every ban that a
 * country made itself, without it; and lists whose first contract or ban then differs until the end of step
 * `last`. Effects by way of third countries count.
 *
 * @param part which of the sources are taken: those whose place, modulo `parts`, it is
 * @param parts 1 for all of them
 */
export function cascadePart(
  model: Model,
  key: RunKey,
  last: number,
  part = 0,
  parts = 1,
): CascadePart {
  const { countries: n, suppliers: J } = model.frame;
  const base = historyOf(model, key, last, null);
  const sources = sourcesOf(base, n, J).filter((_, k) => k % parts === part);
  const influences = sources.flatMap((source) =>
    differences(model, source, base, historyOf(model, key, last, source)),
  );
  const bans = new Int32Array(n);
  for (let cell = 0; cell < n * J; cell++) if (base.banned[cell] >= 0) bans[(cell / J) | 0]++;
  return { adopted: base.adopted, margin: base.margin, bans, influences, sources: sources.length };
}

/** Every first contract and every own ban of a run, by country. */
function sourcesOf({ adopted, supplier, banned }: History, n: number, J: number): Source[] {
  const sources: Source[] = [];
  for (let i = 0; i < n; i++) {
    if (adopted[i] >= 0) {
      sources.push({ country: i, decision: "contract", supplier: supplier[i], step: adopted[i] });
    }
    for (let j = 0; j < J; j++) {
      const step = banned[i * J + j];
      if (step >= 0) sources.push({ country: i, decision: "ban", supplier: j, step });
    }
  }
  return sources;
}

/** Runs to the end of step `last`, without a decision and what follows it in its country if one is named. */
function historyOf(model: Model, key: RunKey, last: number, without: Source | null): History {
  const { countries: n, suppliers: J } = model.frame;
  const history: History = {
    adopted: new Int32Array(n).fill(-1),
    supplier: new Int32Array(n).fill(-1),
    margin: new Float64Array(n).fill(Number.NaN),
    banned: new Int32Array(n * J).fill(-1),
  };
  const draws = new Draws();
  draws.start(key);
  const watcher: Watcher = {
    before(process, its, state) {
      if (process !== "choose") return;
      if (without === null) noteMargins(its, state, draws, history);
      else if (without.decision === "contract" && state.step >= without.step) {
        passOver(state, n, without.country);
      }
    },
    after(process, _, state) {
      if (process === "choose") noteContracts(state, n, history);
      if (process !== "ban-suppliers") return;
      // What the step has just brought is not in force yet.
      if (without?.decision === "ban") state.ownBan[without.country * J + without.supplier] = 0;
      noteBans(state, history);
    },
  };
  replay(model, key, watcher, last + 1);
  return history;
}

/** Takes the decisions that are due in a country off the list. */
function passOver(state: State, n: number, country: number): void {
  const { due } = state;
  let kept = 0;
  for (let k = 0; k < state.dueCount; k++) if (due[k] % n !== country) due[kept++] = due[k];
  state.dueCount = kept;
}

/** Notes the margins of countries that have not signed yet; of those that sign now the last one stays. */
function noteMargins(model: Model, state: State, draws: Draws, history: History): void {
  const n = model.frame.countries;
  for (let k = 0; k < state.dueCount; k++) {
    const i = state.due[k] % n;
    if (history.adopted[i] >= 0) continue;
    for (const { chosen, runnerUp, values } of weigh(model, state, draws, i)) {
      if (chosen === 0 || runnerUp < 0) continue;
      history.margin[i] = values[chosen] - values[runnerUp];
      break;
    }
  }
}

function noteContracts(state: State, n: number, { adopted, supplier }: History): void {
  for (let k = 0; k < state.dueCount; k++) {
    const id = state.due[k];
    const i = id % n;
    if (adopted[i] >= 0 || state.nextHolder[id] === NONE) continue;
    adopted[i] = state.step;
    supplier[i] = state.nextHolder[id];
  }
}

function noteBans({ ownBan, step }: State, { banned }: History): void {
  for (let cell = 0; cell < banned.length; cell++) {
    if (ownBan[cell] === 1 && banned[cell] < 0) banned[cell] = step;
  }
}

function differences(
  { frame }: Model,
  source: Source,
  base: History,
  other: History,
): readonly Influence[] {
  const { countries: n, suppliers: J } = frame;
  const found: Influence[] = [];
  for (let target = 0; target < n; target++) {
    if (target === source.country) continue;
    const moved = moveOf(base.adopted[target], other.adopted[target]);
    const supplier = base.supplier[target] >= 0 ? base.supplier[target] : other.supplier[target];
    if (moved !== null) {
      found.push({ source, target, decision: "contract", supplier, change: moved });
    } else if (base.supplier[target] !== other.supplier[target]) {
      found.push({ source, target, decision: "contract", supplier, change: "other supplier" });
    }
    for (let j = 0; j < J; j++) {
      const change = moveOf(base.banned[target * J + j], other.banned[target * J + j]);
      if (change !== null) found.push({ source, target, decision: "ban", supplier: j, change });
    }
  }
  return found;
}

/** How a date differs from the one of the base; null if it is the same. */
function moveOf(base: number, other: number): ChangedDecision | null {
  if (base === other) return null;
  if (other < 0) return "prevented";
  if (base < 0) return "made";
  return other > base ? "later" : "earlier";
}
