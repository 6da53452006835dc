import { beforeAll, describe, expect, test } from "vitest";
import { buildPeers } from "../../../src/scenario/network/build-peers.ts";
import { compress } from "../../../src/scenario/network/edges.ts";
import { networkCsv } from "../../../src/scenario/network/export-csv.ts";
import { networkGexf } from "../../../src/scenario/network/export-gexf.ts";
import { measureRows, type RowsMeasure } from "../../../src/scenario/network/measure-network.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import { generateWorld } from "../../../src/scenario/world/generate/generate-world.ts";
import type { World } from "../../../src/scenario/world/world.ts";
import { changed, checkSmall, worldOf } from "../world/small-world.ts";

// Expected values are those of networkx 3 on the same edges: betweenness_centrality, pagerank (alpha
// 0.85), transitivity, reciprocity and community.modularity.

type Pair = readonly [number, number];

/** Measures of a graph given by its pairs, both ways unless told. */
function measure(pairs: readonly Pair[], nodes: number, directed = false): RowsMeasure {
  const all = directed
    ? pairs
    : pairs.flatMap(([a, b]): Pair[] => [
        [a, b],
        [b, a],
      ]);
  const rows = compress({
    countries: nodes,
    sources: Uint32Array.from(all, ([a]) => a),
    targets: Uint32Array.from(all, ([, b]) => b),
    weights: Float64Array.from(all, () => 1),
  });
  return measureRows(
    Array.from({ length: nodes }, (_, i) => `n${String(i).padStart(2, "0")}`),
    rows,
  );
}

const of = ({ influencers }: RowsMeasure, node: number) =>
  influencers.find(({ id }) => id === `n${String(node).padStart(2, "0")}`);

