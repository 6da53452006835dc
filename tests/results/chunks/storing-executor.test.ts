import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChunkResult, Design, Executor } from "../../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { threadsExecutor } from "../../../src/experiments/node/threads.ts";
import { runEnsemble } from "../../../src/experiments/run-ensemble.ts";
import { ensembleCollector } from "../../../src/results/collect-ensemble.ts";
import { openChunks } from "../../../src/results/node/chunks/chunk-folder.ts";
import { designDigest } from "../../../src/results/node/chunks/design-digest.ts";
import { joinChunks } from "../../../src/results/node/chunks/join-chunks.ts";
import { storingExecutor } from "../../../src/results/node/chunks/storing-executor.ts";
import { tinyCompiled, tinySettings, tinyWorld } from "../../support/tiny-frame.ts";

const compiled = tinyCompiled();
const { frame, labels } = compiled;
const world = tinyWorld(frame, labels);
const good = tinySettings();
const other = tinySettings({}, { "choice.price": 3 });
const design = makeDesign(compiled, { count: 12, seed: "x", settings: [good, good, other] });

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "panoptes-chunks-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** An executor that notes which runs it was asked for. */
function noting(chunk = 2): Executor & { readonly ran: number[] } {
  const inner = inlineExecutor({ chunk, pause: () => pause(0) });
  const ran: number[] = [];
  return {
    ...inner,
    ran,
    run: (its, onChunk, options) =>
      inner.run(
        its,
        (part) => {
          for (let k = 0; k < part.count; k++) ran.push(part.first + k);
          return onChunk(part);
        },
        options,
      ),
  };
}

/** Everything that is made of a design's runs. */
async function collected(its: Design, executor: Executor) {
  const collector = ensembleCollector({ compiled, world, design: its, runId: "id" });
  const { summary, ...rest } = await runEnsemble(its, executor, collector);
  const { elapsedSeconds: _, ...told } = summary;
  return { ...rest, summary: told };
}

/** Runs a design with the folder; gives back its result and the runs that were computed. */
async function stored(its: Design = design, chunk = 2) {
  const inner = noting(chunk);
  const executor = storingExecutor(inner, home);
  return { result: await collected(its, executor), ran: inner.ran, reuse: executor.reuse() };
}

const files = (its: Design = design): readonly string[] =>
  readdirSync(join(home, designDigest(its))).sort();

describe("runs that a folder keeps", () => {
  test("are computed once, and give what runs give that were never kept", async () => {
    const expected = await collected(design, inlineExecutor());
    const first = await stored();
    expect(first.result).toEqual(expected);
    expect(first.ran).toEqual(Array.from({ length: 12 }, (_, k) => k));
    const again = await stored();
    expect(again.result).toEqual(expected);
    expect(again.ran).toEqual([]);
    expect(again.reuse).toEqual({ reused: 12, computed: 0 });
  });

  test("serve a larger ensemble, which computes only the rest", async () => {
    await stored({ ...design, count: 5 });
    const more = await stored();
    expect(more.ran).toEqual([5, 6, 7, 8, 9, 10, 11]);
    expect(more.result).toEqual(await collected(design, inlineExecutor()));
  });

  test("serve a smaller one and one that starts later, as far as chunks lie within", async () => {
    const chunks = openChunks(home, design);
    await inlineExecutor({ chunk: 2 }).run(design, (chunk) => chunks.write(chunk));
    const its = { ...design, first: 1, count: 6 };
    const { result, ran } = await stored(its);
    expect(result).toEqual(await collected(its, inlineExecutor()));
    expect(ran).toEqual([1, 6]);
    expect((await stored(its)).ran).toEqual([]);
  });

  test("fill gaps anywhere, of chunks that are lost, cut off, changed, or put in another's place", async () => {
    const folder = join(home, designDigest(design));
    const chunks = openChunks(home, design);
    await inlineExecutor({ chunk: 2 }).run(design, (chunk) => chunks.write(chunk));
    expect(files()).toHaveLength(6);
    rmSync(join(folder, "0-2.chunk"));
    truncateSync(join(folder, "4-2.chunk"), 900);
    const bytes = readFileSync(join(folder, "6-2.chunk"));
    bytes[bytes.length - 3] = (bytes.at(-3) as number) ^ 1;
    writeFileSync(join(folder, "6-2.chunk"), bytes);
    writeFileSync(join(folder, "8-2.chunk"), readFileSync(join(folder, "10-2.chunk")));
    // The first line, which holds hashes of runs and sizes, is as safe as the rest.
    const [head, ...body] = readFileSync(join(folder, "2-2.chunk"), "latin1").split("\n");
    const changed = (head as string).replace(/"words":\d/, '"words":9');
    writeFileSync(join(folder, "2-2.chunk"), [changed, ...body].join("\n"), "latin1");
    const { result, ran } = await stored();
    expect(ran).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(result).toEqual(await collected(design, inlineExecutor()));
    expect((await stored()).ran).toEqual([]);
  });

  test("are not those of a run that failed, which is tried again", async () => {
    const bad = tinySettings({}, { "cost.spend_per_person": Number.NaN });
    const its = { ...design, settings: [good, good, good, bad], count: 8 };
    const expected = await collected(its, inlineExecutor());
    expect((await stored(its, 1)).result).toEqual(expected);
    const again = await stored(its, 1);
    expect(again.ran).toEqual([3, 7]);
    expect(again.result).toEqual(expected);
    const [one] = await chunksOf({ ...its, first: 3, count: 1 });
    expect(() => openChunks(home, its).write(one as ChunkResult)).toThrow(/failed runs/);
  });

  test("stay whole when an ensemble is stopped, and the next one goes on", async () => {
    const abort = new AbortController();
    const executor = storingExecutor(noting(), home);
    const { stopped } = await executor.run(
      design,
      ({ first }) => {
        if (first === 4) abort.abort();
      },
      { signal: abort.signal },
    );
    expect(stopped).toBe(true);
    expect((await stored()).ran).toEqual([6, 7, 8, 9, 10, 11]);
  });

  test("are passed by where holders are asked for run by run", async () => {
    const { ran } = await stored({ ...design, keepHolders: 2 });
    expect(ran).toHaveLength(12);
    expect(readdirSync(home)).toEqual([]);
  });
});

