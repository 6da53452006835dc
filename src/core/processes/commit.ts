// End of a step: what was decided becomes the state of t + dt, and the exposures of E6 follow.
//
// Peer sums are kept up to date at each change (integers, so exact in any order); only the memory of
// recent adoption decays by itself, at rate 1/tau_E (1/yr).

import { exp } from "../math.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import { listEngaged } from "../rosters.ts";
import { NONE, type State } from "../state.ts";

/** Makes the decisions of the step the state that the next step reads. */
export function commit(model: Model, state: State): void {
  const { suppliers: J, countries: n, dt } = model.frame;
  const { parameters } = model.settings;
  const { holder, nextHolder, status, nextStatus, held, heldBy, holderBits, adoptersOf } = state;
  const { changed, contracts, contractsIn } = state;
  for (let i = 0; i < n; i++) {
    if (state.tier[i] === state.nextTier[i]) continue;
    state.tier[i] = state.nextTier[i];
    state.normStale[i] = 1;
  }
  const emulates = parameters["opportunity.emulation"] !== 0;
  if (emulates) {
    const memory = exp(-dt / parameters["opportunity.emulation_memory"]);
    for (let i = 0; i < n; i++) state.emulation[i] *= memory;
  }
  let arrived = 0;
  // New contracts first: a country that loses one and signs another in the same step never left.
  for (let k = 0; k < state.changedCount; k++) {
    const id = changed[k];
    const after = nextHolder[id];
    if (after === holder[id] || after === NONE) continue;
    const d = (id / n) | 0;
    const i = id - d * n;
    contracts[after]++;
    contractsIn[d]++;
    if (++held[i] === 1) {
      state.adopters++;
      spreadAdoption(model, state, i, 1);
      if (emulates) {
        spreadEmulation(model, state, i);
        state.streams[arrived++] = i;
      }
    }
    if (++heldBy[i * J + after] === 1) {
      holderBits[i] |= 1 << after;
      adoptersOf[after]++;
      spreadUse(model, state, i, after, 1);
    }
  }
  if (arrived > 0) spreadUniformEmulation(model, state, arrived);
  for (let k = 0; k < state.changedCount; k++) {
    const id = changed[k];
    status[id] = nextStatus[id];
    const before = holder[id];
    if (before === nextHolder[id]) continue;
    holder[id] = nextHolder[id];
    refreshDependence(model, state, id % n);
    if (before === NONE) continue;
    const d = (id / n) | 0;
    const i = id - d * n;
    contracts[before]--;
    contractsIn[d]--;
    if (--held[i] === 0) {
      state.adopters--;
      spreadAdoption(model, state, i, -1);
    }
    if (--heldBy[i * J + before] === 0) {
      holderBits[i] &= ~(1 << before);
      adoptersOf[before]--;
      spreadUse(model, state, i, before, -1);
    }
  }
  if (state.changedCount > 0) listEngaged(state);
}

/** Dep_ij: share of the segments, by population, that country i has with each supplier. */
function refreshDependence({ frame, populationShare }: Model, state: State, i: number): void {
  const { countries: n, suppliers: J, segments: D } = frame;
  const { dependence, holder } = state;
  dependence.fill(0, i * J, (i + 1) * J);
  for (let d = 0; d < D; d++) {
    const j = holder[d * n + i];
    if (j !== NONE) dependence[i * J + j] += populationShare[d];
  }
  state.normStale[i] = 1;
}

/** Adds or takes back country k's adoption in the exposure of those who listen to it. */
function spreadAdoption({ peers }: Model, state: State, k: number, sign: number): void {
  for (let e = peers.followerOffsets[k]; e < peers.followerOffsets[k + 1]; e++) {
    state.peerAdoption[peers.followers[e]] += sign * peers.followerWeights[e];
  }
}

/** Adds country k's adoption to the memory of those who listen to it. */
function spreadEmulation({ peers }: Model, state: State, k: number): void {
  for (let e = peers.followerOffsets[k]; e < peers.followerOffsets[k + 1]; e++) {
    state.emulation[peers.followers[e]] += peers.followerWeights[e] / PEER_UNIT;
  }
}

/** Adds the step's first new adopters in `streams` to everybody's memory by the uniform kind of peers. */
function spreadUniformEmulation({ frame, peers }: Model, state: State, arrived: number): void {
  const { countries: n } = frame;
  const { emulation, streams } = state;
  for (let i = 0; i < n; i++) {
    emulation[i] += (arrived * (peers.uniform[i] / PEER_UNIT)) / Math.max(1, n - 1);
  }
  // Nobody is its own peer.
  for (let k = 0; k < arrived; k++) {
    const i = streams[k];
    emulation[i] -= peers.uniform[i] / PEER_UNIT / Math.max(1, n - 1);
  }
}

/** Adds or takes back the use of supplier j by country k in the exposure of its listeners. */
function spreadUse(
  { peers, frame }: Model,
  state: State,
  k: number,
  j: number,
  sign: number,
): void {
  const J = frame.suppliers;
  for (let e = peers.followerOffsets[k]; e < peers.followerOffsets[k + 1]; e++) {
    state.peerUse[peers.followers[e] * J + j] += sign * peers.followerWeights[e];
  }
}
