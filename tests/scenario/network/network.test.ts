import fc from "fast-check";
import { DirectedGraph } from "graphology";
import { beforeAll, describe, expect, test } from "vitest";
import type { PeerLists, Rows } from "../../../src/core/frame.ts";
import { buildPeers } from "../../../src/scenario/network/build-peers.ts";
import type { Edges } from "../../../src/scenario/network/edges.ts";
import { networkGexf } from "../../../src/scenario/network/export-gexf.ts";
import { arcKm, chordSquared, unitVectors } from "../../../src/scenario/network/great-circle.ts";
import { measureNetwork } from "../../../src/scenario/network/measure-network.ts";
import { forNearest } from "../../../src/scenario/network/nearest-points.ts";
import {
  geographyEdges,
  idealPointEdges,
  prestigeEdges,
  tradeEdges,
} from "../../../src/scenario/network/peer-edges.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import type { World } from "../../../src/scenario/world/world.ts";
import { checkSmall, worldOf } from "../world/small-world.ts";

let world: World;
let lists: PeerLists;

beforeAll(async () => {
  world = worldOf(await builtinWorld());
  lists = buildPeers(world);
});

function peersOf(rows: Rows, id: string): Record<string, number> {
  const i = world.countries.ids.indexOf(id);
  const peers: Record<string, number> = {};
  for (let e = rows.offsets[i] ?? 0; e < (rows.offsets[i + 1] ?? 0); e++) {
    peers[world.countries.ids[rows.targets[e] ?? 0] ?? ""] = rows.weights[e] ?? 0;
  }
  return peers;
}

describe("peers of the shipped world", () => {
  test("rows sum to 1, targets ascend, nobody is their own peer", () => {
    for (const rows of Object.values(lists)) {
      for (let i = 0; i < 197; i++) {
        const targets = [...rows.targets.slice(rows.offsets[i], rows.offsets[i + 1])];
        const weights = [...rows.weights.slice(rows.offsets[i], rows.offsets[i + 1])];
        expect(targets).toEqual([...new Set(targets)].sort((a, b) => a - b));
        expect(targets).not.toContain(i);
        if (weights.length > 0) expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      }
    }
  });

  test("geography holds every land neighbour, with the largest weight", () => {
    const peers = peersOf(lists.geography, "FRA");
    for (const id of ["AND", "BEL", "CHE", "DEU", "ESP", "ITA", "LUX", "MCO"]) {
      expect(peers[id]).toBe(Math.max(...Object.values(peers)));
    }
    expect(Object.keys(peersOf(lists.geography, "NZL"))).toHaveLength(8);
  });

  test("ideal points give ten peers alike, nearest as counted by hand over all pairs", () => {
    const n = world.countries.ids.length;
    const points = world.covariates.values.ideal_point.slice((2019 - 2010) * n, (2020 - 2010) * n);
    for (let i = 0; i < n; i++) {
      const order = [...points.keys()].filter((k) => k !== i);
      const gap = (k: number) => Math.abs((points[k] ?? 0) - (points[i] ?? 0));
      order.sort((a, b) => gap(a) - gap(b) || a - b);
      const row = [
        ...lists.idealPoint.targets.slice(
          lists.idealPoint.offsets[i],
          lists.idealPoint.offsets[i + 1],
        ),
      ];
      expect(row.map(gap).sort()).toEqual(order.slice(0, 10).map(gap).sort());
    }
    expect(new Set(lists.idealPoint.weights)).toEqual(new Set([0.1]));
  });

  test("trade peers are the reported partners in proportion", () => {
    const trade = world.ties.find(({ kind }) => kind === "trade");
    const kenya = world.countries.ids.indexOf("KEN");
    const reported = [...(trade?.sources ?? [])].flatMap((source, e) =>
      source === kenya ? [trade?.weights[e] ?? 0] : [],
    );
    const peers = Object.values(peersOf(lists.trade, "KEN"));
    expect(peers).toHaveLength(reported.length);
    const total = reported.reduce((a, b) => a + b);
    expect(Math.max(...peers)).toBeCloseTo(Math.max(...reported) / total, 12);
  });

  test("prestige peers are the five largest economies of the subregion, self among the five counted", () => {
    expect(Object.keys(peersOf(lists.prestige, "BOL"))).toEqual([
      "ARG",
      "BRA",
      "CHL",
      "COL",
      "PER",
    ]);
    expect(Object.keys(peersOf(lists.prestige, "BRA"))).toEqual(["ARG", "CHL", "COL", "PER"]);
  });

  test("rows are those that graphology puts together from the same edges", () => {
    const { ids } = world.countries;
    const byGraph = (edges: Edges): Rows => {
      const graph = new DirectedGraph<object, { weight: number }>({ allowSelfLoops: false });
      for (const id of ids) graph.addNode(id);
      for (const [e, source] of edges.sources.entries()) {
        const weight = edges.weights[e] ?? 0;
        graph.updateDirectedEdge(ids[source], ids[edges.targets[e] ?? 0], (before) => ({
          weight: Math.max(before.weight ?? 0, weight),
        }));
      }
      const rows = ids.map((id) =>
        graph
          .outNeighbors(id)
          .sort()
          .map((peer) => ({
            target: ids.indexOf(peer),
            weight: graph.getEdgeAttribute(id, peer, "weight"),
          })),
      );
      const sums = rows.map((row) => row.reduce((sum, { weight }) => sum + weight, 0));
      return {
        offsets: Uint32Array.from([0, ...rows.map((_, i) => rows.slice(0, i + 1).flat().length)]),
        targets: Uint32Array.from(rows.flat(), ({ target }) => target),
        weights: Float64Array.from(
          rows.flatMap((row, i) => row.map(({ weight }) => weight / (sums[i] ?? 1))),
        ),
      };
    };
    expect(lists).toEqual({
      geography: byGraph(geographyEdges(world)),
      idealPoint: byGraph(idealPointEdges(world)),
      trade: byGraph(tradeEdges(world)),
      prestige: byGraph(prestigeEdges(world)),
    });
  });
});

