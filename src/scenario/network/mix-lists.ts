import type { PeerLists, Rows } from "../../core/frame.ts";

/** Shares of the kinds in peer pressure: wg, wi, wt, we of E6. */
export interface MixShares {
  readonly geography: number;
  readonly idealPoint: number;
  readonly trade: number;
  readonly prestige: number;
}

/** The model's default shares, for looking at a world outside any scenario. */
export const DEFAULT_SHARES: MixShares = {
  geography: 0.5,
  idealPoint: 0.2,
  trade: 0.2,
  prestige: 0.1,
};

/** Kinds of peers in the order in which they are mixed. */
export const PEER_KINDS: readonly (keyof PeerLists)[] = [
  "geography",
  "idealPoint",
  "trade",
  "prestige",
];

/**
 * One list of peers from the lists by kind, shares rescaled over the kinds that a row has. The core
 * does the same in whole units of 2^-15 (`mixPeers`); this is for measuring and drawing.
 */
export function mixLists(lists: PeerLists, shares: MixShares): Rows {
  const countries = lists.geography.offsets.length - 1;
  const offsets = new Uint32Array(countries + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < countries; i++) {
    const row = new Map<number, number>();
    const present = PEER_KINDS.filter(
      (kind) =>
        shares[kind] > 0 && (lists[kind].offsets[i + 1] ?? 0) > (lists[kind].offsets[i] ?? 0),
    );
    const total = present.reduce((sum, kind) => sum + shares[kind], 0);
    for (const kind of present) {
      const list = lists[kind];
      for (let e = list.offsets[i] ?? 0; e < (list.offsets[i + 1] ?? 0); e++) {
        const target = list.targets[e] ?? 0;
        row.set(target, (row.get(target) ?? 0) + (shares[kind] / total) * (list.weights[e] ?? 0));
      }
    }
    for (const target of [...row.keys()].sort((a, b) => a - b)) {
      targets.push(target);
      weights.push(row.get(target) ?? 0);
    }
    offsets[i + 1] = targets.length;
  }
  return { offsets, targets: Uint32Array.from(targets), weights: Float64Array.from(weights) };
}
