import type { PeerLists } from "../../core/frame.ts";
import type { World } from "../world/world.ts";
import { DEFAULT_SHARES, type MixShares, mixLists, PEER_KINDS } from "./mix-lists.ts";

/** Rows that are handed over together. */
const ROWS = 5000;

/**
 * The network of peers as a list of edges in CSV, in pieces: who looks to whom, with what share of its
 * peer pressure, and the weight within each kind of peers that the two have ("" where they do not).
 * Ids need no quotes: a world allows none that do.
 */
export function* networkCsv(
  world: World,
  lists: PeerLists,
  shares: MixShares = DEFAULT_SHARES,
): Generator<string> {
  const { ids } = world.countries;
  const { offsets, targets, weights } = mixLists(lists, shares);
  let text = "source,target,weight,geography,ideal_point,trade,prestige\n";
  let rows = 0;
  for (const [i, id] of ids.entries()) {
    const own = PEER_KINDS.map((kind) => rowOf(lists, kind, i));
    for (let e = offsets[i] ?? 0; e < (offsets[i + 1] ?? 0); e++) {
      const peer = targets[e] ?? 0;
      const parts = own.map((row) => row.get(peer) ?? "");
      text += `${id},${ids[peer] ?? ""},${weights[e] ?? 0},${parts.join(",")}\n`;
      if (++rows % ROWS !== 0) continue;
      yield text;
      text = "";
    }
  }
  yield text;
}

/** Weights of one kind of a country's peers, by the peer. */
function rowOf(
  lists: PeerLists,
  kind: keyof PeerLists,
  country: number,
): ReadonlyMap<number, number> {
  const { offsets, targets, weights } = lists[kind];
  const row = new Map<number, number>();
  for (let e = offsets[country] ?? 0; e < (offsets[country + 1] ?? 0); e++) {
    row.set(targets[e] ?? 0, weights[e] ?? 0);
  }
  return row;
}
