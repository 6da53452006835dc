import { DirectedGraph } from "graphology";
import gexf from "graphology-gexf";
import type { CascadeResult } from "./run-cascades.ts";

/**
 * The graph of who decided because of whom as GEXF text, for Gephi and others. Edges run from the country whose
 * first contract is taken away to the one that then decides otherwise; their weight is the share of the runs.
 */
export function influenceGexf({ runs, countries, influences }: CascadeResult): string {
  const graph = new DirectedGraph();
  for (const { country, name, size, adopts } of countries) {
    graph.addNode(country, { label: name, cascade: size.mean, adopts: adopts / Math.max(1, runs) });
  }
  for (const { source, target, decision, runs: times } of influences) {
    const key = `${source} ${target}`;
    const before = graph.hasEdge(key) ? Number(graph.getEdgeAttribute(key, decision) ?? 0) : 0;
    if (!graph.hasEdge(key))
      graph.addDirectedEdgeWithKey(key, source, target, { contract: 0, ban: 0 });
    graph.setEdgeAttribute(key, decision, before + times / runs);
  }
  return gexf.write(graph, {
    version: "1.3",
    formatNode: (_, { label, cascade, adopts }) => ({
      label: String(label),
      attributes: { cascade, adopts },
    }),
    formatEdge: (_, { contract, ban }) => ({
      weight: Math.max(Number(contract), Number(ban)),
      attributes: { contract, ban },
    }),
  });
}
