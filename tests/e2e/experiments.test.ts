import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { call } from "../../src/cli/call.ts";
import { terminalDouble } from "../cli/terminal-double.ts";
import { callCli, packageFolder } from "../support/cli.ts";

const folder = mkdtempSync(join(tmpdir(), "panoptes-experiments-"));
const at = (name: string) => join(folder, name);
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Short runs: what is checked is the shape of answers, and that they hang together. */
const small = `schema: panoptes/scenario@1
id: small
title: What a price cut does at once
extends: baseline
time: { end: 2014Q4 }
parameter_sets: { from: single }
runs: { count: 3, seed: 1 }
interventions:
  - id: cut
    at: $start
    who: all
    do: { cut_price: { supplier: usa, share: $cut } }
levers:
  cut: { uniform: [0, 0.6] }
  start: { integer: [2011, 2013] }
uncertainty:
  choice.price: { uniform: [1, 4] }
  choice.peers: { uniform: [0.1, 1.5] }
outcomes:
  share_china: { metric: adoption.share, supplier: china, at: 2014Q4, goal: minimise }
  outlay: { metric: policy.forgone, at: 2013Q4, goal: minimise }
`;

async function run(...argv: string[]) {
  return callCli([...argv, "-q"], { cwd: folder });
}
const json = async (...argv: string[]) => {
  const { code, out, err } = await run(...argv, "--json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out);
};

beforeAll(async () => {
  writeFileSync(at("small.yaml"), small);
  const { code, err } = await run("sweep", "small.yaml", "--points", "12", "-o", "squeeze");
  expect({ code, err }).toEqual({ code: 0, err: "" });
});

describe("compare", () => {
  test("prints pairs, parting and what would change the conclusion, and the same as JSON and CSV", async () => {
    const argv = [
      "compare",
      "small.yaml",
      "baseline",
      "small.yaml",
      "-n",
      "4",
      "-s",
      "time.end=2014Q4",
    ];
    const { comparisons, ranks, scenarios } = await json(...argv, "--goal", "market.hhi=minimise");
    expect(scenarios).toHaveLength(3);
    expect(comparisons[0]).toMatchObject({ a: "small", b: "baseline", pairs: 4, at: "2014Q4" });
    expect(comparisons[0].parting.pairs).toBe(4);
    // The third is the first again.
    for (const outcome of Object.values<{ direction: string }>(comparisons[1].outcomes)) {
      expect(outcome.direction).toBe("same");
    }
    expect(ranks.map(({ outcome }: { outcome: string }) => outcome)).toContain("market.hhi");
    const { out } = await run(...argv.slice(0, 3), ...argv.slice(4), "--format", "table");
    expect(out).toContain("What would change the conclusion");
    const csv = (
      await run(...argv.slice(0, 3), ...argv.slice(4), "--format", "csv", "--metric", "market.hhi")
    ).out;
    expect(csv.trim().split("\r\n")).toHaveLength(1 + 16);
  });

  test.each([
    [["compare", "baseline"], "at least two scenarios"],
    [
      ["compare", "baseline", "small.yaml", "--goal", "markt.hhi=minimise"],
      'Did you mean "market.hhi"?',
    ],
  ])("%j is wrong usage", async (argv, message) => {
    const { code, out, err } = await run(...argv);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });
});

describe("sweep", () => {
  test("prints a row for each run, and every point has the same seeds", async () => {
    const { code, out } = await run("sweep", "small.yaml", "--points", "12", "--format", "ndjson");
    const rows = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(rows).toHaveLength(36);
    expect(rows.slice(3, 6).map(({ seed }) => seed)).toEqual(["1", "2", "3"]);
    expect(rows[0]).toMatchObject({ point: 0, failed: null });
    expect([2011, 2012, 2013]).toContain(rows[0].start);
  });

  test("goes on with what is in its folder, and refuses another design's", async () => {
    const again = await json("sweep", "small.yaml", "--points", "12", "-o", "squeeze", "--resume");
    expect(again).toMatchObject({ status: "complete", runs: { done: 36, failed: 0 } });
    const other = await run("sweep", "small.yaml", "--points", "13", "-o", "squeeze", "--resume");
    expect(other.code).toBe(2);
    expect(other.err).toContain("holds another experiment");
    const bare = await run("sweep", "small.yaml", "--points", "12", "-o", "squeeze");
    expect(bare.err).toContain("add --resume");
  });

  test("runs a batch again whose file is cut short", async () => {
    const shard = at("squeeze/runs/000000.parquet");
    const whole = readFileSync(shard);
    writeFileSync(shard, whole.subarray(0, 300));
    const argv = ["small.yaml", "--points", "12", "-o", "squeeze", "--resume"];
    expect(await json("sweep", ...argv)).toMatchObject({ status: "complete", runs: { done: 36 } });
    expect(readFileSync(shard).equals(whole)).toBe(true);
  });

  test("adds runs until they are precise, and stops at a budget", async () => {
    const argv = [
      "sweep",
      "small.yaml",
      "--points",
      "3",
      "--precise",
      "share_china=0.02",
      "--most",
      "9",
    ];
    const precise = await json(...argv);
    for (const point of precise.points) expect(["precise", "most"]).toContain(point.end_reason);
    const spent = await json("sweep", "small.yaml", "--points", "3", "--budget", "4");
    expect(spent.runs.done).toBe(4);
    expect(spent.points[2]).toMatchObject({ end_reason: "budget" });
  });

  // Nothing runs here, so that no process of its own is needed.
  test.each([
    [["sweep", "set-a"], 3, "varies nothing"],
    [["sweep", at("small.yaml"), "--precise", "share=0.1"], 2, "is no outcome of the scenario"],
    [["sweep", at("small.yaml"), "--vary", "cutt"], 2, 'Did you mean "cut"?'],
    [["sweep", at("small.yaml"), "--points", "0"], 2, "--points wants a whole number from 1"],
    [["sweep", at("small.yaml"), "--budget", "0"], 2, "--budget wants a whole number from 1"],
    [["sweep", at("small.yaml"), "--sampler", "grid", "--points", "2"], 2, "at least 24 points"],
    [["sweep", at("small.yaml"), "--table", "none.csv"], 2, "--table cannot be read"],
    [["sensitivity", at("small.yaml"), "--runs", "3"], 2, "luck is an input"],
    [["sensitivity", at("small.yaml"), "--group", "x"], 2, "--group wants name=first,second"],
    [["discover", at("small.yaml")], 2, "say what is of interest"],
    [["discover", at("small.yaml"), "--above", "outlay=x"], 2, "wants outcome=limit"],
    [["tradeoff", at("small.yaml"), "--goal", "outlay=minimise"], 2, "two outcomes with a goal"],
    [["tradeoff", at("small.yaml"), "--robust", "satisfy"], 2, "needs a limit"],
    [["tradeoff", at("small.yaml"), "--budget", "10"], 2, "fewer than the 400 runs"],
    [
      ["tradeoff", at("small.yaml"), "--goal", "outlay=minimise", "--goal", "outlay=maximise"],
      2,
      "twice",
    ],
    [["check-results", folder, folder], 2, "holds no results"],
  ])("%j exits with %i", async (argv, expected, message) => {
    const terminal = terminalDouble();
    expect(await call(argv, terminal)).toBe(expected);
    expect(terminal.err()).toContain(message);
  });
});

test("sensitivity ranks the inputs with luck, groups count as one, and a constant outcome says so", async () => {
  const found = await json(
    "sensitivity",
    "small.yaml",
    "--base",
    "8",
    "--group",
    "lever=cut,start",
  );
  expect(found.inputs).toEqual(["lever", "choice.price", "choice.peers", "luck"]);
  expect(found.runs.done).toBe(8 * 6);
  const morris = await json(
    "sensitivity",
    "small.yaml",
    "--method",
    "morris",
    "--base",
    "2",
    "-s",
    "suppliers.usa.price=1",
  );
  expect(morris.outcomes.share_china.inputs).toHaveLength(5);
  const constant = small.replace("policy.forgone, at: 2013Q4", "treaty.members, at: 2011Q1");
  writeFileSync(at("constant.yaml"), constant);
  const argv = ["sensitivity", "constant.yaml", "--base", "2", "--outcome", "outlay"];
  const { out } = await run(...argv, "--format", "table");
  expect(out).toContain("Nothing: it is the same at every point.");
});

test("points that fail are counted, and what is left is estimated", async () => {
  writeFileSync(
    at("fragile.js"),
    `export default ({ defineOutcome }) => [defineOutcome({
      id: "fragile.price", definition: "Weight of price; no number above 3.", unit: "1",
      read: ({ model }) => {
        const price = model.settings.parameters["choice.price"];
        return price > 3 ? Number.NaN : price;
      },
    })];`,
  );
  const fragile = small.replace(
    "outcomes:\n",
    "outcomes:\n  price: { metric: fragile.price, at: 2012Q4 }\n",
  );
  writeFileSync(at("fragile.yaml"), fragile);
  const argv = ["fragile.yaml", "--plugin", "./fragile.js", "--json"];
  const swept = await run("sweep", ...argv, "--points", "9", "-n", "1");
  expect(swept.code).toBe(4);
  expect(swept.err).toContain("3 runs of 9 runs failed; the first");
  const { runs, outcomes } = JSON.parse(swept.out);
  expect(runs).toEqual({ done: 9, failed: 3 });
  expect(outcomes.price.spread).toMatchObject({ empty: 3 });
  expect(outcomes.price.spread.most).toBeLessThanOrEqual(3);
  const found = await run("sensitivity", ...argv, "--base", "16", "--outcome", "price");
  const { rows, inputs } = JSON.parse(found.out).outcomes.price;
  expect(rows.failed).toBeGreaterThan(0);
  expect(rows.used + rows.failed).toBe(16);
  expect(inputs[0].input).toBe("choice.price");
});

test("discover tells boxes and opens the first as a scenario that is valid", async () => {
  const argv = ["discover", "small.yaml", "--points", "40", "-n", "1", "--above", "outlay=3000000"];
  const found = await json(...argv, "--open", "box.yaml");
  expect(found.boxes.length).toBeGreaterThan(0);
  expect(found.boxes[0].density).toBeGreaterThan(found.share_of_interest);
  expect(found.boxes[0].conditions.map(({ input }: { input: string }) => input)).toContain("start");
  expect((await run("validate", "box.yaml")).code).toBe(0);
  const none = await run(...argv.slice(0, -1), "outlay=1e15");
  expect(none.code).toBe(2);
  expect(none.err).toContain("in no run is outlay above 1000000000000000, 2013Q4");
  expect(none.err).toMatch(/outlay: it lies between \d+ and \d+: choose a limit/);
});

test("tradeoff gives a front that was tested again, and the same when it is resumed", async () => {
  const argv = [
    "tradeoff",
    "small.yaml",
    "--worlds",
    "2",
    "--population",
    "4",
    "--budget",
    "18",
    "-o",
    "front",
  ];
  const found = await json(...argv);
  expect(found.front.length).toBeGreaterThan(0);
  expect(found.front[0]).toHaveProperty("share_china_fresh");
  expect(found.runs.done).toBe(18 + 4 * (found.front.length + 1));
  const again = await json(...argv, "--resume");
  expect(again.front).toEqual(found.front);
});

test.each([
  ["sweep", "squeeze", "--points", "12"],
  ["tradeoff", "front", "--worlds", "2", "--population", "4", "--budget", "18"],
])("the report of a %s states the result hash of its folder", async (command, place, ...rest) => {
  const argv = [command, "small.yaml", ...rest, "-o", place, "--resume", "--report", "r.html"];
  expect((await run(...argv)).code).toBe(0);
  const { result_hash } = JSON.parse(readFileSync(at(`${place}/manifest.json`), "utf8"));
  expect(result_hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(readFileSync(at("r.html"), "utf8")).toContain(result_hash);
});

describe("stored results", () => {
  test("are listed, shown and verified; a changed file is found", async () => {
    const list = await json("results", "list");
    expect(list.find(({ folder: name }: { folder: string }) => name === "squeeze")).toMatchObject({
      kind: "sweep",
      scenario: "small",
      runs: 36,
    });
    expect((await run("results", "show", "squeeze", "--format", "table")).out).toContain(
      "points.parquet",
    );
    expect((await run("results", "verify", "--in", "squeeze")).code).toBe(0);
    const copy = at("changed");
    await run("sweep", "small.yaml", "--points", "2", "-o", "changed");
    const path = join(copy, "points.parquet");
    const bytes = readFileSync(path);
    bytes[10] = (bytes[10] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { code, out } = await run("results", "verify", "--in", "changed");
    expect(code).toBe(3);
    expect(out).toContain("was changed");
  });

  test("answer the SQL of docs/results.md", async () => {
    const text = readFileSync(join(packageFolder, "docs", "results.md"), "utf8");
    const queries = [...text.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql ?? "");
    expect(queries.length).toBeGreaterThan(3);
    for (const sql of queries) {
      // The document's example has a quantity of another name.
      const own = sql.replaceAll("p.squeeze", "p.cut");
      const terminal = terminalDouble();
      expect(await call(["results", "query", own, "--in", at("squeeze")], terminal)).toBe(0);
      expect(terminal.out().trim()).not.toBe("");
    }
    const wrong = await run("results", "query", "selec", "--in", "squeeze");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("Views: results, points, summary, runs");
    for (const nothing of ["", " -- a remark"]) {
      const empty = await run("results", "query", nothing, "--in", "squeeze");
      expect(empty.code).toBe(2);
      expect(empty.err).toContain("the query holds no statement");
    }
  });

  test("are exported, and what is missing is named", async () => {
    expect(
      (await run("results", "export", "--in", "squeeze", "--table", "points", "-o", "p.csv")).code,
    ).toBe(0);
    expect(readFileSync(at("p.csv"), "utf8").split("\n")[0]).toBe(
      "result,point,cut,start,choice.price,choice.peers,end_reason",
    );
    const none = await run(
      "results",
      "export",
      "--in",
      "squeeze",
      "--table",
      "pints",
      "-o",
      "p.csv",
    );
    expect(none.err).toContain('Did you mean "points"?');
  });

  test("are checked against those of another version, run by run", async () => {
    await run("sweep", "small.yaml", "--points", "12", "-o", "same");
    expect(await json("check-results", "squeeze", "same")).toMatchObject({
      same: true,
      runs: 36,
      identical_runs: 36,
    });
    await run("sweep", "small.yaml", "--points", "12", "-s", "choice.quality=3", "-o", "moved");
    const { code, out } = await run("check-results", "squeeze", "moved", "--json");
    expect(code).toBe(6);
    expect(JSON.parse(out)).toMatchObject({ same: false, runs: 36 });
  });
});
