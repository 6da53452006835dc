import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openGate } from "../../../src/cluster/redis/gate.ts";
import type { ChunkJob, Try } from "../../../src/cluster/redis/job.ts";
import { type Bench, tryChunk } from "../../../src/cluster/redis/try-chunk.ts";
import type { ChunkEnd } from "../../../src/results/node/plans/compute-chunk.ts";
import { listAside } from "../../../src/results/node/plans/set-aside.ts";
import { openShared, type SharedFolder } from "../../../src/results/node/plans/shared-folder.ts";

const design = "d".repeat(64);

describe("a try to compute a chunk", () => {
  let shared: SharedFolder;
  let notes: (readonly Try[])[] = [];
  let order: string[] = [];
  beforeEach(() => {
    shared = openShared(mkdtempSync(join(tmpdir(), "panoptes-try-")), { create: true });
    notes = [];
    order = [];
  });
  afterEach(() => rmSync(shared.path, { recursive: true, force: true }));

  const bench = (end: (first: number) => Promise<ChunkEnd>): Bench => ({
    shared,
    gate: openGate(),
    tries: 3,
    signal: new AbortController().signal,
    computer: {
      async compute({ first }) {
        order.push(`begin ${first}`);
        try {
          return await end(first);
        } finally {
          order.push(`end ${first}`);
        }
      },
    },
  });
  const job = (first: number, tries: readonly Try[] = []): ChunkJob => ({
    design,
    first,
    count: 8,
    shared: shared.id,
    tries,
  });
  const note = async (tries: readonly Try[]): Promise<void> => {
    order.push("note");
    notes.push(tries);
  };
  const kept = async (): Promise<ChunkEnd> => ({ kind: "kept" });

  test("is written down before it begins, so that a worker that it kills is known", async () => {
    expect(await tryChunk(bench(kept), job(0), note)).toEqual({ kind: "kept" });
    expect(order).toEqual(["note", "begin 0", "end 0"]);
    expect(notes).toEqual([[{ by: expect.stringContaining(`process ${process.pid}`) }]]);
  });

  test("is made alone where one before it did not end", async () => {
    const waiting: (() => void)[] = [];
    const one = bench(async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { kind: "kept" };
    });
    const all = [
      tryChunk(one, job(0), note),
      tryChunk(one, job(8), note),
      tryChunk(one, job(16, [{ by: "gone" }]), note),
      tryChunk(one, job(24), note),
    ];
    for (let k = 0; k < 4; k++) {
      await expect.poll(() => waiting.length).toBeGreaterThan(0);
      waiting.shift()?.();
    }
    await Promise.all(all);
    const alone = order.indexOf("begin 16");
    expect(order.slice(0, alone)).toEqual(expect.arrayContaining(["end 0", "end 8"]));
    expect(order[alone + 1]).toBe("end 16");
    expect(order.indexOf("begin 24")).toBeGreaterThan(alone);
  });

  test("is not made a fourth time after three workers went away: the chunk is set aside", async () => {
    const gone = [{ by: "a" }, { by: "b" }, { by: "c" }];
    const tried = await tryChunk(bench(kept), job(0, gone), note);
    expect(tried).toMatchObject({ kind: "failed", aside: true });
    expect(order).toEqual([]);
    expect(listAside(shared, design)[0]?.reason).toMatch(/begun 3 times.*went away.*\(a; b; c\)/);
  });

  test("sets nothing aside that a slow worker has finished in the meantime", async () => {
    mkdirSync(join(shared.path, "chunks", design), { recursive: true });
    writeFileSync(join(shared.path, "chunks", design, "0-8.chunk"), "");
    const gone = [{ by: "a" }, { by: "b" }, { by: "c" }];
    expect(await tryChunk(bench(kept), job(0, gone), note)).toEqual({ kind: "found" });
    expect(listAside(shared, design)).toEqual([]);
  });

  test("that fails counts, with its reason", async () => {
    const fails = bench(async () => ({ kind: "failed", reason: "run 3 failed: x" }));
    const tried = await tryChunk(fails, job(0), note);
    expect(tried).toEqual({ kind: "failed", reason: "run 3 failed: x", aside: false });
    expect(notes.at(-1)).toEqual([{ by: expect.any(String), reason: "run 3 failed: x" }]);
  });

  test.each([
    ["that was stopped", async (): Promise<ChunkEnd> => ({ kind: "stopped" }), false],
    [
      "that the file system refuses",
      () => Promise.reject(Object.assign(new Error("EIO"), { code: "EIO", syscall: "write" })),
      true,
    ],
  ])("%s counts as none", async (_, end, trouble) => {
    const tried = await tryChunk(bench(end), job(0, [{ by: "a", reason: "x" }]), note);
    expect(tried).toMatchObject({ kind: "give-back", trouble });
    expect(notes.at(-1)).toEqual([{ by: "a", reason: "x" }]);
  });
});
