// Mixing the lists of peers into integer weights (E6; docs/model.md 3.3).
//
// Kinds are mixed by wg, wi, wt, we (and wu for the uniform kind), rescaled over the kinds that a
// row has, and rounded to units of 2^-15 by largest remainder, so that each row sums to exactly
// 32,768 and sums of flags over peers are exact in any order.

import type { Frame, Rows } from "./frame.ts";
import type { PeerWeights, Settings } from "./model.ts";
import type { Mechanisms, Parameters } from "./parameters.ts";

/** What a full row of peer weights sums to. */
export const PEER_UNIT = 32768;

/** Parameters that decide how peers are mixed (E6). */
const shareIds = [
  "peers.geography",
  "peers.ideal_point",
  "peers.trade",
  "peers.prestige",
  "peers.uniform",
] as const;

/** Whether two settings mix the peers of a frame in the same way. */
export function mixAlike(one: Settings, other: Settings): boolean {
  return (
    one.mechanisms.peers === other.mechanisms.peers &&
    shareIds.every((id) => one.parameters[id] === other.parameters[id])
  );
}

/** Peer weights of a frame under given parameters; no peers at all when the mechanism is off. */
export function mixPeers(
  frame: Frame,
  parameters: Parameters,
  mechanisms: Mechanisms,
): PeerWeights {
  const n = frame.countries;
  const { geography, idealPoint, trade, prestige } = frame.peers;
  const lists: readonly Rows[] = [geography, idealPoint, trade, prestige];
  const shares = [
    parameters["peers.geography"],
    parameters["peers.ideal_point"],
    parameters["peers.trade"],
    parameters["peers.prestige"],
  ];
  const uniformShare = n > 1 ? parameters["peers.uniform"] : 0;
  const bound = mechanisms.peers
    ? lists.reduce((sum, list, k) => sum + (shares[k] > 0 ? list.targets.length : 0), 0)
    : 0;

  const offsets = new Uint32Array(n + 1);
  const targets = new Uint32Array(bound);
  const weights = new Int32Array(bound);
  const uniform = new Int32Array(n);
  const row = new Map<number, number>();
  let edges = 0;
  for (let i = 0; i < n && mechanisms.peers; i++) {
    row.clear();
    let total = uniformShare;
    for (let k = 0; k < lists.length; k++) {
      if (shares[k] > 0 && lists[k].offsets[i + 1] > lists[k].offsets[i]) total += shares[k];
    }
    if (total > 0) {
      for (let k = 0; k < lists.length; k++) {
        if (!(shares[k] > 0)) continue;
        const list = lists[k];
        for (let e = list.offsets[i]; e < list.offsets[i + 1]; e++) {
          const t = list.targets[e];
          row.set(t, (row.get(t) ?? 0) + (shares[k] / total) * list.weights[e]);
        }
      }
      edges = roundRow(row, uniformShare / total, i, { targets, weights, uniform }, edges);
    }
    offsets[i + 1] = edges;
  }
  for (let i = 0; i < n; i++) if (offsets[i + 1] < offsets[i]) offsets[i + 1] = offsets[i];
  return {
    offsets,
    targets: targets.slice(0, edges),
    weights: weights.slice(0, edges),
    uniform,
    ...followersOf(n, offsets, targets, weights, edges),
  };
}

/** Rounds one row to integers by largest remainder and appends its nonzero entries; returns the new end. */
function roundRow(
  row: ReadonlyMap<number, number>,
  uniformWeight: number,
  i: number,
  out: { targets: Uint32Array; weights: Int32Array; uniform: Int32Array },
  start: number,
): number {
  const ids = [...row.keys()].sort((a, b) => a - b);
  const exact = ids.map((t) => (row.get(t) ?? 0) * PEER_UNIT);
  exact.push(uniformWeight * PEER_UNIT);
  const whole = exact.map((x) => Math.floor(x));
  let missing = PEER_UNIT - whole.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((_, k) => k);
  byRemainder.sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b);
  for (const k of byRemainder) {
    if (missing <= 0) break;
    if (exact[k] > 0) {
      whole[k]++;
      missing--;
    }
  }
  let end = start;
  for (let k = 0; k < ids.length; k++) {
    if (whole[k] === 0) continue;
    out.targets[end] = ids[k];
    out.weights[end] = whole[k];
    end++;
  }
  out.uniform[i] = whole[ids.length];
  return end;
}

/** The same edges by peer: who listens to whom, ascending. */
function followersOf(
  n: number,
  offsets: Uint32Array,
  targets: Uint32Array,
  weights: Int32Array,
  edges: number,
): Pick<PeerWeights, "followerOffsets" | "followers" | "followerWeights"> {
  const followerOffsets = new Uint32Array(n + 1);
  for (let e = 0; e < edges; e++) followerOffsets[targets[e] + 1]++;
  for (let i = 0; i < n; i++) followerOffsets[i + 1] += followerOffsets[i];
  const at = followerOffsets.slice();
  const followers = new Uint32Array(edges);
  const followerWeights = new Int32Array(edges);
  for (let i = 0; i < n; i++) {
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const slot = at[targets[e]]++;
      followers[slot] = i;
      followerWeights[slot] = weights[e];
    }
  }
  return { followerOffsets, followers, followerWeights };
}
