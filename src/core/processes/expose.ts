// Process 2: what is in force, and peers' share in it (E6, E14-E16, E19).
//
// A moratorium or ban counts if the country's own or a policy's; safeguards are counted in tiers.
// Peer sums change only where something changed (integers, exact in any order). Sums of quantities
// that move slowly (norms, what peers got out of adoption, what last year's buyers ask of suppliers)
// are refreshed once a calendar year.

import { measureDemandForRules } from "../demand-for-rules.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import type { State } from "../state.ts";

/** Puts moratoria, bans and safeguards in force and keeps the exposures to them. */
export function expose(model: Model, state: State): void {
  const { countries: n } = model.frame;
  const { moratorium, ownMoratorium, policy, tier, seenTier } = state;
  for (let i = 0; i < n; i++) {
    const paused = ownMoratorium[i] | policy.moratorium[i];
    if (paused !== moratorium[i]) {
      spread(model, state.peerMoratoria, i, paused - moratorium[i]);
      state.moratoria += paused - moratorium[i];
      moratorium[i] = paused;
    }
    if (tier[i] !== seenTier[i]) {
      spread(model, state.peerTiers, i, tier[i] - seenTier[i]);
      state.tiers += tier[i] - seenTier[i];
      seenTier[i] = tier[i];
    }
  }
  if (state.bansStale) refreshBans(model, state);
  for (let k = 0; k < state.begunCount; k++) refreshBan(model, state, state.begun[k]);
  state.begunCount = 0;
  if (!state.newYear) return;
  refreshYearly(model, state);
  if (model.settings.mechanisms.race) measureDemandForRules(model, state);
}

/** Bans in force: own ones stay, policies come and go; notes where one begins, perhaps on top of another. */
function refreshBans(model: Model, state: State): void {
  const { countries: n, suppliers: J } = model.frame;
  const { policy } = state;
  for (let cell = 0; cell < n * J; cell++) refreshBan(model, state, cell);
  policy.banBegins.fill(0);
  state.bansStale = false;
}

function refreshBan(model: Model, state: State, cell: number): void {
  const { suppliers: J } = model.frame;
  const { policy, ban, ownBan, banOnset } = state;
  const before = ban[cell];
  const barred = ownBan[cell] | policy.banned[cell];
  if (((barred & ~before) | policy.banBegins[cell]) === 1) {
    banOnset[cell] = 1;
    state.onsets++;
  }
  if (barred === before) return;
  const i = (cell / J) | 0;
  spreadBan(model, state, i, cell - i * J, barred - before);
  ban[cell] = barred;
}

/** Adds a change of country k's flag or tier to a peer sum of those who listen to it. */
function spread({ peers }: Model, sums: Int32Array, k: number, change: number): void {
  for (let e = peers.followerOffsets[k]; e < peers.followerOffsets[k + 1]; e++) {
    sums[peers.followers[e]] += change * peers.followerWeights[e];
  }
}

function spreadBan(
  { peers, frame }: Model,
  state: State,
  k: number,
  j: number,
  change: number,
): void {
  const J = frame.suppliers;
  state.bansOf[j] += change;
  for (let e = peers.followerOffsets[k]; e < peers.followerOffsets[k + 1]; e++) {
    state.peerBans[peers.followers[e] * J + j] += change * peers.followerWeights[e];
  }
}

/** Norms of peers (E17) and their gains from adoption (Le of E6), held for the calendar year. */
function refreshYearly(model: Model, state: State): void {
  const { frame, peers, settings } = model;
  const { parameters, mechanisms } = settings;
  const n = frame.countries;
  const { norm, peerNorm, peerNormWeight, learning, security, erosion } = state;
  const bounded = mechanisms.bounded_confidence;
  const confidence = parameters["norms.confidence"];
  const learns = parameters["opportunity.learning"] !== 0;
  const benefit = Math.max(parameters["security.benefit"], 1e-9);
  const { offsets, targets, weights } = peers;
  let all = 0;
  let gains = 0;
  for (let i = 0; i < n; i++) {
    all += norm[i];
    gains += security[i] / benefit - erosion[i] / 100;
  }
  for (let i = 0; i < n; i++) {
    let weight = 0;
    let sum = 0;
    let gain = 0;
    if (bounded) {
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        const position = norm[targets[e]];
        if (Math.abs(position - norm[i]) >= confidence) continue;
        weight += weights[e];
        sum += weights[e] * position;
      }
    } else {
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        weight += weights[e];
        sum += weights[e] * norm[targets[e]];
      }
    }
    for (let e = offsets[i]; learns && e < offsets[i + 1]; e++) {
      const k = targets[e];
      gain += weights[e] * (security[k] / benefit - erosion[k] / 100);
    }
    weight /= PEER_UNIT;
    sum /= PEER_UNIT;
    gain /= PEER_UNIT;
    if (peers.uniform[i] > 0) {
      const w = peers.uniform[i] / PEER_UNIT;
      weight += w;
      sum += (w * (all - norm[i])) / (n - 1);
      if (learns) gain += (w * (gains - (security[i] / benefit - erosion[i] / 100))) / (n - 1);
    }
    peerNorm[i] = sum;
    peerNormWeight[i] = weight;
    learning[i] = gain;
    state.normStale[i] = 1;
  }
}
