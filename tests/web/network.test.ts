import { expect, test } from "vitest";
import { tiesOf } from "../../web/lab/network-task.ts";
import { boxAround, forcePlaces } from "../../web/network/layout.ts";
import { neighbourhood } from "../../web/network/neighbourhood.ts";

/** Rows of one country each: who it looks to, with equal weights. */
function rows(...targets: readonly (readonly number[])[]) {
  const offsets = Uint32Array.from([
    0,
    ...targets.map((_, i) => targets.slice(0, i + 1).flat().length),
  ]);
  const weights = Float64Array.from(targets.flatMap((row) => row.map(() => 1 / row.length)));
  return { offsets, targets: Uint32Array.from(targets.flat()), weights };
}

const lists = {
  geography: rows([1, 2], [0], [], [2]),
  idealPoint: rows([1], [3], [], []),
  trade: rows([], [], [], []),
  prestige: rows([], [], [], []),
};
const network = tiesOf(lists, [0.5, 0.3, 0.1, 0.1], 0);
const lens = { focus: 0, hops: 1, kind: null, least: 0, way: "both" } as const;

test("the parts of a country's pressure sum to 1 over the kinds that it has", () => {
  for (const country of [0, 1, 3]) {
    let sum = 0;
    network.sources.forEach((source, e) => {
      if (source === country) for (let k = 0; k < 4; k++) sum += network.parts[4 * e + k] ?? 0;
    });
    expect(sum).toBeCloseTo(1, 12);
  }
});

test("one step shows only what is tied to the country itself, two what is tied to that", () => {
  const near = neighbourhood(network, lens);
  expect(near.nodes).toEqual([0, 1, 2]);
  expect(near.ties.every(({ source, target }) => source === 0 || target === 0)).toBe(true);
  const far = neighbourhood(network, { ...lens, hops: 2 });
  expect([...far.nodes].sort()).toEqual([0, 1, 2, 3]);
});

test("a kind, a least part and a way leave ties out", () => {
  expect(neighbourhood(network, { ...lens, kind: 1 }).nodes).toEqual([0, 1]);
  expect(neighbourhood(network, { ...lens, least: 0.9 }).nodes).toEqual([0]);
  expect(neighbourhood(network, { ...lens, way: "looked" }).nodes).toEqual([0, 1]);
});

test("places by ties lie within the picture, and the same network gives the same ones", () => {
  const { nodes, ties } = neighbourhood(network, { ...lens, hops: 2 });
  const indexOf = new Map(nodes.map((node, k) => [node, k]));
  const start = nodes.map((node) => [node, node] as const);
  const size = { width: 900, height: 400 };
  const places = forcePlaces(start, ties, indexOf, size);
  for (const [x, y] of places) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(900);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(400);
  }
  expect(forcePlaces(start, ties, indexOf, size)).toEqual(places);
});

test("the part in sight holds all places and never leaves the picture", () => {
  const box = boxAround(
    [
      [10, 10],
      [60, 30],
    ],
    { width: 960, height: 440 },
  );
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeGreaterThan(60);
  expect(box.width / box.height).toBeCloseTo(960 / 440, 9);
});
