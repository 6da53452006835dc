import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { utilityTermIds } from "../../src/core/ledger/utility-terms.ts";
import { callCli, packageFolder } from "../support/cli.ts";

vi.setConfig({ testTimeout: 60_000 });

const attribute = ["attribute", "crime-rebound", "--metric", "adoption.share", "-n", "2"];

test("attribute shows each measure and a total as a table, and the same as JSON, adding up", async () => {
  const table = await callCli([...attribute, "-f", "table"]);
  expect(table.code).toBe(0);
  expect(table.out).toMatch(/^Shapley values over 4 coalitions, 2 paired runs each, seed 1$/m);
  expect(table.out).toMatch(/^adoption\.share, end of 2040Q4: \S+ % under baseline, /m);
  expect(table.out).toMatch(/^ {2}total +/m);
  const { out } = await callCli([...attribute, "--json", "-q"]);
  const { measures, total, metric, orders } = JSON.parse(out);
  expect({ metric, orders }).toEqual({ metric: "adoption.share", orders: null });
  expect(measures).toHaveLength(2);
  const sum = measures.reduce((all: number, { mean }: { mean: number }) => all + mean, 0);
  expect(sum).toBeCloseTo(total.mean, 12);
});

test("explain takes the terms of a run apart that add up to its margin", async () => {
  const kenya = ["explain", "baseline", "--country", "KEN", "--at", "2020Q4", "--run", "2"];
  const { code, out } = await callCli([...kenya, "--json", "-q"]);
  expect(code).toBe(0);
  const { run, runs, decision } = JSON.parse(out);
  expect({ run, runs }).toEqual({ run: 2, runs: 1 });
  const sum = decision.terms.reduce((all: number, { value }: { value: number }) => all + value, 0);
  expect(sum).toBeCloseTo(decision.margin, 11);
});

