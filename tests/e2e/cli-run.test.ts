import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { callCli, finish, startCli } from "../support/cli.ts";

const folder = mkdtempSync(join(tmpdir(), "panoptes-cli-"));
const inFolder = (name: string) => join(folder, name);
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const few = ["--runs", "6", "--jobs", "1"];

describe("run", () => {
  test("a table for people says what was simulated, beside what was observed", async () => {
    const { code, out, err } = await callCli(["run", "baseline", ...few, "-f", "table"]);
    expect(code).toBe(0);
    expect(out).toContain("6 runs, seed 1–6 · 3 parameter sets of baseline · 2011Q1–2040Q4");
    expect(out).toMatch(/^ {2}china +\S+ +\d+(\.\d)? % +\d+(\.\d)?–\d+(\.\d)? %$/m);
    expect(out).toMatch(/^ {2}T1 +Adopters 2019 +75 ±10 /m);
    expect(out).toContain("not a forecast");
    expect(err).toMatch(/^Checked {2}baseline: /);
    expect(out + err).not.toContain("\u001b");
  });

  test("in a pipe the summary is JSON with run_id and result_hash, the same each time", async () => {
    const first = await callCli(["run", "baseline", ...few]);
    const again = await callCli(["run", "baseline", "--runs", "6", "--jobs", "2", "--json"]);
    const document = JSON.parse(first.out);
    expect(document.run_id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(document.result_hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(document.outcomes["adoption.share.china"].at["2040Q4"].p50).toBeGreaterThan(0);
    expect(again.out).toBe(first.out);
  });

  test("a scenario that extends another is compared with it, pair by pair", async () => {
    const { out } = await callCli(["run", "silk-road-2", ...few]);
    const { reference, outcomes } = JSON.parse(out);
    expect(reference).toBe("baseline");
    expect(outcomes["adoption.share.china"].at["2040Q4"].against_reference.pairs).toBe(6);
    const alone = await callCli(["run", "silk-road-2", ...few, "--no-baseline"]);
    expect(JSON.parse(alone.out).reference).toBeNull();
  });

  test("a setting changes the result and is compared with the scenario without it", async () => {
    const { out } = await callCli(["run", "baseline", ...few, "-s", "choice.price=4"]);
    const { outcomes } = JSON.parse(out);
    const china = outcomes["adoption.share.china"].at["2040Q4"].against_reference;
    expect(china.pairs).toBe(6);
    expect(china.same).toBeLessThan(6);
  });

  test("--at, --country and --metric choose what is shown", async () => {
    const { code, out } = await callCli([
      ...["run", "baseline", ...few, "-f", "table", "--at", "2025Q2"],
      ...["--country", "KEN", "--metric", "market.hhi"],
    ]);
    expect(code).toBe(0);
    expect(out).toContain("end of 2025Q2");
    expect(out).toContain("Kenya: in how many of 6 runs");
    expect(out).not.toContain("Share of countries with a contract");
  });

  test("--ascii writes nothing but ASCII", async () => {
    const { out } = await callCli(["run", "silk-road-2", ...few, "-f", "table", "--ascii"]);
    expect(out).toMatch(/^[\n\x20-\x7e]+$/);
    expect(out).toMatch(/china +(rises|falls|steady|moves)/);
  });

  test("a scenario comes from standard input", async () => {
    const text = "schema: panoptes/scenario@1\nid: piped\ntitle: Piped in\nextends: baseline\n";
    const { code, out } = await callCli(["run", "-", ...few], { input: text });
    expect(code).toBe(0);
    expect(JSON.parse(out).scenario.id).toBe("piped");
  });

  test("variables stand for flags, and flags win", async () => {
    const environment = { PANOPTES_RUNS: "3", PANOPTES_SEED: "nairobi", PANOPTES_JOBS: "1" };
    const byVariable = JSON.parse((await callCli(["run", "baseline"], { environment })).out);
    expect(byVariable.runs).toEqual({ requested: 3, finished: 3, seed: "nairobi" });
    const byFlag = await callCli(["run", "baseline", "--runs", "2"], { environment });
    expect(JSON.parse(byFlag.out).runs.requested).toBe(2);
  });

  test("--progress json writes one object a line to stderr, the last one complete", async () => {
    const { err } = await callCli(["run", "baseline", ...few, "--quiet", "--progress", "json"]);
    const events = err
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.at(-1)).toMatchObject({ event: "progress", done: 6, total: 6, failed: 0 });
  });

  test("--quiet writes the result and nothing else", async () => {
    const { out, err } = await callCli(["run", "baseline", ...few, "--quiet"]);
    expect(err).toBe("");
    expect(out.startsWith("{")).toBe(true);
  });

  test("FORCE_COLOR colours a table, and JSON never", async () => {
    const environment = { FORCE_COLOR: "1" };
    const table = await callCli(["run", "baseline", ...few, "-f", "table"], { environment });
    expect(table.out).toContain("\u001b[1m");
    const json = await callCli(["run", "baseline", ...few, "--json"], { environment });
    expect(json.out).not.toContain("\u001b");
  });
});

describe("where results go", () => {
  test("a results folder holds a manifest and Parquet tables", async () => {
    const { code, out } = await callCli(["run", "baseline", ...few, "-o", inFolder("whole")]);
    expect(code).toBe(0);
    expect(readdirSync(inFolder("whole")).sort()).toEqual([
      "chunks",
      "countries.parquet",
      "manifest.json",
      "outcomes.parquet",
      "runs.parquet",
      "series.parquet",
    ]);
    const manifest = JSON.parse(readFileSync(join(folder, "whole", "manifest.json"), "utf8"));
    expect(manifest.status).toBe("complete");
    expect(manifest.result_hash).toBe(JSON.parse(out).result_hash);
  });

  test("a file's ending says its format, and the same rows stand in each", async () => {
    const rows: Record<string, number> = {};
    for (const ending of ["csv", "ndjson", "json", "parquet"]) {
      const file = inFolder(`out.${ending}`);
      const { code } = await callCli(["run", "baseline", ...few, "-o", file]);
      expect(code).toBe(0);
      const text = readFileSync(file, "utf8");
      if (ending === "csv") rows[ending] = text.trimEnd().split("\r\n").length - 1;
      else if (ending === "ndjson") rows[ending] = text.trimEnd().split("\n").length;
      else if (ending === "json") rows[ending] = JSON.parse(text).length;
      else expect(text.startsWith("PAR1")).toBe(true);
    }
    expect(rows.csv).toBeGreaterThan(6);
    expect(rows).toEqual({ csv: rows.csv, ndjson: rows.csv, json: rows.csv });
  });

  test("- prints the rows instead of the summary", async () => {
    const { out } = await callCli(["run", "baseline", ...few, "-o", "-"]);
    const first = JSON.parse(out.split("\n")[0] ?? "");
    expect(Object.keys(first)).toEqual(["run", "outcome", "of", "period", "value"]);
    const csv = await callCli(["run", "baseline", ...few, "-f", "csv"]);
    expect(csv.out.split("\r\n")[0]).toBe("run,outcome,of,period,value");
  });

  test("a folder with other files in it is left alone", async () => {
    const place = mkdtempSync(inFolder("mine-"));
    writeFileSync(join(place, "thesis.txt"), "my work");
    const { code, err } = await callCli(["run", "baseline", ...few, "-o", place]);
    expect(code).toBe(2);
    expect(err).toContain("holds files that are not Panoptes results");
    expect(readFileSync(join(place, "thesis.txt"), "utf8")).toBe("my work");
  });

  test("a place that cannot be written is wrong usage, not a bug", async () => {
    writeFileSync(inFolder("plain"), "");
    const { code, err } = await callCli(["run", "baseline", ...few, "-o", inFolder("plain/x.csv")]);
    expect(code).toBe(2);
    expect(err).toMatch(/cannot write ".*plain\/x\.csv"/);
  });
});

describe("runs that end early", () => {
  test("Ctrl-C keeps what is finished, says so and exits with 130", async () => {
    const place = inFolder("interrupted");
    const child = startCli([
      ...["run", "baseline", "--runs", "100000", "--timeout", "1h", "--no-baseline"],
      ...["-o", place, "--progress", "json"],
    ]);
    const ended = finish(child);
    await new Promise<void>((resolve) => {
      child.stderr?.on("data", (text: string) => {
        if (text.includes('"progress"')) resolve();
      });
    });
    child.kill("SIGINT");
    const { code, out, err } = await ended;
    expect(code).toBe(130);
    expect(err).toContain("Press Ctrl-C again to quit at once");
    expect(err).toMatch(/Interrupted\. .* of 100 000 were written to/);
    expect(JSON.parse(out)).toMatchObject({ status: "partial", stopped_by: "interrupted" });
    const manifest = JSON.parse(readFileSync(join(place, "manifest.json"), "utf8"));
    expect(manifest.status).toBe("partial");
    expect(manifest.runs.done).toBeGreaterThan(0);
    expect(manifest.runs.done).toBeLessThan(100_000);
  });

  test("a time limit keeps what is finished and exits with 5", async () => {
    const { code, err } = await callCli([
      ...["run", "baseline", "--runs", "100000", "--timeout", "1500ms", "--no-baseline", "-q"],
    ]);
    expect(code).toBe(5);
    expect(err).toContain("Time limit reached.");
  });

  test("a reader that closes the pipe ends the program quietly", async () => {
    const child = startCli(["run", "baseline", "--runs", "300", "-o", "-", "-q"]);
    child.stdout?.once("data", () => child.stdout?.destroy());
    let err = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  test("an absurd number of runs is refused with an estimate and the way out", async () => {
    const { code, err, out } = await callCli(["run", "baseline", "--runs", "1e6"]);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(/1 000 000 runs × 120 steps × 197 countries is about .* on this machine/);
    expect(err).toMatch(/Add --timeout \d+[hd] to accept, or use --runs \d+/);
  });
});

describe("what cannot be run", () => {
  test.each<[string, string[], number, RegExp]>([
    ["an invalid scenario", ["run", "baseline", "-s", "choice.prise=1"], 3, /"choice\.price"\?/],
    ["a wrong setting", ["run", "baseline", "-s", "choice.price"], 2, /write key=value/],
    ["runs that are no number", ["run", "baseline", "-n", "many"], 2, /whole number from 1/],
    ["one table for two", ["run", "baseline", "set-a", "-o", "x.csv"], 2, /holds one scenario/],
  ])("%s: nothing is run or written, and the way out is told", async (_, argv, code, message) => {
    const called = await callCli(argv, { cwd: folder });
    expect(called.err).toMatch(message);
    expect({ code: called.code, out: called.out }).toEqual({ code, out: "" });
    expect(existsSync(inFolder("x.csv"))).toBe(false);
  });
});
