import type { PeerLists } from "../../core/frame.ts";
import type { World } from "../world/world.ts";
import { compress } from "./edges.ts";
import { geographyEdges, idealPointEdges, prestigeEdges, tradeEdges } from "./peer-edges.ts";

/**
 * Lists of peers by kind, from values of 2019: geography, ideal point, trade, prestige. Self is in no
 * list, ties break by id, each list sums to 1 by row or is empty. The same bits on every machine.
 *
 * No graph is made on the way: each run would wait for one, only to turn it into the same rows.
 */
export function buildPeers(world: World): PeerLists {
  return {
    geography: compress(geographyEdges(world)),
    idealPoint: compress(idealPointEdges(world)),
    trade: compress(tradeEdges(world)),
    prestige: compress(prestigeEdges(world)),
  };
}
