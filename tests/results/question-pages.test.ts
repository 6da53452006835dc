import { expect, test } from "vitest";
import { countryLedgers } from "../../src/experiments/explain/country-ledgers.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { attributionPage } from "../../src/results/attribution/report.ts";
import { cascadePage } from "../../src/results/cascades/report.ts";
import { runCascades } from "../../src/results/cascades/run-cascades.ts";
import { barTable, barText } from "../../src/results/charts/bars.ts";
import { explainCountry } from "../../src/results/explain/explain-country.ts";
import { explanationPage } from "../../src/results/explain/report.ts";
import { flipPage } from "../../src/results/flip/report.ts";
import { loopsPage } from "../../src/results/loops/report.ts";
import { runLoops } from "../../src/results/loops/run-loops.ts";
import { type Page, pageDocument } from "../../src/results/page.ts";
import { barChart } from "../../src/results/question-page.ts";
import { tinyCompiled } from "../support/tiny-frame.ts";

const compiled = tinyCompiled({ countries: 6, suppliers: 3, steps: 44 });
const { labels } = compiled;
const design = makeDesign(compiled, { count: 4, seed: "1" });
const scenario = { id: "tiny", title: "A <tiny> world", summary: "Told & shown" };
const input = {
  scenario: scenario as never,
  seed: "1",
  versions: { package: "1", model: "2", data: "3" },
  commands: ["panoptes why"],
};
const assets = { script: "", style: "", geometry: "null" };

/** What every page has to hold: escaped texts, charts in places, the limits, the command. */
function expectWhole(page: Page, charts: readonly string[]): void {
  expect(Object.keys(page.charts)).toEqual(charts);
  const html = pageDocument(page, assets);
  for (const name of charts) expect(html).toContain(`data-chart="${name}"`);
  expect(html).toContain("A &lt;tiny&gt; world");
  expect(html).not.toContain("<tiny>");
  expect(html).toContain("panoptes why");
  expect(html).toContain('id="limits"');
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
  expect(page.headline.join(" ")).toMatch(/\d/);
}

test("a report on loops has bars that add up and a fan for each part", async () => {
  const column = 2;
  const result = await runLoops(design, labels, { column, since: 10 });
  const page = loopsPage({ ...input, result, dates: labels.dates.slice(11) });
  expectWhole(page, ["carried", "time"]);
  const { carried, time } = page.charts;
  if (carried?.kind !== "bars" || time?.kind !== "fan") throw new Error("other charts");
  const sum = carried.rows.reduce((all, { value }) => all + value, 0);
  expect(sum).toBeCloseTo(result.total.carried.at(-1)?.mean ?? Number.NaN, 9);
  expect(time.panels).toHaveLength(6);
  expect(time.periods).toHaveLength(time.dates.length);
});

test("a report on a country has the terms of its decision, which add up", async () => {
  const explanation = explainCountry(await countryLedgers(design, 2, 43), compiled, { row: 43 });
  const without = [{ intervention: "loans", runs: 4, holders: [] }];
  const page = explanationPage({ ...input, explanation, without });
  expectWhole(page, ["holders", "terms", "neighbours"]);
  const { terms } = page.charts;
  if (terms?.kind !== "bars") throw new Error("another chart");
  const values = terms.rows.map(({ value }) => value);
  const total = values.at(-1) ?? Number.NaN;
  expect(values.slice(0, -1).reduce((all, one) => all + one, 0)).toBeCloseTo(total, 9);
  expect(pageDocument(page, assets)).toContain("Without loans, ");
});

test("a report on cascades ranks countries by what hangs on their contracts and bans", async () => {
  const result = await runCascades(design, labels, 43);
  const page = cascadePage({ ...input, result, at: labels.periods[43] ?? "" });
  const bans = result.countries.some(({ banSize }) => banSize.mean > 0);
  expectWhole(page, bans ? ["contracts", "bans", "pivotal"] : ["contracts", "pivotal"]);
  const { contracts } = page.charts;
  if (contracts?.kind !== "bars") throw new Error("another chart");
  const values = contracts.rows.map(({ value }) => value);
  expect(values).toEqual([...values].sort((a, b) => b - a));
});

test("a report on a flip shows every value that was tried", () => {
  const tried = [0, 1, 2].map((value) => ({ value, yes: value, runs: 2 }));
  const lever = { id: "choice.price", unit: "utils", base: 0, low: 0, high: 2, whole: false };
  const flip = { value: 1, unflipped: 0, gridPoint: 1, after: { yes: 1, runs: 2 } };
  const found = { lever, before: { yes: 0, runs: 2 }, flip, tried, scenario: null };
  const page = flipPage({ ...input, found, question: "share above 0.5" });
  expectWhole(page, ["tried"]);
  const { tried: chart } = page.charts;
  if (chart?.kind !== "scatter") throw new Error("another chart");
  expect(chart.points.map(({ x, y, marked }) => [x, y, marked])).toEqual([
    [0, 0, false],
    [1, 0.5, true],
    [2, 1, false],
  ]);
});

test("a report on an attribution has a bar for each measure and for all together", () => {
  const one = (mean: number) => ({ mean, low: mean - 1, high: mean + 1 });
  const attribution = {
    ...{ from: "a", to: "b", runs: 3, coalitions: 4, orders: null, before: 0, after: 5 },
    total: one(5),
    measures: [
      { id: "x", kind: "intervention" as const, ...one(2) },
      { id: "y", kind: "intervention" as const, ...one(3) },
    ],
    interactions: [{ first: "x", second: "y", ...one(1) }],
    mechanisms: [{ mechanism: "peers" as const, ...one(4) }],
    interplay: 1,
    stopped: false,
  };
  const asked = { metric: "contracts.count", unit: "contracts", at: "2040Q4" };
  const page = attributionPage({ ...input, attribution, ...asked });
  expectWhole(page, ["measures", "mechanisms"]);
  const { measures } = page.charts;
  if (measures?.kind !== "bars") throw new Error("another chart");
  expect(barTable(measures).rows.map(([label, value]) => [label, value])).toEqual([
    ["y", "3"],
    ["x", "2"],
    ["all together", "5"],
  ]);
});

test("bars of differences of shares are in percentage points, those of shares in percent", () => {
  const chart = { id: "x", title: "x", sentence: "", measure: "", unit: "share" };
  const rows = [{ label: "a", value: -0.0077, low: -0.02, high: 0.0046 }];
  const shares = barChart(chart, rows);
  const differences = barChart({ ...chart, differences: true }, rows);
  if (shares === null || differences === null) throw new Error("no chart");
  expect(barText(shares, 0.077)).toBe("7.7\u00a0%");
  expect(barText(differences, -0.0077)).toBe("−0.77\u00a0pp");
  expect(barTable(differences).rows).toEqual([
    ["a", "−0.8\u00a0pp", "−2.0\u00a0pp to +0.5\u00a0pp"],
  ]);
});

test("bars write no digits of rounding, and no interval where there is none", () => {
  const chart = barChart({ id: "x", title: "x", sentence: "", measure: "", unit: "" }, [
    { label: "a", value: 1, low: Number.NaN, high: Number.NaN },
    { label: "b", value: 7e-17, low: -0.1, high: 0.1 },
  ]);
  expect(chart?.rows.map(({ value, low }) => [value, low])).toEqual([
    [1, null],
    [0, -0.1],
  ]);
  expect(barChart({ id: "x", title: "x", sentence: "", measure: "", unit: "" }, [])).toBeNull();
});
