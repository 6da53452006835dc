import gexf from "graphology-gexf";
import type { PeerLists } from "../../core/frame.ts";
import type { World } from "../world/world.ts";
import { DEFAULT_SHARES, type MixShares } from "./mix-lists.ts";
import { peerGraph } from "./peer-graph.ts";

/** Countries up to which the network is written as GEXF, whose text is made in memory. */
export const MOST_FOR_GEXF = 10_000;

/**
 * The network of peers as GEXF text, for Gephi and others. Edges run from a country to the peers it
 * looks to; their weight is the share of its peer pressure. The same world gives the same text.
 *
 * @throws RangeError beyond 10,000 countries; `networkCsv` takes any number.
 */
export function networkGexf(
  world: World,
  lists: PeerLists,
  shares: MixShares = DEFAULT_SHARES,
): string {
  if (world.countries.ids.length > MOST_FOR_GEXF) {
    throw new RangeError(
      `GEXF takes at most ${MOST_FOR_GEXF} countries, and this world has ${world.countries.ids.length}`,
    );
  }
  const { ids, names, regions, subregions, regimes, columns } = world.countries;
  const graph = peerGraph(ids, lists, shares, (i) => ({
    label: names[i] ?? "",
    region: regions[i] ?? "",
    subregion: subregions[i] ?? "",
    regime: regimes[i] ?? "",
    latitude: columns.latitude[i] ?? Number.NaN,
    longitude: columns.longitude[i] ?? Number.NaN,
  }));
  return gexf.write(graph, {
    version: "1.3",
    formatNode: (_, { label, ...attributes }) => ({
      label: String(label),
      attributes: known(attributes),
    }),
    formatEdge: (_, { weight }) => ({ weight }),
  });
}

/** Attributes that have a value. */
function known(attributes: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== "" && !Number.isNaN(value)),
  );
}
