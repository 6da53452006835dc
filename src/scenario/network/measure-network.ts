import type { PeerLists, Rows } from "../../core/frame.ts";
import type { World } from "../world/world.ts";
import { type CutShares, cutShares } from "./cut-share.ts";
import { type GraphMeasures, graphMeasures } from "./graph-measures.ts";
import { DEFAULT_SHARES, type MixShares, mixLists, PEER_KINDS } from "./mix-lists.ts";
import { graphOfRows } from "./peer-graph.ts";
import { rowMeasures } from "./row-measures.ts";

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
  /** Number of its own peers. */
  readonly degree: number;
  /** Sum of its shares in others' peer pressure; the mean country has 1. */
  readonly strength: number;
  /** Countries that count it among their peers. */
  readonly followers: number;
  /** Weight in a random walk from countries to their peers; sums to 1. Null beyond 10,000 countries. */
  readonly pagerank: number | null;
  /** Share of shortest paths between two others that run through it. Null beyond 2,000 countries. */
  readonly betweenness: number | null;
  /** Place of its group among `communities`, from 1. Null beyond 10,000 countries. */
  readonly community: number | null;
}

/** What a network is like, of whatever its nodes are. */
export interface RowsMeasure {
  readonly countries: number;
  readonly ties: number;
  /** Peers per country. */
  readonly meanDegree: number;
  readonly maxDegree: { readonly id: string; readonly degree: number };
  /** Share of ties that run both ways. */
  readonly reciprocity: number;
  /** Share of pairs of neighbours that are neighbours themselves. Null beyond 10,000 countries. */
  readonly clustering: number | null;
  /** Countries without any peer. */
  readonly isolated: readonly string[];
  /** Groups that look to each other more than to others, largest first. Null beyond 10,000 countries. */
  readonly communities: readonly (readonly string[])[] | null;
  /** How clear the groups are, from 0 (not) to 1. Null beyond 10,000 countries. */
  readonly modularity: number | null;
  /** All countries, the strongest first. */
  readonly influencers: readonly Influencer[];
}

/** What a world's network of peers is like. */
export interface NetworkMeasure extends RowsMeasure {
  readonly kinds: readonly KindMeasure[];
  /** Share of weight that the lists of strongest ties leave out. */
  readonly cut: CutShares;
}

/** Countries up to which a graph is made to walk on; beyond, rows are counted and the rest is null. */
const MOST_FOR_GRAPH = 10_000;

/**
 * Degree, strength, reciprocity, clustering, communities and centrality of a world's peers, all kinds
 * mixed. The same seed gives the same communities.
 *
 * @example
 * const { influencers } = measureNetwork(world, buildPeers(world));
 */
export function measureNetwork(
  world: World,
  lists: PeerLists,
  options: MeasureOptions = {},
): NetworkMeasure {
  const { ids, names } = world.countries;
  return {
    ...measureRows(ids, mixLists(lists, options.shares ?? DEFAULT_SHARES), options.seed, names),
    kinds: PEER_KINDS.map((kind) => measureKind(kind, lists)),
    cut: cutShares(world),
  };
}

/**
 * The same measures of any directed network in compressed rows.
 *
 * @param ids of the nodes, in the order of the rows
 * @param seed of the search for communities, any text
 * @param names of the nodes; their ids unless told
 */
export function measureRows(
  ids: readonly string[],
  rows: Rows,
  seed = "communities",
  names: readonly string[] = ids,
): RowsMeasure {
  const { degrees, followers, strengths, reciprocity } = rowMeasures(rows);
  const graph = ids.length > MOST_FOR_GRAPH ? null : graphMeasures(graphOfRows(ids, rows), seed);
  const communityOf = new Map(
    graph?.communities.flatMap((members, k) => members.map((id) => [id, k + 1] as const)),
  );
  const at = (measure: keyof GraphMeasures & ("pagerank" | "betweenness"), id: string) =>
    graph?.[measure]?.[id] ?? null;
  const most = degrees.reduce((best, degree, i) => (degree > (degrees[best] ?? 0) ? i : best), 0);
  const influencers = ids.map(
    (id, i): Influencer => ({
      id,
      name: names[i] ?? id,
      degree: degrees[i] ?? 0,
      strength: strengths[i] ?? 0,
      followers: followers[i] ?? 0,
      pagerank: at("pagerank", id),
      betweenness: at("betweenness", id),
      community: communityOf.get(id) ?? null,
    }),
  );
  return {
    countries: ids.length,
    ties: rows.targets.length,
    meanDegree: rows.targets.length / ids.length,
    maxDegree: { id: ids[most] ?? "", degree: degrees[most] ?? 0 },
    reciprocity,
    clustering: graph?.clustering ?? null,
    isolated: ids.filter((_, i) => degrees[i] === 0),
    communities: graph?.communities ?? null,
    modularity: graph?.modularity ?? null,
    influencers: influencers.sort((a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1)),
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
