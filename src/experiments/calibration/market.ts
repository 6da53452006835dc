// What runs show of the market besides the index: contracts as they are signed, and bans.

import type { RunKey } from "../../core/draws.ts";
import type { Model } from "../../core/model.ts";
import { resetState } from "../../core/reset-state.ts";
import { NONE, type State, Status } from "../../core/state.ts";
import { shortStep } from "./short-step.ts";

/** Contracts signed and bans in force, at some states of some runs. */
export interface MarketLooks {
  /** Contracts signed up to the state, renewals apart; [run × market state × country × supplier] */
  readonly signings: Uint8Array<ArrayBuffer>;
  /** Bits of the suppliers banned; [run × market state × country] */
  readonly bans: Uint32Array<ArrayBuffer>;
}

/** A look without a market. */
export const noMarket: { readonly market: MarketLooks; readonly marketAt: number } = {
  market: { signings: new Uint8Array(0), bans: new Uint32Array(0) },
  marketAt: 0,
};

/** Room for the looks of some runs. */
export function marketLooks(runs: number, states: number, model: Model["frame"]): MarketLooks {
  const { countries, suppliers } = model;
  return {
    signings: new Uint8Array(runs * states * countries * suppliers),
    bans: new Uint32Array(runs * states * countries),
  };
}

/**
 * Adds the contracts that were signed in the step just done to a run's count. A contract that has just
 * been signed is being built; whatever else changed in the step is vacant, open or at work.
 *
 * @param signed contracts signed so far; [country × supplier]
 */
export function countSignings({ frame }: Model, state: State, signed: Uint8Array): void {
  const { countries: n, suppliers: J } = frame;
  for (let k = 0; k < state.changedCount; k++) {
    const id = state.changed[k] as number;
    const j = state.holder[id] as number;
    if (j === NONE || state.status[id] !== Status.Building) continue;
    const cell = (id % n) * J + j;
    signed[cell] = Math.min(255, (signed[cell] as number) + 1);
  }
}

/** Writes what is signed and banned at a state of a run. */
export function lookAtMarket(
  { frame }: Model,
  state: State,
  signed: Uint8Array,
  into: MarketLooks,
  at: number,
): void {
  const { countries: n, suppliers: J } = frame;
  into.signings.set(signed, at * n * J);
  for (let i = 0; i < n; i++) {
    let bits = 0;
    for (let j = 0; j < J; j++) if (state.ban[i * J + j] === 1) bits |= 1 << j;
    into.bans[at * n + i] = bits;
  }
}

/**
 * Runs a model as far as the last market state and writes what was signed and banned at each.
 *
 * @param into room for one run
 * @returns whether it could: a branch that begins before the last state is not followed
 */
export function watchMarket(
  model: Model,
  state: State,
  key: RunKey,
  states: readonly number[],
  into: MarketLooks,
): boolean {
  const last = states.at(-1) ?? 0;
  // Before a branch begins, its past is its trunk's.
  if (model.trunk !== null) {
    return last <= model.trunk.step && watchMarket(model.trunk.model, state, key, states, into);
  }
  const { countries: n, suppliers: J } = model.frame;
  const signed = new Uint8Array(n * J);
  resetState(model, state, key);
  let look = 0;
  for (let step = 0; step < last; step++) {
    shortStep(model, state, step);
    countSignings(model, state, signed);
    if (states[look] === step + 1) lookAtMarket(model, state, signed, into, look++);
  }
  return true;
}
