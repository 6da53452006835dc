import { DirectedGraph } from "graphology";
import type { PeerLists, Rows } from "../../core/frame.ts";
import { compress, type Edges, noEdges } from "./edges.ts";
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

/** Rows of edges, put together as a graph, which refuses loops and unknown nodes. */
export function rowsByGraph(ids: readonly string[], edges: Edges): Rows {
  const graph = emptyGraph(ids);
  for (const [e, source] of edges.sources.entries()) {
    const [from, to] = [ids[source] ?? "", ids[edges.targets[e] ?? 0] ?? ""];
    const weight = edges.weights[e] ?? 0;
    graph.updateDirectedEdge(from, to, (before) => ({
      weight: Math.max(before.weight ?? 0, weight),
    }));
  }
  return compress(edgesOf(graph, ids));
}

/**
 * All kinds of peers in one graph, mixed by their shares; nodes carry name, region and regime where
 * given. Meant for looking at networks of up to 10,000 countries; the simulation takes rows.
 */
export function peerGraph(
  ids: readonly string[],
  lists: PeerLists,
  shares: MixShares,
  attributes: (country: number) => CountryAttributes = () => ({}),
): PeerGraph {
  const graph = emptyGraph(ids);
  for (const [i, id] of ids.entries()) graph.replaceNodeAttributes(id, attributes(i));
  const rows = mixLists(lists, shares);
  for (const [i, id] of ids.entries()) {
    for (let e = rows.offsets[i] ?? 0; e < (rows.offsets[i + 1] ?? 0); e++) {
      const peer = ids[rows.targets[e] ?? 0] ?? "";
      // Named by its ends: the keys that graphology makes up differ from graph to graph.
      graph.addDirectedEdgeWithKey(`${id} ${peer}`, id, peer, { weight: rows.weights[e] ?? 0 });
    }
  }
  return graph;
}

function emptyGraph(ids: readonly string[]): PeerGraph {
  const graph: PeerGraph = new DirectedGraph({ allowSelfLoops: false });
  for (const id of ids) graph.addNode(id);
  return graph;
}

function edgesOf(graph: PeerGraph, ids: readonly string[]): Edges {
  const index = new Map(ids.map((id, i) => [id, i]));
  const edges = noEdges(ids.length);
  graph.forEachDirectedEdge((_, { weight }, source, target) => {
    edges.sources.push(index.get(source) ?? 0);
    edges.targets.push(index.get(target) ?? 0);
    edges.weights.push(weight);
  });
  return edges;
}
