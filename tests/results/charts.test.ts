import { describe, expect, test } from "vitest";
import { fanChart, fanTable, readingAt } from "../../src/results/charts/fan.ts";
import {
  agreement,
  cellText,
  entryCounts,
  mapChart,
  mapTable,
} from "../../src/results/charts/map.ts";
import {
  formatDifference,
  formatMoment,
  formatPeriod,
  formatRange,
  formatRuns,
  formatTick,
  formatValue,
  shareDecimals,
} from "../../src/results/charts/numbers.ts";
import { marks, supplierMark, supplierMarks } from "../../src/results/charts/palette.ts";
import { type EnsembleSummary, probabilities } from "../../src/results/summary.ts";
import type { Labels } from "../../src/scenario/compiled.ts";
import { syntheticInput } from "./report-fixture.ts";

const nb = "\u00A0";

describe("numbers", () => {
  test("a share is written in percent, its range with an en dash and the unit once", () => {
    expect(formatValue(0.344, "share")).toBe(`34${nb}%`);
    expect(formatValue(0.344, "share", 1)).toBe(`34.4${nb}%`);
    expect(formatRange(0.28, 0.41, "share")).toBe(`28–41${nb}%`);
    expect(formatRange(0.281, 0.279, "share")).toBe(`28${nb}%`);
  });
  test("a difference of shares has a sign and is in percentage points", () => {
    expect(formatDifference(0.07, "share")).toBe(`+7${nb}pp`);
    expect(formatDifference(-0.034, "share", 1)).toBe(`−3.4${nb}pp`);
    expect(formatDifference(-0.001, "share")).toBe(`±0${nb}pp`);
  });
  test("money is written in US dollars with a word for its size", () => {
    expect(formatValue(1.234e9, "USD/yr")).toBe(`US$${nb}1.23${nb}bn/yr`);
    expect(formatRange(9e8, 1.2e9, "USD")).toBe(`US$${nb}0.900–1.20${nb}bn`);
    expect(formatDifference(-2.5e6, "USD")).toBe(`−US$${nb}2.50${nb}m`);
  });
  test("counts are whole and grouped, the scale of an index is not repeated", () => {
    expect(formatValue(74.4, "countries")).toBe(`74${nb}countries`);
    expect(formatValue(2_987.2, "0-10,000")).toBe("2,987");
    expect(formatValue(0.4784, "index")).toBe("0.478");
    expect(formatValue(Number.NaN, "share")).toBe("–");
  });
  test("a probability is a count of runs", () => {
    expect(formatRuns(171, 200)).toBe("in 171 of 200 runs");
    expect(formatRuns(1_200, 20_000)).toBe("in 1,200 of 20,000 runs");
  });
  test("a standard error above half a point takes the decimals away", () => {
    expect(shareDecimals(0.0049)).toBe(1);
    expect(shareDecimals(0.0051)).toBe(0);
    expect(shareDecimals(Number.NaN)).toBe(0);
  });
  test("a negative range does not put a dash before a minus sign", () => {
    expect(formatRange(-0.3, -0.1, "index")).toBe("−0.300 to −0.100");
  });
  test("values of an axis have no zeros at their end", () => {
    expect(formatTick(2e10, "USD/yr")).toBe(`US$${nb}20${nb}bn/yr`);
    expect(formatTick(0.025, "share")).toBe(`2.5${nb}%`);
  });
  test("periods are written as people read them", () => {
    expect(formatPeriod("2031Q2")).toBe("2031 Q2");
    expect(formatMoment("2040Q4")).toBe("the end of 2040");
    expect(formatMoment("2040Q3")).toBe("2040 Q3");
  });
});

describe("palette", () => {
  test("every fill of a supplier has 3:1 to the page in both themes", () => {
    for (const mark of supplierMarks) {
      expect(contrast(mark.light.fill, "#FFFFFF"), mark.slot).toBeGreaterThanOrEqual(3);
      expect(contrast(mark.dark.fill, "#10151C"), mark.slot).toBeGreaterThanOrEqual(3);
    }
  });
  test("the text on every fill has 4.5:1", () => {
    for (const mark of marks.filter(({ slot }) => slot !== "other")) {
      expect(contrast(mark.light.text, mark.light.fill), mark.slot).toBeGreaterThanOrEqual(4.5);
      expect(contrast(mark.dark.text, mark.dark.fill), mark.slot).toBeGreaterThanOrEqual(4.5);
    }
  });
  test("no two places share a colour, a marker or a letter", () => {
    const own = supplierMarks;
    for (const key of ["marker", "code", "pattern"] as const) {
      expect(new Set(own.map((mark) => mark[key])).size, key).toBe(6);
    }
    expect(new Set(own.map((mark) => mark.light.fill)).size).toBe(6);
    expect(new Set(marks.map((mark) => mark.marker)).size).toBe(marks.length);
  });
  test("suppliers beyond the sixth look alike", () => {
    expect(supplierMark(6).slot).toBe("other");
    expect(supplierMark(31).slot).toBe("other");
  });
});

