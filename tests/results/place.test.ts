import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openPlace } from "../../src/results/node/place.ts";

let home = "";
let folder = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "panoptes-place-"));
  folder = join(home, "out");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const schema = '{"schema":"panoptes/results@1"}';

/** Files of a folder with their texts. */
function texts(path = folder): Record<string, string> {
  return Object.fromEntries(
    readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(path, name), "utf8")]),
  );
}

function fill(files: Record<string, string>, path: string): void {
  mkdirSync(path, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
}

const before = { "manifest.json": schema, "runs.parquet": "old", "series.parquet": "old" };
const after = { "manifest.json": `${schema} `, "runs.parquet": "new" };

describe("results that take a place", () => {
  test("leave chunks of runs where they are and nothing else of the earlier results", () => {
    fill({ ...before, "report.html": "of the old" }, folder);
    fill({ "0-4.chunk": "runs" }, join(folder, "chunks", "a"));
    const place = openPlace(folder);
    fill(after, place.beside);
    place.fill();
    expect(texts()).toEqual(after);
    expect(texts(join(folder, "chunks", "a"))).toEqual({ "0-4.chunk": "runs" });
    expect(readdirSync(home)).toEqual(["out"]);
  });

  test("leave what a user has put there, and take away what the old manifest lists", () => {
    const listing =
      '{"schema":"panoptes/results@1","files":{"extra.parquet":{},"parts/0.parquet":{}}}';
    fill(
      { ...before, "manifest.json": listing, "extra.parquet": "old", "notes.txt": "mine" },
      folder,
    );
    fill({ "0.parquet": "old" }, join(folder, "parts"));
    fill({ "a.svg": "mine" }, join(folder, "figures"));
    const place = openPlace(folder);
    fill(after, place.beside);
    place.fill();
    expect(texts()).toEqual({ ...after, "notes.txt": "mine" });
    expect(texts(join(folder, "figures"))).toEqual({ "a.svg": "mine" });
    expect(existsSync(join(folder, "parts"))).toBe(false);
  });

  test("keep off another kind of results, and off what is no result, each by its name", () => {
    const sweep = { "manifest.json": '{"schema":"panoptes/experiment@1","kind":"sweep"}' };
    fill(sweep, folder);
    expect(() => openPlace(folder)).toThrow(/holds results of another kind/);
    fill({ "manifest.json": "{}" }, folder);
    expect(() => openPlace(folder)).toThrow(/holds files that are not Panoptes results/);
  });

  test("find a place that holds chunks only, or that was deleted in the meantime", () => {
    fill({}, join(folder, "chunks"));
    const place = openPlace(folder);
    fill(after, place.beside);
    rmSync(folder, { recursive: true });
    place.fill();
    expect(texts()).toEqual(after);
  });

  test("are put back as they were where a move fails", () => {
    fill(before, folder);
    const place = openPlace(folder);
    fill(after, place.beside);
    // What cannot be moved: a file over a folder that holds something.
    rmSync(join(place.beside, "manifest.json"));
    fill({ x: "x" }, join(folder, "chunks", "y"));
    fill({}, join(place.beside, "chunks"));
    expect(() => place.fill()).toThrow(/ENOTEMPTY|EEXIST/);
    expect(texts()).toEqual(before);
    expect(texts(place.beside)).toEqual({ "runs.parquet": "new" });
  });
});

describe("what a killed process left", () => {
  /** Name of what a process that is gone was writing. */
  const left = (suffix = "", host = hostname()): string => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    return join(home, `.out-${host}-${pid}-1700000000000${suffix}`);
  };

  test("is cleared away, but not what another machine or a living process writes", () => {
    const theirs = left("", "elsewhere");
    const living = join(home, `.out-${hostname()}-${process.ppid}-1700000000000`);
    const namesake = join(home, `.out-2-${hostname()}-1-1700000000000`);
    for (const path of [left(), theirs, living, namesake]) fill(after, path);
    openPlace(folder);
    expect(
      readdirSync(home)
        .map((name) => join(home, name))
        .sort(),
    ).toEqual([theirs, living, namesake].sort());
  });

  test("goes back if it was results that had been moved out, whichever move came last", () => {
    const { "manifest.json": manifest, ...tables } = before;
    for (const [here, out] of [
      [tables, { "manifest.json": manifest }],
      [{}, before],
      [{ "runs.parquet": "new" }, before],
    ] as const) {
      fill(here, folder);
      const old = left("-old");
      fill(out, old);
      openPlace(folder);
      expect(texts()).toEqual(before);
      expect(existsSync(old)).toBe(false);
      rmSync(folder, { recursive: true });
    }
  });

  test("is dropped if the new results had got in", () => {
    fill(after, folder);
    fill(before, left("-old"));
    openPlace(folder);
    expect(texts()).toEqual(after);
    expect(readdirSync(home)).toEqual(["out"]);
  });

  test("in a first place, tables without a manifest, is written over", () => {
    fill({ "runs.parquet": "half" }, folder);
    fill({}, join(folder, "chunks"));
    const place = openPlace(folder);
    fill(after, place.beside);
    place.fill();
    expect(texts()).toEqual(after);
  });
});