describe("the name of a design's runs", () => {
  test("is of everything that decides a run", () => {
    const different: Partial<Design>[] = [
      { seed: "y" },
      { settings: [good, other, good] },
      { settings: [good] },
      { recordHolders: false },
      { frame: { ...frame, steps: frame.steps - 1 } },
      { frame: { ...frame, norm: frame.norm.map((value, k) => (k === 0 ? -0.25 : value)) } },
      { picks: [{ column: 0, step: 1 }] },
      { plugins: [{ name: "campaign", url: "file:///a.js", digest: "sha256:1" }] as never },
    ];
    const names = different.map((changed) => designDigest({ ...design, ...changed }));
    expect(new Set([designDigest(design), ...names]).size).toBe(names.length + 1);
  });

  test("is not of how many there are, nor of where a plugin lies", () => {
    const plugin = (url: string) => [{ name: "campaign", url, digest: "sha256:1" }] as never;
    expect(designDigest({ ...design, first: 3, count: 2 })).toBe(designDigest(design));
    expect(designDigest({ ...design, plugins: plugin("file:///a.js") })).toBe(
      designDigest({ ...design, plugins: plugin("file:///b/a.js") }),
    );
  });

  test("is the same for equal values, whether or not they are the same objects", () => {
    expect(designDigest(structuredClone({ ...design, plugins: [] }))).toBe(designDigest(design));
  });
});

describe("several at a time on one folder", () => {
  test("share the work: one computes, the others read what it keeps", async () => {
    const inners = [noting(1), noting(1), noting(1)];
    const waited: number[] = [];
    const sizes = [12, 12, 15];
    const results = await Promise.all(
      inners.map((inner, k) =>
        collected(
          { ...design, count: sizes[k] as number },
          storingExecutor(inner, home, { onWait: () => waited.push(k) }),
        ),
      ),
    );
    const ran = inners.flatMap((inner) => inner.ran).sort((a, b) => a - b);
    expect(ran).toEqual(Array.from({ length: 15 }, (_, k) => k));
    expect(waited.length).toBeGreaterThanOrEqual(2);
    const expected = await collected(design, inlineExecutor());
    expect(results.slice(0, 2)).toEqual([expected, expected]);
  });

  test("one that was waiting goes on where the other was stopped", async () => {
    const abort = new AbortController();
    const first = storingExecutor(noting(1), home).run(
      design,
      ({ first: run }) => {
        if (run === 3) abort.abort();
      },
      { signal: abort.signal },
    );
    const { ran } = await stored();
    await first;
    expect(ran).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  });
});

test("a thread that vanishes in the middle of a chunk costs nothing: the chunk is done again, and kept", async () => {
  process.env.VANISHED = join(home, "vanished");
  const workerUrl = new URL("../../experiments/vanishing-worker.mjs", import.meta.url);
  const folder = join(home, "chunks");
  const executor = storingExecutor(threadsExecutor({ jobs: 2, workerUrl, chunk: 4 }), folder);
  try {
    const expected = await collected(design, inlineExecutor());
    expect(await collected(design, executor)).toEqual(expected);
    expect(existsSync(process.env.VANISHED)).toBe(true);
    const inner = noting();
    expect(await collected(design, storingExecutor(inner, folder))).toEqual(expected);
    expect(inner.ran).toEqual([]);
  } finally {
    await executor.close();
    delete process.env.VANISHED;
  }
});

test("joined chunks are what runs give in one chunk", async () => {
  const [head, ...tail] = await chunksOf(design);
  const joined = joinChunks([head as ChunkResult, ...tail]);
  expect([joined]).toEqual(await chunksOf(design, 12));
});

async function chunksOf(its: Design, chunk = 5): Promise<ChunkResult[]> {
  const chunks: ChunkResult[] = [];
  await inlineExecutor({ chunk }).run(its, (part) => void chunks.push(part));
  return chunks;
}
