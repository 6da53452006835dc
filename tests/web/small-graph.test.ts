import { expect, test, vi } from "vitest";
import { buildPeers } from "../../src/scenario/network/build-peers.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";
import { DirectedGraph } from "../../web/network/small-graph.ts";

const place = "../../src/scenario/network/measure-network.ts";

test("the page's small graph gives the shipped network the measures of graphology's, bit by bit", async () => {
  const world = await builtinWorld();
  if (!world.ok) throw new Error("the shipped world has problems");
  const lists = buildPeers(world.value);
  const whole = await import(place);
  vi.resetModules();
  vi.doMock("graphology", () => ({ DirectedGraph }));
  const small = await import(place);
  vi.doUnmock("graphology");
  expect(small).not.toBe(whole);
  const measured = small.measureNetwork(world.value, lists, { seed: "1" });
  expect(measured).toEqual(whole.measureNetwork(world.value, lists, { seed: "1" }));
  expect(measured.communities.length).toBeGreaterThan(1);
});

test("the small graph names a node or tie that it has not", () => {
  const graph = new DirectedGraph();
  graph.addNode("KEN");
  expect(() => graph.outboundNeighbors("PER")).toThrow("no node PER");
  expect(() => graph.getEdgeAttributes("KEN PER")).toThrow("no tie KEN PER");
});
