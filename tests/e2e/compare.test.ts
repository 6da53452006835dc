import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { callCli } from "../support/cli.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const cwd = mkdtempSync(join(tmpdir(), "panoptes-compare-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const few = ["-n", "6", "-j", "2", "-s", "time.end=2030Q4"];
const compare = (...argv: string[]) => callCli(["compare", ...argv, ...few], { cwd });
const scenario = (id: string, measures: string): string =>
  `schema: panoptes/scenario@1\nid: ${id}\ntitle: ${id}\nextends: baseline\ninterventions:\n${measures}`;
const aid =
  "  - { id: aid, at: 2026, who: all, do: { subsidise: { supplier: europe, share: 0.3 } } }\n";
const rules = "  - { id: rules, at: 2026, who: all, do: { mandate_rules: { floor: 1 } } }\n";

beforeAll(() => {
  writeFileSync(join(cwd, "both.yaml"), scenario("both", aid + rules));
  writeFileSync(join(cwd, "aid.yaml"), scenario("aid", aid));
});

describe("compare", () => {
  test("says what sponsors pay for each point of rights erosion avoided", async () => {
    const { code, out } = await compare("baseline", "both.yaml", "--json");
    expect(code).toBe(0);
    const [pair] = JSON.parse(out).comparisons;
    const paid = pair.outcomes["policy.outlay_total"].mean;
    const avoided = -pair.outcomes["rights.erosion"].mean;
    const cost = pair.cost_per_avoided_erosion;
    expect(pair.outcomes["rights.erosion"].direction).toBe("lower");
    expect(cost).toMatchObject({ unit: "USD per point", outlay: paid });
    expect(cost.avoided_points).toBeCloseTo(avoided, 12);
    expect(cost.mean / (paid / avoided)).toBeCloseTo(1, 12);
    expect(cost.low95).toBeLessThan(cost.mean);
    expect(cost.high95).toBeGreaterThan(cost.mean);
  });

  test("says so where erosion is not clearly lower, in text and in the report", async () => {
    const { code, out } = await compare(
      ...["baseline", "aid.yaml", "--format", "table", "--report", "report.html"],
    );
    expect(code).toBe(0);
    const text = out.replace(/\s+/g, " ");
    expect(text).toContain("aid against baseline");
    expect(text).toMatch(
      /What it costs Sponsors pay US\$ [\d.]+ m more by the end of 2030; .* no cost per avoided point is given\./,
    );
    expect(text).toContain("Where the worlds part");
    expect(readFileSync(join(cwd, "report.html"), "utf8")).toContain(
      "no cost per avoided point is given",
    );
  });

  test("shows one outcome alone, and names one that there is not", async () => {
    const { code, out } = await compare("baseline", "aid.yaml", "--json", "--metric", "market.hhi");
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out).comparisons[0].outcomes)).toEqual(["market.hhi"]);
    const wrong = await compare("baseline", "aid.yaml", "--metric", "market.hh");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("market.hhi");
    const far = await compare("baseline", "aid.yaml", "--metric", "nope");
    expect(far.err).toMatch(/"nope" is no outcome of these scenarios\.\n +Outcomes: .*market\.hhi/);
  });
});

describe("a comparison that is kept", () => {
  const short = ["compare", "baseline", "beraja", "-n", "4", "-s", "time.end=2012Q4", "-q"];

  test("is a results folder that can be listed, verified and asked, and is replaced by the next", async () => {
    for (let time = 0; time < 2; time++) {
      const { code, err } = await callCli([...short, "-o", "both", "--json"], { cwd });
      expect({ code, err }).toEqual({ code: 0, err: "" });
    }
    const [found] = JSON.parse((await callCli(["results", "list", "--json"], { cwd })).out);
    expect(found).toMatchObject({
      folder: "both",
      kind: "comparison",
      scenario: "beraja against baseline",
      runs: 8,
    });
    expect((await callCli(["results", "verify", "--in", "both"], { cwd })).code).toBe(0);
    const sql =
      "select s.scenario, count(*)::int as runs from runs r join scenarios s using (result, point) group by all order by 1";
    const { out } = await callCli(["results", "query", sql, "--in", "both", "--json"], { cwd });
    expect(JSON.parse(out)).toEqual([
      { scenario: "baseline", runs: 4 },
      { scenario: "beraja", runs: 4 },
    ]);
  });

  test("is a file of differences where the name has an extension, and nothing else is touched", async () => {
    const { code } = await callCli([...short, "-o", "d.parquet", "--json"], { cwd });
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, "d.parquet")).subarray(0, 4).toString()).toBe("PAR1");
    const wrong = await callCli([...short, "-o", "d.xlsx"], { cwd });
    expect([wrong.code, wrong.out]).toEqual([2, ""]);
    expect(wrong.err).toContain("a results folder has no extension");
    const taken = await callCli([...short, "-o", "."], { cwd });
    expect(taken.code).toBe(2);
    expect(readFileSync(join(cwd, "aid.yaml"), "utf8")).toContain("aid");
  });
});

describe("compare with earlier results", () => {
  const stored = ["-n", "4", "--seed", "7", "-s", "time.end=2013Q4"];
  beforeAll(async () => {
    const { code, err } = await callCli(["run", "baseline", ...stored, "-o", "kept"], { cwd });
    expect(err).not.toContain("error");
    expect(code).toBe(0);
  });

  test("repeats them with their own number of runs and seed, whichever side they are, and says so", async () => {
    for (const names of [
      ["kept", "brussels-wave"],
      ["brussels-wave", "kept"],
    ]) {
      const { code, out, err } = await callCli(["compare", ...names, "--json"], { cwd });
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ seed: "7", comparisons: [{ pairs: 4 }] });
      expect(err).toContain("Repeated kept: the same result hash as stored");
    }
  });

  test("says that other runs were not held to the stored hash", async () => {
    const { code, err } = await callCli(["compare", "kept", "kept", "--json", "-n", "2"], { cwd });
    expect(code).toBe(0);
    expect(err).toContain("Not held to the hash of kept: it has 4 runs from seed 7");
  });

  test("refuses results that their scenario does not repeat", async () => {
    const path = join(cwd, "kept/manifest.json");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(/("result_hash": "sha256:)\w{6}/, "$1000000"));
    const { code, out, err } = await callCli(["compare", "kept", "brussels-wave"], { cwd });
    expect(code).toBe(3);
    expect(out).toBe("");
    expect(err).toContain('"kept" does not repeat');
  });
});
