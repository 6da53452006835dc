// Process 8, second part: reputation and backlash (E12).
//
// Both are stocks that forget (1/yr) and take in the step's known incidents, spread over the step.
// Reputation rho_j in [-20, 0] suffers from one's own and a share of rivals' incidents; backlash B_i
// in [0, 20] from those at home, by civil society, and among peers; a crime wave relieves it.

import { exp } from "../math.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import type { State } from "../state.ts";

/** Bounds of reputation and backlash. */
const WORST = 20;
/** Countries beyond which a single incident weighs less on a world-wide reputation. */
const AUDIENCE = 180;

/** Moves reputation and backlash on by a step. */
export function react(model: Model, state: State): void {
  if (model.settings.mechanisms.reputation) loseReputation(model, state);
  if (model.settings.mechanisms.backlash) riseBacklash(model, state);
}

/** (1 - e^{-k dt}) / (k dt): what is left at the end of a step of events spread over it. */
function spreadOver(forgetting: number, dt: number): number {
  const x = forgetting * dt;
  return x < 1e-9 ? 1 : (1 - exp(-x)) / x;
}

function loseReputation({ frame, settings }: Model, state: State): void {
  const { parameters } = settings;
  const { countries: n, suppliers: J, dt } = frame;
  const { reputation, severityOf } = state;
  const forgetting = parameters["reputation.forgetting"];
  const left = exp(-forgetting * dt);
  const hit = parameters["reputation.hit"] * spreadOver(forgetting, dt) * Math.min(1, AUDIENCE / n);
  const spill = parameters["reputation.spill"];
  let all = 0;
  for (let j = 0; j < J; j++) all += severityOf[j];
  for (let j = 0; j < J; j++) {
    const next = reputation[j] * left - hit * (severityOf[j] + spill * (all - severityOf[j]));
    reputation[j] = next < -WORST ? -WORST : next;
  }
}

function riseBacklash(model: Model, state: State): void {
  const { frame, settings, peers } = model;
  const { parameters } = settings;
  const { countries: n, dt } = frame;
  const { backlash, severityIn, peerSeverity, civilSociety, policy } = state;
  const forgetting = parameters["backlash.forgetting"];
  const left = exp(-forgetting * dt);
  const share = spreadOver(forgetting, dt);
  const own = parameters["backlash.own"] * share;
  const byPeers = parameters["backlash.peers"] * share;
  const relief = parameters["backlash.crime_relief"] * dt;
  let all = 0;
  if (state.knownIncidents > 0) {
    for (let k = 0; k < n; k++) {
      const severity = severityIn[k];
      if (severity === 0) continue;
      all += severity;
      for (let e = peers.followerOffsets[k]; e < peers.followerOffsets[k + 1]; e++) {
        peerSeverity[peers.followers[e]] += (peers.followerWeights[e] / PEER_UNIT) * severity;
      }
    }
  }
  for (let i = 0; i < n; i++) {
    let next = backlash[i] * left;
    if (all > 0) {
      let among = peerSeverity[i];
      if (peers.uniform[i] > 0) {
        among += ((peers.uniform[i] / PEER_UNIT) * (all - severityIn[i])) / (n - 1);
      }
      next += own * civilSociety[i] * severityIn[i] + byPeers * among;
      peerSeverity[i] = 0;
    }
    if (policy.crime[i] > 0) next -= relief * policy.crime[i];
    backlash[i] = next < 0 ? 0 : next > WORST ? WORST : next;
  }
}