describe("measures of the shipped network", () => {
  test("the mean country has about 24 peers and none more than about 31", () => {
    const measure = measureNetwork(world, lists);
    expect(measure.meanDegree).toBeGreaterThan(23);
    expect(measure.meanDegree).toBeLessThan(25);
    expect(measure.maxDegree.degree).toBeLessThanOrEqual(33);
    expect(measure.isolated).toEqual([]);
  });

  test("strengths sum to the number of countries and page ranks to 1, China leads both", () => {
    const { influencers } = measureNetwork(world, lists);
    expect(influencers.reduce((sum, { strength }) => sum + strength, 0)).toBeCloseTo(197, 9);
    expect(influencers.reduce((sum, { pagerank }) => sum + (pagerank ?? 0), 0)).toBeCloseTo(1, 6);
    expect(influencers[0]?.id).toBe("CHN");
  });

  test("communities cover each country once and come out the same for the same seed", () => {
    const [a, b] = [measureNetwork(world, lists), measureNetwork(world, lists)];
    expect(a.communities?.flat().sort()).toEqual([...world.countries.ids]);
    expect(b).toEqual(a);
    expect(a.modularity).toBeGreaterThan(0.4);
  });

  test("shares left out by the cut lie between 0 and 1", () => {
    const { cut } = measureNetwork(world, lists);
    for (const share of Object.values(cut)) expect(share).toBeGreaterThan(0);
    for (const share of Object.values(cut)) expect(share).toBeLessThan(1);
  });

  test("GEXF holds every country and every tie, and the same text each time", () => {
    const text = networkGexf(world, lists);
    expect(text.match(/<node /g)).toHaveLength(197);
    expect(text.match(/<edge /g)).toHaveLength(measureNetwork(world, lists).ties);
    expect(networkGexf(world, lists)).toBe(text);
  });
});

describe("small worlds", () => {
  test("the small world's lists are those worked out by hand", () => {
    const small = buildPeers(worldOf(checkSmall()));
    // A and B are neighbours (1); C is 10 degrees from B, 20 from A.
    const far = Math.exp((-6371 * Math.PI) / 18 / 1500);
    const further = Math.exp((-6371 * Math.PI) / 9 / 1500);
    const expected = [1 / (1 + further), further / (1 + further), 1 / (1 + far), far / (1 + far)];
    for (const [e, weight] of expected.entries())
      expect(small.geography.weights[e]).toBeCloseTo(weight, 12);
    expect([...small.trade.offsets]).toEqual([0, 1, 1, 1]);
    expect([...small.prestige.targets]).toEqual([1, 0]);
  });

  test("a world without coordinates or ties has no geography and no trade, and is still measured", () => {
    const bare = worldOf(
      checkSmall({
        "countries.csv":
          "iso3,gdp_usd_2019,population_2019,urban_2019\nAAA,1,1,0\nBBB,1,1,0\nCCC,1,1,0\n",
        "ties.csv": null,
      }),
    );
    const peers = buildPeers(bare);
    expect([...peers.geography.offsets, ...peers.trade.offsets]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(measureNetwork(bare, peers).isolated).toEqual([]);
  });
});

describe("nearest points", () => {
  test("are those of a search over all pairs, ties by the lower index", () => {
    const place = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -18, max: 18 }));
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (places, count) => {
          const vectors = unitVectors(
            places.map(([lat]) => lat * 10),
            places.map(([, lon]) => lon * 10),
          );
          forNearest(vectors, count, (point, neighbours) => {
            const others = [...places.keys()].filter((k) => k !== point);
            const gap = (k: number) => chordSquared(vectors, point, k);
            others.sort((a, b) => gap(a) - gap(b) || a - b);
            expect(neighbours).toEqual(others.slice(0, count));
          });
        },
      ),
    );
  });

  test("are found among 100,000 scattered and 100,000 equal points", () => {
    const n = 100_000;
    const scattered = unitVectors(
      Array.from({ length: n }, (_, k) => ((k * 0.618034) % 1) * 180 - 90),
      Array.from({ length: n }, (_, k) => (((k * 0.7548776662) % 1) - 0.5) * 360),
    );
    let found = 0;
    forNearest(scattered, 8, (_, neighbours) => (found += neighbours.length));
    expect(found).toBe(8 * n);
    forNearest(new Float64Array(3 * n).fill(0.5), 8, (point, neighbours) => {
      if (point === 0) expect(neighbours).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });
  });

  test("a quarter of the equator is a quarter of the Earth's girth", () => {
    const vectors = unitVectors([0, 0, 90], [0, 90, 0]);
    expect(arcKm(chordSquared(vectors, 0, 1))).toBeCloseTo((6371 * Math.PI) / 2, 6);
    expect(arcKm(chordSquared(vectors, 0, 2))).toBeCloseTo((6371 * Math.PI) / 2, 6);
  });
});
