import louvain from "graphology-communities-louvain";
import betweenness from "graphology-metrics/centrality/betweenness.js";
import pagerank from "graphology-metrics/centrality/pagerank.js";
import alea from "seedrandom/lib/alea.js";
import type { PeerGraph } from "./peer-graph.ts";

/** Nodes up to which shortest paths are counted: the time grows with nodes times ties. */
export const MOST_FOR_PATHS = 2000;

/** What needs a graph to walk on. */
export interface GraphMeasures {
  /** Groups that look to each other more than to others, largest first; ids in order. */
  readonly communities: readonly (readonly string[])[];
  /** How clear the groups are, from 0 (not) to 1. */
  readonly modularity: number;
  /** Share of pairs of neighbours that are neighbours themselves, direction apart; 0 without such pairs. */
  readonly clustering: number;
  /** Weight in a random walk along ties, by id; sums to 1. */
  readonly pagerank: Readonly<Record<string, number>>;
  /** Share of shortest paths between two others that run through it, by id; null beyond 2,000 nodes. */
  readonly betweenness: Readonly<Record<string, number>> | null;
}

/**
 * Communities (Louvain), clustering, PageRank and betweenness of a graph. The same seed gives the same
 * communities. Paths count ties, not weights, and follow their direction.
 */
export function graphMeasures(graph: PeerGraph, seed: string): GraphMeasures {
  return {
    ...communitiesOf(graph, seed),
    clustering: clusteringOf(graph),
    pagerank: pageranksOf(graph),
    betweenness: graph.order > MOST_FOR_PATHS ? null : betweenness(graph, { getEdgeWeight: null }),
  };
}

function pageranksOf(graph: PeerGraph): Record<string, number> {
  // Without edges the walk has nowhere to go: everybody alike.
  if (graph.size === 0) return Object.fromEntries(graph.mapNodes((id) => [id, 1 / graph.order]));
  return pagerank(graph, { getEdgeWeight: "weight", maxIterations: 1000 });
}

function communitiesOf(
  graph: PeerGraph,
  seed: string,
): Pick<GraphMeasures, "communities" | "modularity"> {
  // Without edges the search divides by a total weight of 0.
  if (graph.size === 0) return { communities: graph.nodes().map((id) => [id]), modularity: 0 };
  const rng = alea(seed);
  const detailed = louvain.detailed(graph, { getEdgeWeight: "weight", rng: () => rng.double() });
  const members = new Map<number, string[]>();
  for (const [id, community] of Object.entries(detailed.communities)) {
    const list = members.get(community) ?? [];
    list.push(id);
    members.set(community, list);
  }
  const communities = [...members.values()].map((list) => list.sort());
  communities.sort((a, b) => b.length - a.length || ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
  return { communities, modularity: detailed.modularity };
}

/** Transitivity: three times the triangles over the pairs of neighbours of each node. */
function clusteringOf(graph: PeerGraph): number {
  const neighbours = new Map(graph.mapNodes((id) => [id, new Set(graph.neighbors(id))]));
  let [closed, pairs] = [0, 0];
  for (const own of neighbours.values()) {
    const list = [...own];
    pairs += (list.length * (list.length - 1)) / 2;
    for (const [k, a] of list.entries()) {
      const theirs = neighbours.get(a);
      for (let l = k + 1; l < list.length; l++) if (theirs?.has(list[l] ?? "")) closed++;
    }
  }
  return pairs === 0 ? 0 : closed / pairs;
}
