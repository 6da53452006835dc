import { describe, expect, test } from "vitest";
import { isMet } from "../../src/results/calibration.ts";
import { reportDocument } from "../../src/results/report.ts";
import { escapeHtml, scriptJson } from "../../src/results/report-html.ts";
import type { ReportAssets, ReportInput } from "../../src/results/report-input.ts";
import { syntheticInput } from "./report-fixture.ts";

const assets: ReportAssets = { script: "run();", style: "p{}", geometry: '{"type":"Topology"}' };
const input = syntheticInput();
const nasty = `</script><img src=x onerror="alert('1')"><!--`;

/** The document with a user's text in every place that a user can write. */
function withText(text: string): ReportInput {
  const { scenario, labels, baseline } = input;
  if (baseline === undefined) throw new Error("the fixture has a baseline");
  return {
    ...input,
    scenario: {
      ...scenario,
      id: text,
      title: text,
      summary: text,
      parents: [text],
      world: text,
      interventions: scenario.interventions.map((one) => ({ ...one, id: text, because: text })),
      changes: [{ path: text, from: text, to: text, because: text, source: text }],
    },
    labels: {
      ...labels,
      countryNames: labels.countryNames.map(() => text),
      supplierNames: labels.supplierNames.map(() => text),
    },
    baseline: { ...baseline, title: text },
    commands: [text],
    versions: { package: text, model: text, data: text },
    summary: {
      ...input.summary,
      runs: { ...input.summary.runs, seed: text },
      failures: [{ run: 3, seed: text, reason: text }],
    },
  };
}

