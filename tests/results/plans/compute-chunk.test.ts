import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { openChunks } from "../../../src/results/node/chunks/chunk-folder.ts";
import { designDigest } from "../../../src/results/node/chunks/design-digest.ts";
import { isChunkReference } from "../../../src/results/node/plans/chunk-reference.ts";
import { chunkComputer } from "../../../src/results/node/plans/compute-chunk.ts";
import { openShared, type SharedFolder } from "../../../src/results/node/plans/shared-folder.ts";
import { storeDesign } from "../../../src/results/node/plans/stored-design.ts";
import { loadPlugin } from "../../../src/scenario/node/plugin.ts";
import { notingExecutor } from "../../support/noting-executor.ts";
import { tinyCompiled, tinySettings } from "../../support/tiny-frame.ts";

const design = makeDesign(tinyCompiled(), { count: 8, seed: "x", settings: [tinySettings()] });
const digest = designDigest(design);

let home = "";
let shared: SharedFolder;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "panoptes-compute-"));
  shared = openShared(home, { create: true });
  storeDesign(shared, design);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const files = (): readonly string[] => readdirSync(join(home, "chunks", digest)).sort();

describe("a chunk", () => {
  test("is computed once, kept in one file, and then found", async () => {
    const executor = notingExecutor();
    const computer = chunkComputer(shared, executor);
    expect(await computer.compute({ design: digest, first: 2, count: 4 })).toEqual({
      kind: "kept",
    });
    expect(await computer.compute({ design: digest, first: 2, count: 4 })).toEqual({
      kind: "found",
    });
    expect(files()).toEqual(["2-4.chunk"]);
    expect(await computer.compute({ design: digest, first: 0, count: 8 })).toEqual({
      kind: "kept",
    });
    expect(executor.ran).toEqual([2, 3, 4, 5, 0, 1, 6, 7]);
    expect(files()).toEqual(["0-2.chunk", "2-4.chunk", "6-2.chunk"]);
  });

  test("that is stopped keeps what had finished, and the next one computes the rest", async () => {
    const executor = notingExecutor(1);
    const abort = new AbortController();
    const stopping = {
      ...executor,
      run: (...[its, onChunk, options]: Parameters<typeof executor.run>) =>
        executor.run(
          its,
          (part) => {
            if (part.first === 2) abort.abort();
            return onChunk(part);
          },
          options,
        ),
    };
    const chunk = { design: digest, first: 0, count: 8 };
    expect(await chunkComputer(shared, stopping).compute(chunk, abort.signal)).toEqual({
      kind: "stopped",
    });
    expect(files()).toEqual(["0-3.chunk"]);
    expect(await chunkComputer(shared, executor).compute(chunk)).toEqual({ kind: "kept" });
    expect(executor.ran).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test("computed by two at a time is the same file", async () => {
    const chunk = { design: digest, first: 0, count: 8 };
    const ends = await Promise.all(
      [2, 3].map((size) => chunkComputer(shared, notingExecutor(size)).compute(chunk)),
    );
    expect(ends).toEqual([{ kind: "kept" }, { kind: "kept" }]);
    expect(files()).toEqual(["0-8.chunk"]);
    expect(openChunks(join(home, "chunks"), design).read(chunk)?.hashes).toHaveLength(8);
  });

  test("of a design with a plugin is computed only by who was told that it may run", async () => {
    const module = join(home, "mine.js");
    writeFileSync(
      module,
      "export default ({ defineProcess }) => [defineProcess({ id: 'idle', definition: 'Does nothing.', before: 'react', run() {} })];\n",
    );
    const plugin = await loadPlugin(module);
    const its = { ...design, plugins: [plugin] };
    const own = storeDesign(shared, its);
    const chunk = { design: own, first: 0, count: 2 };
    await expect(chunkComputer(shared, notingExecutor()).compute(chunk)).rejects.toThrow(
      `--allow-plugin ${plugin.digest}`,
    );
    const allowed = { plugins: [plugin.digest] };
    expect(await chunkComputer(shared, notingExecutor(), allowed).compute(chunk)).toEqual({
      kind: "kept",
    });
    writeFileSync(module, `${readFileSync(module, "utf8")}// changed\n`);
    const next = { design: own, first: 2, count: 2 };
    await expect(chunkComputer(shared, notingExecutor(), allowed).compute(next)).rejects.toThrow(
      /was changed/,
    );
  });
});

describe("a reference to a chunk", () => {
  test("from a message is one only if nothing but digits could get into a path", () => {
    expect(isChunkReference({ design: digest, first: 0, count: 1 })).toBe(true);
    for (const bad of [
      null,
      "0-1",
      { design: "../../etc", first: 0, count: 1 },
      { design: digest, first: "0", count: 1 },
      { design: digest, first: -1, count: 1 },
      { design: digest, first: 0, count: 0 },
      { design: digest, first: 0.5, count: 1 },
    ]) {
      expect(isChunkReference(bad)).toBe(false);
    }
  });
});

describe("a shared folder", () => {
  test("has one id, whoever makes it", () => {
    expect(openShared(home, { create: true })).toEqual(shared);
    expect(openShared(home)).toEqual(shared);
    const nested = join(home, "a", "b");
    expect(openShared(nested, { create: true }).id).not.toBe(shared.id);
  });

  test("that is none, damaged, a file or of another layout says what to do", () => {
    expect(() => openShared(join(home, "none"))).toThrow(
      /is no shared folder: it has no shared\.json/,
    );
    expect(() => openShared(join(home, "shared.json"))).toThrow(
      /is a file; a shared folder is wanted/,
    );
    writeFileSync(join(home, "shared.json"), "{");
    expect(() => openShared(home)).toThrow(/is damaged/);
    writeFileSync(join(home, "shared.json"), '{"schema":"panoptes/shared@9"}');
    expect(() => openShared(home, { create: true })).toThrow(/layout panoptes\/shared@9/);
  });
});
