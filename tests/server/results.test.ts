import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, test } from "vitest";
import type { ResultDocument, TableDocument } from "../../src/api/schemas/results.ts";
import { schemas } from "../../src/api/schemas.ts";
import { openResults } from "../../src/server/results/result-store.ts";
import { appOfFile } from "./test-app.ts";

const scenario = [
  "schema: panoptes/scenario@1",
  "id: short",
  "title: Short",
  "extends: baseline",
  "time: { start: 2011Q1, end: 2012Q4 }",
  "outcomes:",
  "  - { metric: adoption.share, at: 2012Q4 }",
  "  - { metric: market.share, by: supplier, at: 2012Q4 }",
  "",
].join("\n");

const { app } = await appOfFile();
let result: ResultDocument;
beforeAll(async () => {
  const answer = await app.inject({
    method: "POST",
    url: "/v1/runs?runs=5",
    payload: scenario,
    headers: { "content-type": "application/yaml" },
  });
  result = answer.json();
}, 30_000);

async function table(path: string): Promise<TableDocument> {
  const answer = await app.inject(path);
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200);
  expect(schemas.Table?.safeParse(answer.json()).error).toBeUndefined();
  return answer.json();
}

const named = ({ columns, rows }: TableDocument) =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, k) => [name, row[k]])));

describe("a result's tables", () => {
  test("series have a row per outcome, part and period, and end in the document's numbers", async () => {
    const rows = named(await table(`${result.links.series}?outcome=adoption.share`));
    const total = rows.filter(({ of }) => of === null);
    expect(total).toHaveLength(8);
    const { unit, ...last } = result.outcomes["adoption.share"] ?? { unit: "" };
    expect(total.at(-1)).toMatchObject({
      outcome: "adoption.share",
      of: null,
      period: "2012Q4",
      unit,
    });
    expect(total.at(-1)).toMatchObject(last);
    const all = named(await table(result.links.series));
    expect(all).toHaveLength(8 * Object.keys(result.outcomes).length);
    expect(all.filter(({ outcome }) => outcome === "adoption.share")).toEqual(rows);
  });

  test("a map has every country once, and a country every period once", async () => {
    const map = named(await table(`${result.links.map}?at=2012Q2`));
    expect(new Set(map.map(({ country }) => country)).size).toBe(197);
    const kenya = named(await table(`${result.links.self}/countries/KEN`));
    expect(kenya.map(({ period }) => period).slice(-3)).toEqual(["2012Q2", "2012Q3", "2012Q4"]);
    expect(map.find(({ country }) => country === "KEN")).toEqual(kenya.at(-3));
  });

  test("outcomes are those that the scenario asks for, of every run", async () => {
    const rows = named(await table(result.links.outcomes));
    expect(new Set(rows.map(({ run }) => run))).toEqual(new Set([0, 1, 2, 3, 4]));
    const share = rows.filter(({ of }) => of === null).map(({ value }) => Number(value));
    const mean = share.reduce((sum, value) => sum + value, 0) / share.length;
    expect(mean).toBeCloseTo(result.outcomes["adoption.share"]?.mean ?? Number.NaN, 12);
  });

  test.each(["series", "map", "runs", "outcomes"] as const)(
    "%s hold the same in every form",
    async (name) => {
      const path = result.links[name];
      const rows = named(await table(path));
      const ndjson = await app.inject(`${path}?format=ndjson`);
      expect(
        ndjson.body
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line)),
      ).toEqual(rows);
      const csv = await app.inject({ url: path, headers: { accept: "text/csv" } });
      const lines = csv.body.trimEnd().split("\r\n");
      expect(lines[0]?.split(",")).toEqual(Object.keys(rows[0] ?? {}));
      const cell = (value: unknown) =>
        String(value).includes(",") ? `"${value}"` : String(value ?? "");
      expect(lines.slice(1)).toEqual(rows.map((row) => Object.values(row).map(cell).join(",")));
      if (name === "map") return;
      const parquet = await app.inject({
        url: path,
        headers: { accept: "application/vnd.apache.parquet" },
      });
      const bytes = parquet.rawPayload;
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
      expect(await parquetReadObjects({ file: file as ArrayBuffer })).toEqual(rows);
    },
  );

  test("columns say what they hold", async () => {
    const { columns } = await table(result.links.map);
    expect(columns.find(({ name }) => name === "any")).toMatchObject({ unit: "share" });
    for (const { definition } of columns) expect(definition).not.toBe("");
  });
});