describe("fan chart", () => {
  const { summary, labels, baseline } = syntheticInput();
  const request = { summary, labels, baseline, title: "Share", outcome: "adoption.share" } as const;

  test("every supplier has a panel in id order with the colour of its place", () => {
    const chart = fanChart({ ...request, by: "supplier" });
    expect(chart?.panels.map(({ key, slot }) => [key, slot])).toEqual([
      ["china", "s1"],
      ["europe", "s2"],
      ["israel", "s3"],
      ["japan-korea", "s4"],
      ["russia", "s5"],
      ["usa", "s6"],
    ]);
  });
  test("the bands are the quantiles of the summary", () => {
    const chart = fanChart({ ...request, by: "supplier" });
    const step = 80;
    // Column 6 is adoption.share.usa; its quantiles at a step stand together.
    const at = (probability: (typeof probabilities)[number]) =>
      summary.quantiles[(6 * 120 + step) * 7 + probabilities.indexOf(probability)] ?? Number.NaN;
    const spread = chart?.panels[5]?.spread;
    expect(spread?.p10[step]).toBeCloseTo(at(0.1), 4);
    expect(spread?.p25[step]).toBeCloseTo(at(0.25), 4);
    expect(spread?.p50[step]).toBeCloseTo(at(0.5), 4);
    expect(spread?.p75[step]).toBeCloseTo(at(0.75), 4);
    expect(spread?.p90[step]).toBeCloseTo(at(0.9), 4);
    expect(at(0.1)).toBeLessThan(at(0.9));
  });
  test("all panels share an axis that holds every band and the baseline", () => {
    const chart = fanChart({ ...request, by: "supplier" });
    const tops = chart?.panels.flatMap(({ spread, baseline: grey }) => [
      ...spread.p90,
      ...(grey ?? []),
    ]);
    expect(chart?.domain[0]).toBe(0);
    for (const top of tops ?? []) expect(top).toBeLessThanOrEqual(chart?.domain[1] ?? 0);
    expect(chart?.baseline).toBe("Baseline");
  });
  test("the sentence names the leader, its median and its range at the end", () => {
    const chart = fanChart({ ...request, by: "supplier" });
    const leader = chart?.panels[0];
    if (chart === null || leader === undefined) throw new Error("no chart");
    const [middle] = readingAt(chart, leader, 119).split(" (");
    expect(chart.sentence).toContain(`China is highest with ${middle} at the end of 2040`);
    expect(chart.sentence).toMatch(/8 in 10 runs: \d+–\d+\u00A0%/);
    expect(chart.sentence).toMatch(/difference of \+\d+\u00A0pp/);
  });
  test("where nobody adopts, nobody is said to lead", () => {
    const quantiles = summary.quantiles.map(() => 0);
    const chart = fanChart({ ...request, summary: { ...summary, quantiles }, by: "supplier" });
    expect(chart?.sentence).toBe(`No supplier is above 0${nb}% at the end of 2040, in the median.`);
  });
  test("without a baseline nothing is compared", () => {
    const chart = fanChart({ ...request, baseline: undefined, by: "supplier" });
    expect(chart?.baseline).toBeNull();
    expect(chart?.panels[0]?.baseline).toBeNull();
    expect(chart?.sentence).not.toContain("baseline");
  });
  test("a total is one panel, and an outcome that was not recorded gives no chart", () => {
    expect(fanChart({ ...request, by: "none" })?.panels).toHaveLength(1);
    expect(fanChart({ ...request, outcome: "norms.mean", by: "none" })).toBeNull();
  });
  test("the table has a row for the end of each year and JSON keeps the chart", () => {
    const chart = fanChart({ ...request, by: "supplier" });
    if (chart === null) throw new Error("no chart");
    const table = fanTable(chart);
    expect(table.rows).toHaveLength(30);
    expect(table.rows[0]?.[0]).toBe("2011 Q4");
    expect(table.rows[29]?.[1]).toMatch(/^52\u00A0% \(4\d–\d\d\u00A0%\)$/);
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
  });
  test("an outcome that stays at nothing still has an axis", () => {
    const quantiles = new Float64Array(summary.quantiles.length);
    const chart = fanChart({
      ...request,
      summary: { ...summary, quantiles },
      baseline: undefined,
      by: "none",
    });
    expect(chart?.domain).toEqual([0, 1]);
  });
  test("a step at which no run has a value is a gap", () => {
    const quantiles = summary.quantiles.slice();
    quantiles.fill(Number.NaN, 0, 7);
    const chart = fanChart({ ...request, summary: { ...summary, quantiles }, by: "none" });
    expect(chart?.panels[0]?.spread.p50[0]).toBeNull();
    expect(chart?.panels[0]?.spread.p50[1]).not.toBeNull();
  });
});

