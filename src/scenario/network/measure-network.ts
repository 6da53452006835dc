import louvain from "graphology-communities-louvain";
import pagerank from "graphology-metrics/centrality/pagerank.js";
import seedrandom from "seedrandom";
import type { PeerLists } from "../../core/frame.ts";
import type { World } from "../world/world.ts";
import { type CutShares, cutShares } from "./cut-share.ts";
import { DEFAULT_SHARES, type MixShares, PEER_KINDS } from "./mix-lists.ts";
import { type PeerGraph, peerGraph } from "./peer-graph.ts";

/** How to look at a network. */
export interface MeasureOptions {
  /** Shares of the kinds of peers. */
  readonly shares?: MixShares;
  /** Seed of the search for communities, any text. */
  readonly seed?: string;
}

/** One kind of peers. */
export interface KindMeasure {
  readonly kind: string;
  readonly ties: number;
  /** Countries with at least one peer of this kind. */
  readonly countries: number;
  /** Peers per country that has any. */
  readonly meanDegree: number;
}

/** A country by its influence on others. */
export interface Influencer {
  readonly id: string;
  readonly name: string;
  /** Sum of its shares in others' peer pressure; the mean country has 1. */
  readonly strength: number;
  /** Countries that count it among their peers. */
  readonly followers: number;
  /** Weight in a random walk from countries to their peers; sums to 1. */
  readonly pagerank: number;
}

/** What a network of peers is like. */
export interface NetworkMeasure {
  readonly countries: number;
  readonly ties: number;
  /** Peers per country. */
  readonly meanDegree: number;
  readonly maxDegree: { readonly id: string; readonly degree: number };
  /** Share of ties that run both ways. */
  readonly reciprocity: number;
  /** Countries without any peer. */
  readonly isolated: readonly string[];
  readonly kinds: readonly KindMeasure[];
  /** Groups that look to each other more than to others, largest first; ids in order. */
  readonly communities: readonly (readonly string[])[];
  /** How clear the groups are, from 0 (not) to 1. */
  readonly modularity: number;
  /** All countries, the strongest first. */
  readonly influencers: readonly Influencer[];
  /** Share of weight that the lists of strongest ties leave out. */
  readonly cut: CutShares;
}

/**
 * Degree, reciprocity, communities and influence of a world's peers, all kinds mixed. The same seed
 * gives the same communities. Meant for up to 10,000 countries.
 */
export function measureNetwork(
  world: World,
  lists: PeerLists,
  options: MeasureOptions = {},
): NetworkMeasure {
  const { ids } = world.countries;
  const graph = peerGraph(ids, lists, options.shares ?? DEFAULT_SHARES);
  const degrees = ids.map((id) => ({ id, degree: graph.outDegree(id) }));
  const found = communitiesOf(graph, options.seed ?? "communities");
  return {
    countries: ids.length,
    ties: graph.size,
    meanDegree: graph.size / ids.length,
    maxDegree: degrees.reduce((best, next) => (next.degree > best.degree ? next : best)),
    reciprocity: reciprocityOf(graph),
    isolated: degrees.filter(({ degree }) => degree === 0).map(({ id }) => id),
    kinds: PEER_KINDS.map((kind) => measureKind(kind, lists)),
    communities: found.communities,
    modularity: found.modularity,
    influencers: influencersOf(graph, world),
    cut: cutShares(world),
  };
}

function measureKind(kind: keyof PeerLists, lists: PeerLists): KindMeasure {
  const { offsets, targets } = lists[kind];
  let countries = 0;
  for (let i = 0; i + 1 < offsets.length; i++)
    if ((offsets[i + 1] ?? 0) > (offsets[i] ?? 0)) countries++;
  return {
    kind,
    ties: targets.length,
    countries,
    meanDegree: countries === 0 ? 0 : targets.length / countries,
  };
}

function reciprocityOf(graph: PeerGraph): number {
  let both = 0;
  graph.forEachDirectedEdge((_edge, _attributes, source, target) => {
    if (graph.hasDirectedEdge(target, source)) both++;
  });
  return graph.size === 0 ? 0 : both / graph.size;
}

function communitiesOf(
  graph: PeerGraph,
  seed: string,
): { communities: string[][]; modularity: number } {
  // Without edges the search divides by a total weight of 0.
  if (graph.size === 0) return { communities: graph.nodes().map((id) => [id]), modularity: 0 };
  const rng = seedrandom.alea(seed);
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

function influencersOf(graph: PeerGraph, world: World): Influencer[] {
  const ranks =
    graph.size === 0 ? {} : pagerank(graph, { getEdgeWeight: "weight", maxIterations: 1000 });
  const all = world.countries.ids.map((id, i): Influencer => {
    let strength = 0;
    graph.forEachInEdge(id, (_, { weight }) => {
      strength += weight;
    });
    return {
      id,
      name: world.countries.names[i] ?? id,
      strength,
      followers: graph.inDegree(id),
      pagerank: ranks[id] ?? 1 / world.countries.ids.length,
    };
  });
  return all.sort((a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1));
}
