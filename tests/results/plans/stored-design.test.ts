import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChunkResult, Design, Executor } from "../../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { threadsExecutor } from "../../../src/experiments/node/threads.ts";
import { designDigest } from "../../../src/results/node/chunks/design-digest.ts";
import { openShared, type SharedFolder } from "../../../src/results/node/plans/shared-folder.ts";
import { loadDesign, storeDesign } from "../../../src/results/node/plans/stored-design.ts";
import { tinyCompiled, tinySettings } from "../../support/tiny-frame.ts";

const compiled = tinyCompiled();
const equal = [tinySettings(), tinySettings(), tinySettings({}, { "choice.price": 3 })];
const plain = makeDesign(compiled, { count: 6, seed: "x", settings: equal });
const spread: Design = {
  ...plain,
  spread: {
    ensemble: "own",
    sets: 3,
    worlds: [1, 2, 3],
    imputation: {
      cells: [
        {
          column: "democracy",
          country: 0,
          firstRow: 0,
          lastRow: Number.POSITIVE_INFINITY,
          sd: 0.1,
          scale: "identity",
        },
      ],
      scales: {} as never,
    } as never,
  },
};
const points: Design = {
  ...plain,
  count: 4,
  plan: { settings: Uint32Array.of(0, 1, 2, 0), seeds: Uint32Array.of(0, 0, 1, 1) },
  picks: [
    { column: 0, step: 1 },
    { column: 1, step: 0 },
  ],
};

let home = "";
let shared: SharedFolder;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "panoptes-plans-"));
  shared = openShared(home, { create: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function hashes(design: Design, executor: Executor = inlineExecutor()): Promise<string[]> {
  const all: string[] = [];
  await executor.run(design, (chunk: ChunkResult) => void all.push(...chunk.hashes));
  return all;
}

const only = (folder: string): string => {
  const [name, ...others] = readdirSync(join(home, folder));
  expect(others).toEqual([]);
  return join(home, folder, name as string);
};

describe("a stored design", () => {
  test.each([
    ["of a plain ensemble", plain],
    ["of single values at points", points],
    ["that keeps holders run by run", { ...plain, keepHolders: 3 }],
  ])("%s is read back with its digest and gives the same runs", async (_, design) => {
    const digest = storeDesign(shared, design);
    expect(digest).toBe(designDigest(design));
    const read = await loadDesign(shared, digest);
    expect(await hashes({ ...read, first: 0, count: design.count })).toEqual(await hashes(design));
  });

  test("keeps apart sets that are equal, because each has a world of its own", async () => {
    const read = await loadDesign(shared, storeDesign(shared, spread));
    expect(new Set(read.settings).size).toBe(3);
    expect(read.spread).toEqual(spread.spread);
  });

  test("lies once for any number of runs, and its frame once for any number of designs", () => {
    expect(storeDesign(shared, plain)).toBe(storeDesign(shared, { ...plain, count: 200 }));
    only("designs");
    storeDesign(shared, points);
    storeDesign(shared, { ...plain, frame: { ...plain.frame }, seed: "y" });
    expect(readdirSync(join(home, "designs"))).toHaveLength(3);
    only("worlds");
  });

  test("has its frame on memory that threads share, and runs there to the same bits", async () => {
    const digest = storeDesign(shared, plain);
    const read = await loadDesign(shared, digest);
    expect(read.frame.gdp.buffer).toBeInstanceOf(SharedArrayBuffer);
    const second = await loadDesign(shared, storeDesign(shared, points));
    expect(second.frame).toBe(read.frame);
    const threads = threadsExecutor({
      jobs: 2,
      workerUrl: new URL("../../../dist/src/experiments/node/worker.js", import.meta.url),
    });
    try {
      expect(await hashes({ ...read, first: 0, count: 6 }, threads)).toEqual(await hashes(plain));
    } finally {
      await threads.close();
    }
  });

  test("of many sets takes little more than what differs between them", () => {
    const one = makeDesign(compiled, { count: 1, seed: "x", settings: [tinySettings()] });
    const sets = Array.from({ length: 100 }, (_, k) => tinySettings({}, { "choice.price": k }));
    const many = makeDesign(compiled, { count: 1, seed: "x", settings: sets });
    const size = (design: Design): number =>
      statSync(join(home, "designs", `${storeDesign(shared, design)}.design`)).size;
    expect(size(many)).toBeLessThan(100 * size(one));
  });
});

describe("a design that is not what was stored", () => {
  const load = async (digest: string) =>
    loadDesign(shared, digest).catch((error: Error) => error.message);

  test("is refused where a byte is wrong, and removed so that it can be stored anew", async () => {
    const digest = storeDesign(shared, plain);
    const path = only("worlds");
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) ^ 1;
    writeFileSync(path, bytes);
    expect(await load(digest)).toMatch(/^world .* was damaged .* stores it anew/);
    expect(readdirSync(join(home, "worlds"))).toEqual([]);
    expect(storeDesign(shared, { ...plain, frame: { ...plain.frame } })).toBe(digest);
    expect(await load(digest)).toMatchObject({ seed: "x" });
  });

  test("is refused once, however many of its files are damaged", async () => {
    const digest = storeDesign(shared, spread);
    for (const name of readdirSync(join(home, "worlds"))) {
      writeFileSync(join(home, "worlds", name), "{}");
    }
    expect(await load(digest)).toMatch(/^world .* was damaged/);
    expect(readdirSync(join(home, "worlds"))).toEqual([]);
  });

  test("is refused where it is missing, of another model, or under another name", async () => {
    const digest = storeDesign(shared, plain);
    const path = only("designs");
    expect(await load("0".repeat(64))).toMatch(/is not in the shared folder/);
    const other = join(home, "designs", `${"1".repeat(64)}.design`);
    writeFileSync(other, readFileSync(path));
    expect(await load("1".repeat(64))).toMatch(/this Panoptes is not the one that stored it/);
    writeFileSync(path, "{}\n");
    expect(await load(digest)).toMatch(/was damaged/);
  });
});
