import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChunkResult, Design, StopSignal } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { runEnsemble } from "../../src/experiments/run-ensemble.ts";
import { ensembleCollector } from "../../src/results/collect-ensemble.ts";
import type { Manifest } from "../../src/results/node/manifest.ts";
import { openStore } from "../../src/results/node/store.ts";
import { tinyCompiled, tinySettings, tinyWorld } from "../support/tiny-frame.ts";

const compiled = tinyCompiled();
const { frame, labels } = compiled;
const world = tinyWorld(frame, labels);
const good = tinySettings();
const bad = tinySettings({}, { "cost.spend_per_person": Number.NaN });
const design = makeDesign(compiled, { count: 7, seed: "x", settings: [good, good, good, bad] });
const origin = {
  design,
  labels,
  runId: "sha256:id",
  versions: { package: "0.1.0", model: "0.1.0", data: "test" },
  world: world.digest,
  scenario: { id: "tiny", title: "A tiny world" },
};

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "panoptes-store-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Runs the design into a folder; gives back what was written and what it was written from. */
async function written(folder: string, chunk = 2, signal?: StopSignal, of: Design = design) {
  const chunks: ChunkResult[] = [];
  const store = openStore(folder, { ...origin, design: of });
  const collector = ensembleCollector({ compiled, world, design: of, runId: origin.runId });
  const result = await runEnsemble(of, inlineExecutor({ chunk }), collector, {
    onChunk: (part) => {
      chunks.push(part);
      store.chunk(part);
    },
    ...(signal ? { signal } : {}),
  });
  return { manifest: store.finish(result), result, chunks };
}

async function query(sql: string) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

describe("a results folder, read by DuckDB", () => {
  test("holds every run with its seed, state and hash", async () => {
    const { chunks } = await written(join(home, "out"));
    const rows = await query(`from '${home}/out/runs.parquet' order by run`);
    const hashes = chunks.flatMap((chunk) => chunk.hashes);
    expect(rows).toHaveLength(7);
    rows.forEach((row, k) => {
      const failed = k === 3;
      expect(row).toEqual({
        run: k,
        seed: k === 0 ? "x" : `x/${k}`,
        parameter_set: k % 4,
        status: failed ? "failed" : "finished",
        result_hash: failed ? null : hashes[k],
        reason: failed ? expect.stringContaining("is NaN") : null,
      });
    });
  });

  test("holds every value of every series, bit by bit", async () => {
    const { chunks, result } = await written(join(home, "out"));
    const { columns } = result.summary;
    const rows = await query(`from '${home}/out/series.parquet' order by run, period_index`);
    const series = chunks.flatMap((chunk) => [...chunk.columns]);
    const width = columns.length * frame.steps;
    expect(rows).toHaveLength(6 * frame.steps);
    for (const row of rows) {
      const run = Number(row.run);
      const step = Number(row.period_index);
      expect(row.period).toBe(labels.periods[step]);
      const values = columns.map(({ name }) => row[name]);
      expect(values).toEqual(columns.map((_, c) => series[run * width + c * frame.steps + step]));
    }
  });

  test("holds every requested outcome of every run", async () => {
    const { result } = await written(join(home, "out"));
    const rows = await query(`from '${home}/out/outcomes.parquet' order by run`);
    expect(rows).toHaveLength(6 * result.picks.length);
    const expected = [0, 1, 2, 4, 5, 6].flatMap((run) =>
      result.picks.map(({ outcome, of, period }, p) => {
        const value = result.values[run * result.picks.length + p];
        return { run, outcome, of, period, value };
      }),
    );
    const key = (row: object) => JSON.stringify(row, Object.keys(row).sort());
    expect(rows.map(key).sort()).toEqual(expected.map(key).sort());
  });

  test("holds each country's share of runs with each supplier at each period", async () => {
    const { result } = await written(join(home, "out"));
    const rows = await query(`from '${home}/out/countries.parquet' order by period_index, country`);
    expect(rows).toHaveLength(frame.steps * frame.countries);
    const { held } = result.summary;
    rows.forEach((row, k) => {
      expect(row).toEqual({
        period_index: Math.floor(k / frame.countries),
        period: labels.periods[Math.floor(k / frame.countries)],
        country: labels.countries[k % frame.countries],
        china: held[k * 3],
        usa: held[k * 3 + 1],
        any: held[k * 3 + 2],
      });
    });
    expect(held.some((share) => share > 0 && share < 1)).toBe(true);
  });

  test("names unit and definition of every column", async () => {
    const { result } = await written(join(home, "out"));
    const rows = await query(
      `select decode(key) as key, decode(value) as value from parquet_kv_metadata('${home}/out/series.parquet')`,
    );
    const found = new Map(rows.map(({ key, value }) => [key, value]));
    for (const { name, unit, definition } of result.summary.columns) {
      expect(found.get(`unit:${name}`)).toBe(unit);
      expect(found.get(`definition:${name}`)).toBe(definition);
    }
    expect(found.get("panoptes.run_id")).toBe("sha256:id");
  });
});

