// What changes in a state when a run goes on under other settings: everything that was worked out
// from the old ones is worked out anew, and nothing else. With equal settings nothing changes.

import type { Integers } from "./arrays.ts";
import type { Model } from "./model.ts";
import { drawThresholds } from "./reset-state.ts";
import { NONE, type State } from "./state.ts";

/**
 * Puts a loaded state under the settings of `model`. Interventions that the run did not have begin
 * now, however long ago they are dated; what has happened stays.
 *
 * @param step first step under the new settings
 * @param carried for each intervention its position among those of the run so far, -1 if it is new
 */
export function branchOff(
  model: Model,
  state: State,
  step: number,
  carried: readonly number[],
): void {
  const { mechanisms } = model.settings;
  carried.forEach((before, k) => {
    if (before < 0) state.since[k] = step;
  });
  state.policyStale = true;
  // Contracts of the run so far may be aided; those to come may be.
  if (model.settings.interventions.length > 0) state.aided = true;
  drawThresholds(model, state);
  // Moratoria end; where nobody declares them any more nobody would end them.
  if (!mechanisms.moratoria) state.ownMoratorium.fill(0);
  if (model.treaties.length === 0 || !mechanisms.treaties) {
    state.inForce.fill(0);
    state.bound.fill(0);
    state.treatyFloor.fill(0);
  }
  state.bloc.fill(-2);
  state.normStale.fill(1);
  state.normWeight.fill(-1);
  measureDependence(model, state);
  recountPeers(model, state);
}

/** Dep_ij under the model's weights of segments. */
function measureDependence({ frame, populationShare }: Model, state: State): void {
  const { countries: n, suppliers: J, segments: D } = frame;
  const { dependence, holder } = state;
  dependence.fill(0);
  for (let d = 0; d < D; d++) {
    for (let i = 0; i < n; i++) {
      const j = holder[d * n + i];
      if (j !== NONE) dependence[i * J + j] += populationShare[d];
    }
  }
}

/** All sums over peers of flags and tiers, under the model's weights. */
function recountPeers({ frame, peers }: Model, state: State): void {
  const { countries: n, suppliers: J } = frame;
  const { held, heldBy, seenTier, moratorium, ban } = state;
  state.peerAdoption.fill(0);
  state.peerTiers.fill(0);
  state.peerMoratoria.fill(0);
  state.peerUse.fill(0);
  state.peerBans.fill(0);
  const spread = (sums: Integers, i: number, value: number, weight: number): void => {
    if (value !== 0) sums[i] += value * weight;
  };
  for (let k = 0; k < n; k++) {
    for (let e = peers.followerOffsets[k]; e < peers.followerOffsets[k + 1]; e++) {
      const i = peers.followers[e];
      const weight = peers.followerWeights[e];
      spread(state.peerAdoption, i, held[k] > 0 ? 1 : 0, weight);
      spread(state.peerTiers, i, seenTier[k], weight);
      spread(state.peerMoratoria, i, moratorium[k], weight);
      for (let j = 0; j < J; j++) {
        spread(state.peerUse, i * J + j, heldBy[k * J + j] > 0 ? 1 : 0, weight);
        spread(state.peerBans, i * J + j, ban[k * J + j], weight);
      }
    }
  }
}