test("flip writes a scenario that turns the answer round", async () => {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-flip-"));
  try {
    const file = join(folder, "flip.yaml");
    const question = ["--metric", "adoption.share", "--limit", "0.2", "--at", "2014Q4", "-n", "2"];
    const flip = ["flip", "baseline", "--lever", "opportunity.base_hazard", "--grid", "4"];
    const { code, out } = await callCli([...flip, ...question, "-o", file, "--json"]);
    expect(code).toBe(0);
    const found = JSON.parse(out);
    expect(2 * found.flip.after.yes >= 2).not.toBe(2 * found.before.yes >= 2);
    const values = await callCli(["run", file, "-n", "2", "--at", "2014Q4", "--json", "-q"]);
    expect(values.code).toBe(0);
    const back = await callCli(["diff", "baseline", file, "--json"]);
    const paths = JSON.parse(back.out).map(({ path }: { path: string }) => path);
    expect(paths).toContain("parameters.opportunity.base_hazard");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("cascade lists who decided because of whom", async () => {
  const cascade = ["cascade", "baseline", "-n", "1", "--at", "2013Q4", "-q"];
  const { code, out } = await callCli([...cascade, "--json"]);
  expect(code).toBe(0);
  const { runs, countries, influences } = JSON.parse(out);
  expect(runs).toBe(1);
  expect(countries).toHaveLength(197);
  for (const { source } of influences) {
    const its = countries.find(({ country }: { country: string }) => country === source);
    expect(its.size.mean).toBeGreaterThan(0);
  }
  const wrong = await callCli([...cascade, "--at", "1999"]);
  expect(wrong.code).toBe(2);
  const folder = mkdtempSync(join(tmpdir(), "panoptes-cascade-"));
  try {
    const file = join(folder, "influence.gexf");
    const rows = await callCli([...cascade, "--gexf", file, "-f", "csv"]);
    const [head, ...lines] = rows.out.trim().split("\n");
    expect(head).toBe("source,because,source_supplier,target,decision,supplier,change,runs,of");
    expect(lines).toHaveLength(influences.length);
    const pairs = new Set(lines.map((line) => [line.split(",")[0], line.split(",")[3]].join(" ")));
    expect(readFileSync(file, "utf8").match(/<edge /g)).toHaveLength(pairs.size);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("loops say which loop carries what, in a table, in words and as rows that add up", async () => {
  const loops = ["loops", "baseline", "--metric", "adoption.share", "-n", "2", "--at", "2016Q4"];
  const table = await callCli([...loops, "-f", "table", "-q"]);
  expect(table.code).toBe(0);
  expect(table.out).toMatch(/^ {2}peers +[▁-█]+ +[+−]?\d/m);
  const { out } = await callCli([...loops, "-f", "ndjson", "-q"]);
  const rows = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(23 * 7);
  const last = rows.filter(({ period }) => period === "2016Q4");
  const [total, ...parts] = last.map(({ carried }) => carried);
  expect(parts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(total, 12);
  const words = await callCli([...loops, "--words", "short", "-q"]);
  expect(words.out).toMatch(/^adoption\.share goes from .* of 2 runs\.\n$/);
  const wrong = await callCli([...loops, "--since", "2016Q4"]);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain("--since 2016Q4 has to lie before the last quarter");
});

test("each answer to why is a report that makes itself again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-why-"));
  try {
    const short = ["-n", "1", "--at", "2013Q4", "-q"];
    const flip = ["--lever", "mechanisms.peers", "--metric", "adoption.share", "--limit", "0.2"];
    const questions = [
      ["explain", "silk-road-2", "--country", "KEN", ...short],
      ["attribute", "crime-rebound", "--metric", "adoption.share", ...short],
      ["flip", "baseline", ...flip, ...short],
      ["loops", "baseline", "--metric", "adoption.share", ...short],
      ["cascade", "baseline", "-n", "1", "--at", "2011Q2", "-q"],
    ];
    for (const [command = "", ...words] of questions) {
      const file = join(folder, `${command}.html`);
      const { code, err } = await callCli([
        command,
        ...words,
        "--words",
        "short",
        "--report",
        file,
      ]);
      expect({ command, code, err }).toEqual({ command, code: 0, err: "" });
      const html = readFileSync(file, "utf8");
      expect(html.includes(`panoptes ${command} ${words[0]} `)).toBe(true);
      const body = html.slice(html.indexOf("<header>"), html.indexOf("</main>"));
      expect(body.includes("data-chart=")).toBe(true);
      expect(body).not.toMatch(/NaN|undefined/);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("run --words is a paragraph with counts, and refused where outcomes are printed", async () => {
  const run = ["run", "silk-road-2", "-n", "2", "-q", "--words"];
  const { code, out } = await callCli([...run, "medium"]);
  expect(code).toBe(0);
  expect(out).toMatch(
    /^Share of countries .*, median of 2 runs of .*china [\d.]+ % .* of 2 pairs\).*forecast\.\n$/,
  );
  const both = await callCli([...run, "medium", "-o", "-"]);
  expect(both.code).toBe(2);
  expect(both.err).toContain("--words prints a paragraph");
});

test("run --decisions keeps every decision as a table that SQL can ask", async () => {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-decisions-"));
  try {
    const out = join(folder, "out");
    const run = ["run", "silk-road-2", "-n", "2", "--no-baseline", "-q", "--json"];
    expect((await callCli([...run, "-o", out, "--decisions"])).code).toBe(0);
    const ask = async (sql: string) => {
      const { code, out: text } = await callCli([
        "results",
        "query",
        sql,
        "--in",
        out,
        "-f",
        "json",
      ]);
      expect(code).toBe(0);
      return JSON.parse(text);
    };
    const terms = utilityTermIds.join(" + ");
    const [all] = await ask(
      `select count(*) as rows, count(distinct run) as runs, count(margin) as known,
       max(abs(margin - (${terms}))) as error, min(margin) as least from decisions`,
    );
    expect(all.runs).toBe(2);
    expect(all.rows).toBeGreaterThan(500);
    expect(all.known).toBeGreaterThan(500);
    expect(all.error).toBeLessThan(1e-11);
    expect(all.least).toBeGreaterThanOrEqual(0);
    // What was chosen is what the series of the runs count as contracts, renewals included.
    const [signed] = await ask(
      `select sum("contracts.signed") as signed, sum("contracts.renewed") as renewed from series`,
    );
    const [decided] = await ask(
      `select count(*) filter (chosen <> 'none') as signed,
       count(*) filter (chosen = incumbent and chosen <> 'none') as renewed from decisions`,
    );
    expect(decided).toEqual(signed);
    // The queries of the document.
    const text = readFileSync(join(packageFolder, "docs", "explain.md"), "utf8");
    const queries = [...text.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql ?? "");
    expect(queries.length).toBeGreaterThan(1);
    for (const sql of queries) expect((await ask(sql)).length).toBeGreaterThan(0);
    const nowhere = await callCli([...run, "--decisions"]);
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toContain("name one with --output");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
