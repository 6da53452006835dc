// Who decided because of whom, checked by running the world without the decision: a run is repeated
// with a country's procurements passed over from its first contract on, on the same luck, and what
// others then decide is held against what they had decided.

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

/** A decision that another country's first contract has changed. */
export interface Influence {
  /** Country whose first contract is taken away. */
  readonly source: number;
  /** Country that then decides otherwise. */
  readonly target: number;
  readonly decision: "contract" | "ban";
  /** Supplier banned; for a contract the first supplier, of the world in which there is one. */
  readonly supplier: number;
  readonly change: ChangedDecision;
}

/** What hangs on whose first contract in a run. */
export interface Cascades {
  /** Step of the first contract, -1 without; [country] */
  readonly adopted: Integers;
  /** Margin of that choice over the runner-up, utils; NaN without; [country] */
  readonly margin: Vector;
  /** By source, then target. */
  readonly influences: readonly Influence[];
  /** Other countries with at least one decision that hangs on this one's first contract; [country] */
  readonly sizes: Integers;
}

/**
 * Repeats a run once for every country with a contract, without its contracts, and lists whose first
 * contract or ban then differs until the end of step `last`. Effects by way of third countries count.
 *
 * @param pause called after each of these runs, with how many are done and their total
 * @returns null if `pause` returned false
 */
export async function cascades(
  model: Model,
  key: RunKey,
  last: number,
  pause: (done: number, total: number) => Promise<boolean>,
): Promise<Cascades | null> {
  const { countries: n } = model.frame;
  const base = historyOf(model, key, last, NONE, 0);
  const influences: Influence[] = [];
  const sizes = new Int32Array(n);
  let done = 0;
  let total = 0;
  for (let i = 0; i < n; i++) if (base.adopted[i] >= 0) total++;
  for (let source = 0; source < n; source++) {
    if (base.adopted[source] < 0) continue;
    const other = historyOf(model, key, last, source, base.adopted[source]);
    const found = differences(model, source, base, other);
    influences.push(...found);
    sizes[source] = new Set(found.map(({ target }) => target)).size;
    if (!(await pause(++done, total))) return null;
  }
  return { adopted: base.adopted, margin: base.margin, influences, sizes };
}

/** Runs to the end of step `last`; `without` chooses nothing from step `from` on. */
function historyOf(
  model: Model,
  key: RunKey,
  last: number,
  without: number,
  from: number,
): History {
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
      if (without !== NONE && state.step >= from) passOver(state, n, without);
      else if (without === NONE) noteMargins(its, state, draws, history);
    },
    after(process, _, state) {
      if (process === "choose") noteContracts(state, n, history);
      if (process === "ban-suppliers") noteBans(state, history);
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
  source: number,
  base: History,
  other: History,
): readonly Influence[] {
  const { countries: n, suppliers: J } = frame;
  const found: Influence[] = [];
  for (let target = 0; target < n; target++) {
    if (target === source) continue;
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
