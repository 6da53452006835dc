import { DirectedGraph } from "graphology";
import gexf from "graphology-gexf";
import type { CascadeResult } from "./run-cascades.ts";

/**
 * The graph of who decided because of whom as GEXF text, for Gephi and others. Edges run from the country whose
 * contracts or ban are taken away to the one that then decides otherwise. `contract` and `ban` are the shares of the
 * runs in which a contract or a ban of the source does it, of several bans the most frequent; the weight is the larger.
 */
export function influenceGexf({ runs, countries, influences }: CascadeResult): string {
  const graph = new DirectedGraph();
  const share = (some: number) => some / Math.max(1, runs);
  for (const { country, name, size, banSize, adopts, bans } of countries) {
    graph.addNode(country, {
      label: name,
      cascade: size.mean,
      ban_cascade: banSize.mean,
      adopts: share(adopts),
      bans: share(bans),
    });
  }
  for (const { source, target, because, runs: times } of influences) {
    const key = `${source} ${target}`;
    if (!graph.hasEdge(key))
      graph.addDirectedEdgeWithKey(key, source, target, { contract: 0, ban: 0 });
    const before = Number(graph.getEdgeAttribute(key, because));
    graph.setEdgeAttribute(key, because, Math.max(before, share(times)));
  }
  return gexf.write(graph, {
    version: "1.3",
    formatNode: (_, { label, ...attributes }) => ({ label: String(label), attributes }),
    formatEdge: (_, { contract, ban }) => ({
      weight: Math.max(Number(contract), Number(ban)),
      attributes: { contract, ban },
    }),
  });
}