describe("a result never changes", () => {
  test("so that it is sent once, and each form has a tag of its own", async () => {
    const tags = new Set<string>();
    for (const path of [
      result.links.self,
      `${result.links.series}?format=csv`,
      `${result.links.series}?format=ndjson`,
      `${result.links.runs}?format=parquet`,
    ]) {
      const answer = await app.inject(path);
      const etag = String(answer.headers.etag);
      tags.add(etag);
      expect(answer.headers["cache-control"]).toContain("immutable");
      for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
        const again = await app.inject({ url: path, headers: { "if-none-match": tag } });
        expect([again.statusCode, again.body]).toEqual([304, ""]);
      }
      const other = await app.inject({ url: path, headers: { "if-none-match": '"other"' } });
      expect(other.statusCode).toBe(200);
    }
    expect(tags.size).toBe(4);
  });
});

test.each([
  [404, `/v1/results/sha256:${"0".repeat(64)}`],
  [400, "/v1/results/sha256:..%2f..%2f..%2fetc"],
  [400, "/v1/results/latest"],
])("%s for a run id that leads nowhere: %s", async (status, path) => {
  expect((await app.inject(path)).statusCode).toBe(status);
});

test("what a result does not have is named, with what it has", async () => {
  const series = await app.inject(`${result.links.series}?outcome=adoption.shar`);
  expect(series.json().errors).toMatchObject([{ hint: 'did you mean "adoption.share"?' }]);
  const map = await app.inject(`${result.links.map}?at=2031Q2`);
  expect(map.json().errors[0].message).toBe("the run covers 2011Q1 to 2012Q4");
  expect((await app.inject(`${result.links.self}/countries/NOW`)).statusCode).toBe(404);
  const parquet = await app.inject(`${result.links.series}?outcome=adoption.share&format=parquet`);
  expect(parquet.statusCode).toBe(406);
});

describe("tables of the world", () => {
  test.each(["countries", "covariates", "suppliers", "ties", "observed", "imputed"])(
    "%s has rows, and says what each column holds",
    async (name) => {
      const { columns, rows } = await table(`/v1/data/${name}`);
      expect(rows.length).toBeGreaterThan(5);
      for (const column of columns) expect(column.definition, column.name).not.toBe("");
    },
  );

  test("a table that the world does not have is refused with those that it has", async () => {
    const answer = await app.inject("/v1/data/..%2fworld");
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].message).toContain("countries");
  });
});

test("a result that is too old goes, is gone for whoever asks, and comes back when run again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-results-"));
  const hex = result.run_id.slice(7);
  mkdirSync(join(folder, hex), { recursive: true });
  writeFileSync(join(folder, hex, "result.json"), JSON.stringify(result));
  mkdirSync(join(folder, `${"a".repeat(64)}.99.part`));
  mkdirSync(join(folder, "b".repeat(64)));
  const results = openResults(folder, 60, 10);
  expect(existsSync(join(folder, `${"a".repeat(64)}.99.part`))).toBe(false);
  expect(results.find(`sha256:${"b".repeat(64)}`)).toBeNull();
  expect(results.find(result.run_id)).toMatchObject({ resultHash: result.result_hash });
  results.sweep(Date.now() + 59_000);
  expect(results.find(result.run_id)).not.toBe("gone");
  results.sweep(Date.now() + 61_000);
  expect(results.find(result.run_id)).toBe("gone");
  expect(openResults(folder, 60, 10).find(result.run_id)).toBe("gone");
  rmSync(folder, { recursive: true });
});
