import type { Frame, Rows } from "../../../src/core/frame.ts";
import type { Trigger } from "../../../src/core/intervention.ts";
import type { Model } from "../../../src/core/model.ts";
import { resetState } from "../../../src/core/reset-state.ts";
import { equip, listEngaged, mergeEquipped } from "../../../src/core/rosters.ts";
import { schedule } from "../../../src/core/schedule.ts";
import { createState, type State, Status } from "../../../src/core/state.ts";
import { THEN } from "../../../src/scenario/format/then.ts";
import { key, laboratory, type Setup } from "../../support/laboratory.ts";

/** A model with a state at its start. */
export interface Stage {
  readonly model: Model;
  readonly state: State;
}

/** A bare world of three countries, two suppliers and three segments, nothing opening by itself. */
export function stage(setup: Setup = {}, run = 0): Stage {
  const model = laboratory({
    countries: 3,
    suppliers: 2,
    segments: 3,
    steps: 12,
    ...setup,
    parameters: { "opportunity.base_hazard": 0, ...setup.parameters },
  });
  const state = createState(model);
  resetState(model, state, key(run));
  return { model, state };
}

/** Runs the named processes of the schedule at a step. */
export function play({ model, state }: Stage, step: number, ...ids: readonly string[]): void {
  state.step = step;
  for (const id of ids) {
    const process = schedule.find((one) => one.id === id);
    if (!process) throw new RangeError(`no process ${id}`);
    process.run(model, state);
  }
}

/** A stage on which a step has begun: what is in force, exposures and prices stand. */
export function begun(setup: Setup = {}, run = 0): Stage {
  const made = stage(setup, run);
  play(made, 0, "intervene", "expose", "price");
  return made;
}

/** Puts deployment (i,d) under contract with supplier j, its kit in place. */
export function hold(
  { model, state }: Stage,
  i: number,
  d: number,
  j: number,
  { coverage = 0, uptime = 1, listPrice = 1, status = Status.Operating as number } = {},
): number {
  const { countries: n, suppliers: J } = model.frame;
  const id = d * n + i;
  state.holder[id] = j;
  state.nextHolder[id] = j;
  state.status[id] = status;
  state.nextStatus[id] = status;
  if (status === Status.Operating) {
    const known = state.equippedCount;
    equip(state, i, id, j);
    mergeEquipped(state, known);
  }
  state.kit[i] = 1;
  listEngaged(state);
  state.coverage[id] = coverage;
  state.uptime[id] = uptime;
  state.listPrice[id] = listPrice;
  state.contractPrice[id] = listPrice;
  state.term[id] = 1000;
  state.goLive[id] = 1000;
  state.expiry[id] = 1000;
  const cell = i * J + j;
  if (at(state.held, i) === 0) state.adopters++;
  if (at(state.heldBy, cell) === 0) state.adoptersOf[j] = at(state.adoptersOf, j) + 1;
  state.held[i] = at(state.held, i) + 1;
  state.heldBy[cell] = at(state.heldBy, cell) + 1;
  state.holderBits[i] = at(state.holderBits, i) | (1 << j);
  state.contracts[j] = at(state.contracts, j) + 1;
  state.contractsIn[d] = at(state.contractsIn, d) + 1;
  state.dependence[cell] = at(state.dependence, cell) + at(model.populationShare, d);
  return id;
}

/** An element that is known to exist. */
export function at(values: ArrayLike<number>, k: number): number {
  const value = values[k];
  if (value === undefined) throw new RangeError(`no element ${k}`);
  return value;
}

/** Rows of peers with equal weights. */
export function rows(lists: readonly (readonly number[])[]): Rows {
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => {
    offsets[i + 1] = at(offsets, i) + list.length;
  });
  return {
    offsets,
    targets: Uint32Array.from(lists.flat()),
    weights: Float64Array.from(lists.flatMap((list) => list.map(() => 1 / list.length))),
  };
}

/** Peer lists of one kind only: who listens to whom. */
export function listening(lists: readonly (readonly number[])[]): Pick<Frame, "peers"> {
  const none = rows(lists.map(() => []));
  return {
    peers: { geography: rows(lists), idealPoint: none, trade: none, prestige: none },
  };
}

/** The same value of a covariate for everyone, or one for each. */
export function covariate(...values: readonly number[]): {
  rows: number;
  values: Float64Array<ArrayBuffer>;
} {
  return { rows: 1, values: Float64Array.from(values) };
}

/** A trigger; the linter takes an object with a key of this name for a promise. */
export function trigger(rest: Omit<Trigger, "then">, then: Trigger["then"]): Trigger {
  return { ...rest, [THEN]: then };
}