describe("map", () => {
  test("80 % of runs agree firmly, 50 % lean, fewer are contested", () => {
    expect(agreement(160, 200)).toBe("firm");
    expect(agreement(159, 200)).toBe("leaning");
    expect(agreement(100, 200)).toBe("leaning");
    expect(agreement(99, 200)).toBe("contested");
    expect(agreement(4, 5)).toBe("firm");
  });

  const places = [{ id: "AAA", latitude: 1, longitude: 2 }];
  // Country by country: shares of china, usa and of any.
  const chart = mapChart({
    ...small([
      [0.9, 0.2, 0.95],
      [0.2, 0.3, 0.4],
      [0.4, 0.4, 0.7],
    ]),
    places,
    title: "Map",
  });

  test("the most common state is the supplier, or none, that most runs have", () => {
    expect(chart?.countries.map(({ first, firstRuns }) => [first[0], firstRuns[0]])).toEqual([
      [0, 9],
      [2, 6],
      [0, 4],
    ]);
  });
  test("the second most common state stands beside it", () => {
    expect(chart?.countries.map(({ second, secondRuns }) => [second[0], secondRuns[0]])).toEqual([
      [1, 2],
      [1, 3],
      [1, 4],
    ]);
  });
  test("a cell is told in counts of runs", () => {
    const [aaa, bbb] = chart?.countries ?? [];
    if (chart === null || aaa === undefined || bbb === undefined) throw new Error("no chart");
    expect(cellText(chart, aaa, 0)).toBe("Aland: China in 9 of 10 runs; next United States in 2");
    expect(cellText(chart, bbb, 0)).toBe(
      "Bland: no supplier in 6 of 10 runs; next United States in 3",
    );
  });
  test("the legend counts the countries of every entry", () => {
    if (chart === null) throw new Error("no chart");
    expect(chart.entries.map(({ slot }) => slot)).toEqual(["s1", "s2", "none"]);
    expect(entryCounts(chart, 0)).toEqual([2, 0, 1]);
    expect(mapTable(chart, 0).rows[2]).toEqual(["Cland", "China", "4", "contested, under 50 %"]);
  });
  test("a country whose place is unknown has no dot", () => {
    expect(chart?.countries.map(({ latitude }) => latitude)).toEqual([1, null, null]);
  });
  test("suppliers beyond the sixth are one entry", () => {
    const many = mapChart({
      ...small([[0, 0, 0, 0, 0, 0, 0, 0.9, 0.9]]),
      places,
      title: "Map",
    });
    expect(many?.entries.map(({ slot }) => slot)).toEqual([
      ...["s1", "s2", "s3", "s4", "s5", "s6"],
      ...["other", "none"],
    ]);
    expect(many?.countries[0]?.first).toEqual([6]);
    expect(many?.entries[6]?.label).toBe("Other suppliers (2)");
  });
  test("a summary without holders gives no map", () => {
    const { summary, labels } = small([[0.5, 0.5, 0.5]]);
    const bare = { ...summary, held: new Float64Array(0) };
    expect(mapChart({ summary: bare, labels, places, title: "Map" })).toBeNull();
  });
  test("a large world keeps its last period and leaves out others", () => {
    const { labels, summary } = small(
      Array.from({ length: 1_500 }, () => [0.5, 0.1, 0.5]),
      120,
    );
    const large = mapChart({ summary, labels, places, title: "Map" });
    expect(large?.periods.length).toBeLessThanOrEqual(40);
    expect(large?.periods.at(-1)).toBe("2040Q4");
  });
});

/** A summary that only a map needs: one row of shares per country, the same at every step; 10 runs. */
function small(
  shares: readonly (readonly number[])[],
  steps = 1,
): { readonly summary: EnsembleSummary; readonly labels: Labels } {
  const suppliers = (shares[0]?.length ?? 1) - 1;
  const names = ["China", "United States", "C", "D", "E", "F", "G", "H"].slice(0, suppliers);
  const held = new Float64Array(Array.from({ length: steps }, () => shares.flat()).flat());
  const labels: Labels = {
    countries: shares.map((_, i) => (i < 3 ? ["AAA", "BBB", "CCC"][i] : `X${i}`) ?? ""),
    countryNames: shares.map((_, i) => (i < 3 ? ["Aland", "Bland", "Cland"][i] : `X${i}`) ?? ""),
    suppliers: names,
    supplierNames: names,
    segments: [],
    groups: { region: [], regime: [], income: [] },
    periods: Array.from({ length: steps }, (_, s) => `${2011 + (s >> 2)}Q${(s % 4) + 1}`),
    dates: Array.from({ length: steps }, (_, s) => 2011 + (s + 1) / 4),
  };
  const { summary } = syntheticInput();
  return {
    summary: { ...summary, held, runs: { requested: 10, finished: 10, seed: "1" } },
    labels,
  };
}

/** WCAG 2 contrast of two colours. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}
