import { expect, test } from "vitest";
import { indexStatistics } from "../../src/experiments/index-statistics.ts";
import { tinyFrame, tinyLabels, tinyWorld } from "../support/tiny-frame.ts";

// Ten countries, the last outside the reference set; GDP per head 500, 4,500, 8,500, 12,500, 16,500 …
const frame = tinyFrame({ countries: 10, suppliers: 6 });
const labels = tinyLabels(frame);
const world = tinyWorld(frame, labels);
const { targets, measure } = indexStatistics(frame, labels, world);

/** Statistics by id of a run in which each country shows the given supplier bits and segments. */
function measured(bits: readonly number[], segments: readonly number[], vintage: number) {
  const size = frame.vintages.length * frame.countries;
  const seenSuppliers = new Uint32Array(2 * size);
  const seenSegments = new Uint8Array(2 * size);
  // The second run of two, so that offsets matter.
  const at = size + vintage * frame.countries;
  seenSuppliers.set(bits, at);
  seenSegments.set(segments, at);
  const into = new Float64Array(targets.length + 3).fill(-1);
  measure(seenSuppliers, seenSegments, 1, into, 2);
  expect([into[0], into[1], into.at(-1)]).toEqual([-1, -1, -1]);
  return Object.fromEntries(targets.map(({ id }, k) => [id, into[2 + k]]));
}

const china = 1;
const usa = 2;
const europe = 4;
const israel = 8;
const russia = 16;
const japanKorea = 32;

test("suppliers are counted over adopters of the reference set", () => {
  const bits = [china, china | usa, usa, europe, 0, israel | china, russia, japanKorea, 0, china];
  const found = measured(bits, [1, 3, 1, 2, 0, 3, 1, 1, 0, 3], 0);
  expect(found).toMatchObject({
    T1: 7,
    T3: 3,
    T4: 2,
    T5: 1,
    "T6.china_only": 2,
    "T6.usa_only": 1,
    "T6.neither": 3,
    "T7.europe": 1,
    "T7.israel": 1,
    "T7.russia": 1,
    "T7.japan-korea": 1,
    T2: 0,
  });
  expect(found.T18).toBeCloseTo(12 / 7, 12);
});

test("the 2020 vintage counts for T2 and for nothing else", () => {
  const found = measured([1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 0, 0, 0, 0, 0, 0, 0], 1);
  expect(found).toMatchObject({ T1: 0, T2: 3, T3: 0 });
  expect(found.T18).toBeNaN();
});

test("adoption by income band is a share of the band's countries, its upper bound outside", () => {
  // Bands: {500}, {} (4,500 is not below 4,500), {4,500, 8,500, 12,500}, {the other five}.
  const found = measured([1, 1, 0, 1, 1, 0, 0, 0, 0, 1], new Array(10).fill(1), 0);
  expect(found["T11.1"]).toBe(1);
  expect(found["T11.2"]).toBeNaN();
  expect(found["T11.3"]).toBeCloseTo(2 / 3, 12);
  expect(found["T11.4"]).toBeCloseTo(1 / 5, 12);
});

test("what was observed is measured the same way", () => {
  const observed = Object.fromEntries(targets.map((target) => [target.id, target.observed]));
  // 2019: countries 1, 3, 5, 7 of 0-8, all with China and two technologies; 2020: all nine.
  expect(observed).toMatchObject({ T1: 4, T2: 9, T3: 4, T4: 0, "T6.china_only": 4, T18: 2 });
});

test("tolerances and roles are those of the calibration targets", () => {
  const roles = Object.fromEntries(
    targets.map(({ id, tolerance, role }) => [id, [tolerance, role]]),
  );
  expect(roles).toMatchObject({
    T1: [10, "C"],
    T2: [10, "V"],
    T3: [10, "C"],
    T4: [8, "C"],
    T5: [8, "C"],
    "T6.neither": [8, "V"],
    "T7.europe": [6, "C"],
    "T11.1": [0.12, "C"],
    T18: [0.4, "C"],
  });
});

test("a world without a supplier or a vintage goes without its targets", () => {
  const small = tinyFrame({ suppliers: 1 });
  const smallLabels = tinyLabels(small);
  const ids = indexStatistics(small, smallLabels, tinyWorld(small, smallLabels)).targets;
  expect(ids.map(({ id }) => id)).toEqual([
    ...["T1", "T2", "T3"],
    ...["T11.1", "T11.2", "T11.3", "T11.4", "T18"],
  ]);
  const short = tinyFrame({ steps: 12 });
  const shortLabels = tinyLabels(short);
  expect(indexStatistics(short, shortLabels, tinyWorld(short, shortLabels)).targets).toEqual([]);
});
