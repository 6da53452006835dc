import { DirectedGraph } from "graphology";
import type { PeerLists, Rows } from "../../core/frame.ts";
import type { MixShares } from "./mix-lists.ts";
import { mixLists } from "./mix-lists.ts";

/** What a node says of its country. */
export type CountryAttributes = Record<string, string | number>;

/** What an edge says: the share of the source's peer pressure that comes from the target. */
export interface TieAttributes {
  weight: number;
  [name: string]: number;
}

/** A graph of who listens to whom: edges run from a country to its peers. */
export type PeerGraph = DirectedGraph<CountryAttributes, TieAttributes>;

/** All kinds of peers in one graph, mixed by their shares; nodes carry what `attributes` says of them. */
export function peerGraph(
  ids: readonly string[],
  lists: PeerLists,
  shares: MixShares,
  attributes: (country: number) => CountryAttributes = () => ({}),
): PeerGraph {
  const graph = graphOfRows(ids, mixLists(lists, shares));
  for (const [i, id] of ids.entries()) graph.replaceNodeAttributes(id, attributes(i));
  return graph;
}

/**
 * A graph of compressed rows. Meant for looking at networks of up to 10,000 countries; the simulation
 * takes the rows themselves.
 */
export function graphOfRows(ids: readonly string[], rows: Rows): PeerGraph {
  const graph: PeerGraph = new DirectedGraph({ allowSelfLoops: false });
  for (const id of ids) graph.addNode(id);
  for (const [i, id] of ids.entries()) {
    for (let e = rows.offsets[i] ?? 0; e < (rows.offsets[i + 1] ?? 0); e++) {
      const peer = ids[rows.targets[e] ?? 0] ?? "";
      // Named by its ends: the keys that graphology makes up differ from graph to graph.
      graph.addDirectedEdgeWithKey(`${id} ${peer}`, id, peer, { weight: rows.weights[e] ?? 0 });
    }
  }
  return graph;
}