describe("escaping", () => {
  test("a title that closes a script does not break out, wherever it stands", () => {
    const document = reportDocument(withText(nasty), assets);
    const plain = reportDocument(withText("x"), assets);
    const count = (text: string, part: string): number => text.split(part).length - 1;
    for (const part of ["<script", "</script", "<img", "<!--", "<title", "<p", "<td"]) {
      expect(count(document, part), part).toBe(count(plain, part));
    }
    expect(document).toContain(
      "&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;",
    );
  });
  test("the embedded data has no angle bracket and means the same", () => {
    const json = JSON.stringify({ title: `${nasty}\u2028` });
    expect(scriptJson(json)).not.toMatch(/[<\u2028]/);
    expect(JSON.parse(scriptJson(json))).toEqual(JSON.parse(json));
  });
  test("all five signs of HTML are escaped", () => {
    expect(escapeHtml(`<a b="c" d='e'>&`)).toBe("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
  });
  test("a bundle that holds a closing tag in a string stays inside its block", () => {
    const script = 'document.write("</script><script>x</script>")';
    const document = reportDocument(input, { ...assets, script });
    expect(document).toContain('"\\x3C/script><script>x\\x3C/script>"');
  });
});

describe("report", () => {
  const document = reportDocument(input, assets);

  test("the policy forbids every request, and no address is left in the document", () => {
    expect(document).toContain("default-src 'none'");
    expect(document).not.toMatch(/(src|href)="(?!data:)[^#]/);
    expect(document).not.toMatch(/https?:/);
  });
  test("it says what it is not, how it was made and how to make it again", () => {
    expect(document).toContain("not a forecast");
    expect(document).toContain(input.summary.runId);
    expect(document).toContain(input.summary.resultHash);
    expect(document).toContain("panoptes run silk-road-2 --runs 200 --seed 1");
    expect(document).toContain("200 simulated runs · model 0.1.0 · data 2026.1");
  });
  test("without calibration it says so and why, with it it does not", () => {
    expect(document).toContain(
      "Not yet calibrated: one parameter set; uncertainty about parameters is not shown. Of 3 calibration targets these are missed: T4.",
    );
    const index = input.summary.index.map((one) => ({ ...one, mean: one.observed }));
    const summary = { ...input.summary, index, parameterSets: 8 };
    expect(reportDocument({ ...input, summary }, assets)).not.toContain("calibrated");
  });
  test("the headline gives adoption, the leader and the difference from the baseline", () => {
    expect(document).toMatch(
      /At the end of 2040, 79\u00A0% of countries hold at least one contract/,
    );
    expect(document).toMatch(
      /China supplies 52\u00A0% of countries \(4\d–\d\d\u00A0%\), United States 35\u00A0%/,
    );
    expect(document).toMatch(/That is \+7\u00A0pp against the median of “Baseline”/);
  });
  test("every change stands with its reason", () => {
    expect(document).toContain("parameters.choice.lock_in");
    expect(document).toContain("Longer support contracts");
    expect(document).toContain("Export credit returns after the 2026 review");
    expect(document).toContain("2027 Q1 to 2034 Q4, growing over 1 year");
    expect(document).toContain("Kenya, Ethiopia");
  });
  test("a scenario without changes says so", () => {
    const scenario = { ...input.scenario, changes: [], interventions: [] };
    expect(reportDocument({ ...input, scenario }, assets)).toContain(
      "Nothing: every input is that of baseline.",
    );
  });
  test("observed values are met within their tolerance and not beyond", () => {
    const [t1, t3, t4] = input.summary.index;
    if (t1 === undefined || t3 === undefined || t4 === undefined) throw new Error("no index");
    expect([t1, t3, t4].map(isMet)).toEqual([true, true, false]);
    expect(isMet({ ...t1, mean: t1.observed + t1.tolerance })).toBe(true);
    expect(document).toMatch(/US technology in 2019 \(T4\)<\/th>.*?>not met</);
  });
  test("pairs of runs with the same luck are counted when they are given", () => {
    if (input.baseline === undefined) throw new Error("the fixture has a baseline");
    const pairs = {
      "adoption.share.china": { pairs: 200, higher: 171, lower: 20 },
      "adoption.share.usa": { pairs: 200, higher: 60, lower: 140 },
      "coverage.share": { pairs: 200, higher: 10, lower: 160 },
    };
    const text = reportDocument({ ...input, baseline: { ...input.baseline, pairs } }, assets);
    expect(text).toMatch(/supplied by China<.*?>higher in 171 of 200 pairs</);
    expect(text).toMatch(/supplied by United States<.*?>no clear difference</);
    expect(text).toMatch(/population covered<.*?>lower in 160 of 200 pairs</);
    expect(document).not.toContain("pairs</td>");
  });
  test("failed runs are told with seed and reason", () => {
    const failures = [{ run: 37, seed: "38", reason: "price is not a number" }];
    const summary = {
      ...input.summary,
      failures,
      runs: { requested: 200, finished: 199, seed: "1" },
    };
    const text = reportDocument({ ...input, summary }, assets);
    expect(text).toContain("1 of 200 runs failed and are left out; the first is run 37 (seed 38)");
    expect(text).toContain("199 of 200 simulated runs");
  });
  test("an ensemble of which no run finished says so", () => {
    const { summary } = input;
    const gone = <T extends Float64Array>(values: T): T => values.slice().fill(Number.NaN) as T;
    const index = summary.index.map((one) => ({ ...one, mean: Number.NaN }));
    const text = reportDocument(
      {
        ...input,
        summary: {
          ...summary,
          index,
          quantiles: gone(summary.quantiles),
          runs: { requested: 200, finished: 0, seed: "1" },
        },
      },
      assets,
    );
    expect(text).toContain("No run finished, so there is nothing to show.");
    expect(text).not.toContain('data-chart="map"');
    expect(text).not.toContain("not met");
    expect(text).not.toContain("NaN");
  });
  test("a summary without holders has a report without a map", () => {
    const summary = { ...input.summary, held: new Float64Array(0) };
    const text = reportDocument({ ...input, summary }, assets);
    expect(text).not.toContain('data-chart="map"');
    expect(text).toContain('data-chart="suppliers"');
  });
});
