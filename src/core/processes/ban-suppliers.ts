// Process 9, last part: bans of suppliers by countries themselves (E16), hazard in 1/yr.
//
// Allies of a supplier's rival ban it, the more so the further it is from them, under pressure and
// by example, the less so the more they depend on it. A ban does not expire. It bars the supplier from
// the next step on; of the contracts in force each is then removed with probability c_ban.

import { alignment } from "../alignment.ts";
import { Purpose, slotWord } from "../draws.ts";
import { clampExponent, exp, expBound, stepProbability } from "../math.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import type { State } from "../state.ts";

/** Draws the bans of the step. */
export function banSuppliers(model: Model, state: State): void {
  const { frame, settings } = model;
  const { parameters, mechanisms } = settings;
  if (!mechanisms.bans || state.step < frame.bansFrom) return;
  const { countries: n, suppliers: J, countryKeys, dt, hasRival, home } = frame;
  const { ownBan, draws, streams, allyOfRival, rivalries, rivalryCount } = state;
  const base = parameters["ban.base"];
  const outside =
    base * dt * expBound(Math.abs(parameters["ban.pressure"]) + Math.abs(parameters["ban.peers"]));
  draws.aim(Purpose.Ban, state.step);
  for (let i = 0; i < n; i++) streams[i] = draws.stream(countryKeys[i]);
  for (let k = 0; k < rivalryCount; k++) {
    const cell = rivalries[k];
    const i = (cell / J) | 0;
    const j = cell - i * J;
    const u = draws.at(streams[i], slotWord(0, frame.supplierKeys[j]));
    if (ownBan[cell] === 0) decide(model, state, i, j, u);
  }
  // Outside a rivalry only pressure and example count, both shares: few draws come into question.
  for (let j = 0; j < J; j++) {
    if (hasRival[j] === 0) continue;
    const slot = slotWord(0, frame.supplierKeys[j]);
    for (let i = 0; i < n; i++) {
      const u = draws.at(streams[i], slot);
      if (u >= outside) continue;
      const cell = i * J + j;
      if (ownBan[cell] === 1 || home[cell] === 1 || allyOfRival[cell] === 1) continue;
      decide(model, state, i, j, u);
    }
  }
}

/** Country i bans supplier j if the draw u falls below the hazard. */
function decide(model: Model, state: State, i: number, j: number, u: number): void {
  const { suppliers: J, dt } = model.frame;
  const base = model.settings.parameters["ban.base"];
  const exponent = banExponent(model, state, i, j);
  if (u >= base * expBound(exponent) * dt) return;
  if (u >= stepProbability(base * exp(clampExponent(exponent)), dt)) return;
  state.ownBan[i * J + j] = 1;
  state.begun[state.begunCount++] = i * J + j;
}

/** Logarithm of the hazard of a ban over its base. */
export function banExponent(model: Model, state: State, i: number, j: number): number {
  const { parameters } = model.settings;
  const { countries: n, suppliers: J } = model.frame;
  const cell = i * J + j;
  let among = state.peerBans[cell] / PEER_UNIT;
  const uniform = model.peers.uniform[i];
  if (uniform > 0) among += ((uniform / PEER_UNIT) * (state.bansOf[j] - state.ban[cell])) / (n - 1);
  let exponent =
    parameters["ban.pressure"] * state.policy.pressure[cell] +
    parameters["ban.peers"] * among -
    parameters["ban.dependence"] * state.dependence[cell];
  // Distance counts only within a rivalry; otherwise everyone far away would ban everyone.
  if (state.allyOfRival[cell] === 1) {
    exponent += parameters["ban.ally"] - parameters["ban.distance"] * alignment(model, state, i, j);
  }
  return exponent;
}