describe("the manifest", () => {
  test("gives rows and digest of every file, and what was run", async () => {
    const { manifest, result } = await written(join(home, "out"));
    const text = readFileSync(join(home, "out", "manifest.json"), "utf8");
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(manifest)));
    expect(Object.keys(manifest.files).sort()).toEqual(
      readdirSync(join(home, "out"))
        .filter((name) => name !== "manifest.json")
        .sort(),
    );
    for (const [file, { rows, bytes, sha256 }] of Object.entries(manifest.files)) {
      const content = readFileSync(join(home, "out", file));
      expect(content.byteLength).toBe(bytes);
      expect(`sha256:${createHash("sha256").update(content).digest("hex")}`).toBe(sha256);
      const [count] = await query(`select count(*)::int as n from '${home}/out/${file}'`);
      expect(count?.n).toBe(rows);
    }
    expect(manifest).toMatchObject({
      schema: "panoptes/results@1",
      status: "complete",
      result_hash: result.summary.resultHash,
      runs: { done: 7, finished: 6, failed: 1 },
      design: { seed: "x", count: 7, parameter_sets: 4, last_period: "2021Q4" },
      failures: [{ run: 3, seed: "x/3" }],
    });
  });

  test("of an ensemble that was stopped says partial and holds the runs that were done", async () => {
    const control = new AbortController();
    const long = { ...design, settings: [good], count: 500 };
    let asked = 0;
    // Stops when it is asked for the eleventh time: in the middle of a chunk.
    const signal: StopSignal = {
      get aborted() {
        asked += 1;
        return asked > 10;
      },
      addEventListener: control.signal.addEventListener.bind(control.signal),
      removeEventListener: control.signal.removeEventListener.bind(control.signal),
    };
    const { manifest, result } = await written(join(home, "out"), 4, signal, long);
    expect(manifest.status).toBe("partial");
    expect(manifest.runs.done).toBeGreaterThan(2);
    expect(manifest.runs.done).toBeLessThan(10);
    const [row] = await query(`select count(*)::int as n from '${home}/out/runs.parquet'`);
    expect(row?.n).toBe(manifest.runs.done);
    const short = { ...long, count: manifest.runs.done };
    const again = await written(join(home, "short"), 3, undefined, short);
    expect(again.result.summary.resultHash).toBe(result.summary.resultHash);
    expect(again.manifest.files["series.parquet"]?.sha256).toBe(
      manifest.files["series.parquet"]?.sha256,
    );
  });
});

describe("the place of a results folder", () => {
  test("stays empty until all is written, and after abandoning", () => {
    const folder = join(home, "deep", "out");
    const store = openStore(folder, origin);
    expect(existsSync(folder)).toBe(false);
    store.abandon();
    expect(readdirSync(join(home, "deep"))).toEqual([]);
  });

  test("may hold earlier results, which are replaced as a whole, and a user's note, which stays", async () => {
    const folder = join(home, "out");
    await written(folder);
    writeFileSync(join(folder, "note.txt"), "mine");
    writeFileSync(join(folder, "report.html"), "from the earlier run");
    await written(folder, 3, undefined, { ...design, count: 2 });
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Manifest;
    expect(manifest.design.count).toBe(2);
    expect(readFileSync(join(folder, "note.txt"), "utf8")).toBe("mine");
    expect(readdirSync(folder)).not.toContain("report.html");
    expect(readdirSync(home)).toEqual(["out"]);
  });

  test("is refused if it holds anything else", () => {
    writeFileSync(join(home, "thesis.tex"), "years of work");
    expect(() => openStore(home, origin)).toThrow(/files that are not Panoptes results/);
    expect(() => openStore(join(home, "thesis.tex"), origin)).toThrow(/is a file/);
    writeFileSync(join(home, "manifest.json"), '{"schema": "someone/else@1"}');
    expect(() => openStore(home, origin)).toThrow(/not Panoptes results/);
    expect(readdirSync(home).sort()).toEqual(["manifest.json", "thesis.tex"]);
  });
});
