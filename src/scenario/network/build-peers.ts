import type { PeerLists, Rows } from "../../core/frame.ts";
import type { World } from "../world/world.ts";
import { compress, type Edges } from "./edges.ts";
import { geographyEdges, idealPointEdges, prestigeEdges, tradeEdges } from "./peer-edges.ts";
import { rowsByGraph } from "./peer-graph.ts";

/** Countries beyond which rows are compressed straight from the edges: a graph object costs too much. */
export const MOST_IN_GRAPH = 10_000;

/**
 * Lists of peers by kind, from values of 2019: geography, ideal point, trade, prestige. Self is in no
 * list, ties break by id, each list sums to 1 by row or is empty. The same bits on every machine.
 */
export function buildPeers(world: World): PeerLists {
  const ids = world.countries.ids;
  const rows = (edges: Edges): Rows =>
    ids.length <= MOST_IN_GRAPH ? rowsByGraph(ids, edges) : compress(edges);
  return {
    geography: rows(geographyEdges(world)),
    idealPoint: rows(idealPointEdges(world)),
    trade: rows(tradeEdges(world)),
    prestige: rows(prestigeEdges(world)),
  };
}