/** Zachary's karate club (1977): who of its neighbours each member comes before. */
const KARATE: readonly (readonly number[])[] = [
  [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
  [2, 3, 7, 13, 17, 19, 21, 30],
  [3, 7, 8, 9, 13, 27, 28, 32],
  [7, 12, 13],
  [6, 10],
  [6, 10, 16],
  [16],
  [],
  [30, 32, 33],
  [33],
  [],
  [],
  [],
  [33],
  [32, 33],
  [32, 33],
  [],
  [],
  [32, 33],
  [33],
  [32, 33],
  [],
  [32, 33],
  [25, 27, 29, 32, 33],
  [25, 27, 31],
  [31],
  [29, 33],
  [33],
  [31, 33],
  [32, 33],
  [32, 33],
  [32, 33],
  [33],
  [],
];

describe("the karate club", () => {
  const club = measure(
    KARATE.flatMap((list, a) => list.map((b): Pair => [a, b])),
    34,
  );

  test("has the degrees, clustering and reciprocity that are known", () => {
    expect(club).toMatchObject({ ties: 156, reciprocity: 1, isolated: [] });
    expect(club.maxDegree).toEqual({ id: "n33", degree: 17 });
    expect([0, 32, 33].map((k) => of(club, k)?.degree)).toEqual([16, 12, 17]);
    expect(club.clustering).toBeCloseTo(0.2556818181818182, 12);
  });

  test.each([
    [0, 0.437635, 0.096997],
    [33, 0.304075, 0.100919],
    [32, 0.145247, 0.071693],
  ])("member %i has the betweenness and page rank that are known", (node, betweenness, rank) => {
    expect(of(club, node)?.betweenness).toBeCloseTo(betweenness, 6);
    expect(of(club, node)?.pagerank).toBeCloseTo(rank, 5);
  });

  test("falls into groups at least as clear as the known best of 0.4198, less a hair", () => {
    // Rows are scaled to sum to 1, so weights differ from the plain graph; four groups remain.
    expect(club.communities).toHaveLength(4);
    expect(club.modularity).toBeGreaterThan(0.38);
    const apart = club.communities?.find((group) => group.includes("n00"));
    expect(apart).not.toContain("n33");
  });

  test("strengths sum to its members, each group's members carry its number", () => {
    expect(club.influencers.reduce((sum, { strength }) => sum + strength, 0)).toBeCloseTo(34, 9);
    for (const { id, community } of club.influencers) {
      expect(club.communities?.[(community ?? 0) - 1]).toContain(id);
    }
  });
});

test("the Medici stand between the families of Florence, who form few triangles", () => {
  const names =
    "Acciaiuoli Medici Castellani Peruzzi Strozzi Barbadori Ridolfi Tornabuoni Albizzi Salviati Pazzi Bischeri Guadagni Ginori Lamberteschi".split(
      " ",
    );
  const ties =
    "Acciaiuoli-Medici Medici-Barbadori Medici-Ridolfi Medici-Tornabuoni Medici-Albizzi Medici-Salviati Castellani-Peruzzi Castellani-Strozzi Castellani-Barbadori Peruzzi-Strozzi Peruzzi-Bischeri Strozzi-Ridolfi Strozzi-Bischeri Ridolfi-Tornabuoni Tornabuoni-Guadagni Albizzi-Ginori Albizzi-Guadagni Salviati-Pazzi Bischeri-Guadagni Guadagni-Lamberteschi";
  const florence = measure(
    ties.split(" ").map((tie): Pair => {
      const [a = "", b = ""] = tie.split("-");
      return [names.indexOf(a), names.indexOf(b)];
    }),
    15,
  );
  expect(of(florence, 1)?.betweenness).toBeCloseTo(0.521978, 6);
  expect(of(florence, 12)?.betweenness).toBeCloseTo(0.254579, 6);
  expect(of(florence, 10)?.betweenness).toBe(0);
  expect(florence.clustering).toBeCloseTo(0.19148936170212766, 12);
});

describe("directed and degenerate networks", () => {
  test("paths follow the direction of ties", () => {
    const line = measure(
      [
        [0, 1],
        [1, 2],
        [2, 0],
        [2, 3],
        [3, 4],
      ],
      5,
      true,
    );
    for (const [k, share] of [1 / 12, 0.25, 5 / 12, 0.25, 0].entries()) {
      expect(of(line, k)?.betweenness).toBeCloseTo(share, 12);
    }
    expect(line.reciprocity).toBe(0);
    expect(line.isolated).toEqual(["n04"]);
    expect(
      measure(
        [
          [0, 1],
          [1, 0],
          [1, 2],
        ],
        3,
        true,
      ).reciprocity,
    ).toBeCloseTo(2 / 3, 12);
  });

  test("without ties everybody is alone, and alike", () => {
    const none = measure([], 3);
    expect(none).toMatchObject({ ties: 0, clustering: 0, modularity: 0, reciprocity: 0 });
    expect(none.communities).toEqual([["n00"], ["n01"], ["n02"]]);
    expect(none.influencers.map(({ pagerank }) => pagerank)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  test("beyond 2,000 nodes paths are not counted, beyond 10,000 only rows are", () => {
    const ring = (n: number) =>
      measure(
        Array.from({ length: n }, (_, i): Pair => [i, (i + 1) % n]),
        n,
      );
    const large = ring(2001);
    expect(large.influencers[0]).toMatchObject({ betweenness: null, strength: 1, degree: 2 });
    expect(large.influencers[0]?.pagerank).toBeCloseTo(1 / 2001, 9);
    const largest = ring(10_001);
    expect(largest).toMatchObject({ clustering: null, communities: null, modularity: null });
    expect(largest).toMatchObject({ meanDegree: 2, reciprocity: 1 });
  });
});

describe("exports", () => {
  let world: World;
  beforeAll(async () => {
    world = worldOf(await builtinWorld());
  });

  /** Elements of a text without nesting of a name in itself: attributes by name. */
  function elements(text: string, name: string): Record<string, string>[] {
    return [...text.matchAll(new RegExp(`<${name}( [^>]*?)?/?>`, "g"))].map(([, attributes = ""]) =>
      Object.fromEntries(
        [...attributes.matchAll(/ ([\w:]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [
          key,
          value,
        ]),
      ),
    );
  }

  // The rules of the specification of GEXF 1.3: its schema's licence does not let us keep a copy.
  test("GEXF has the elements of the specification, in its order, and every reference leads somewhere", () => {
    const text = networkGexf(world, buildPeers(world));
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<gexf version="1.3" xmlns="http:\/\/gexf.net\/1.3"/,
    );
    const opened = [...text.matchAll(/<(\w+)/g)]
      .map(([, name]) => name)
      .filter((name) =>
        ["gexf", "meta", "graph", "attributes", "nodes", "edges"].includes(name ?? ""),
      );
    expect(opened).toEqual(["gexf", "meta", "graph", "attributes", "nodes", "edges"]);
    expect(elements(text, "graph")).toEqual([{ defaultedgetype: "directed" }]);
    expect(elements(text, "attributes")).toEqual([{ class: "node" }]);
    const declared = elements(text, "attribute");
    for (const { type } of declared) expect(["string", "double"]).toContain(type);
    const types = new Map(declared.map(({ id, type }) => [id, type]));
    for (const { for: id = "", value = "" } of elements(text, "attvalue")) {
      if (!types.has(id)) throw new Error(`attvalue for "${id}", which is not declared`);
      if (types.get(id) === "double" && !Number.isFinite(Number(value))) throw new Error(value);
    }
    const nodes = new Set(elements(text, "node").map(({ id }) => id));
    expect(nodes.size).toBe(197);
    const edges = elements(text, "edge");
    expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
    for (const { source, target, weight } of edges) {
      if (!nodes.has(source ?? "") || !nodes.has(target ?? ""))
        throw new Error(`${source} ${target}`);
      if (!(Number(weight) > 0)) throw new Error(`weight ${weight}`);
    }
  });

  test("GEXF escapes names, and a world without places says nothing of places", () => {
    const small = worldOf(
      checkSmall({ ...changed("countries.csv", '"Bland, the"', '"B & <C> ""D"""') }),
    );
    const text = networkGexf(small, buildPeers(small));
    expect(text).toContain('label="B &amp; &lt;C> &quot;D&quot;"');
    const placeless = generateWorld({ jurisdictions: 5 });
    expect(networkGexf(placeless, buildPeers(placeless))).not.toContain("latitude");
  });

  test("GEXF of more than 10,000 countries is refused, with the way out", () => {
    const large = generateWorld({ jurisdictions: 10_001 });
    const lists = { geography: NONE, idealPoint: NONE, trade: NONE, prestige: NONE };
    expect(() => networkGexf(large, lists)).toThrow(
      "at most 10000 countries, and this world has 10001",
    );
  });
  const NONE = {
    offsets: new Uint32Array(10_002),
    targets: new Uint32Array(0),
    weights: new Float64Array(0),
  };

  test("CSV has a row for each tie, its weights sum to 1 by country and by kind", () => {
    const rows = [...networkCsv(world, buildPeers(world))].join("").trim().split("\n");
    expect(rows.shift()).toBe("source,target,weight,geography,ideal_point,trade,prestige");
    expect(rows).toHaveLength(4616);
    const kenya = rows.map((row) => row.split(",")).filter(([source]) => source === "KEN");
    for (const column of [2, 3, 4, 5, 6]) {
      const sum = kenya.reduce((total, row) => total + Number(row[column] || 0), 0);
      expect(sum).toBeCloseTo(1, 12);
    }
  });
});
