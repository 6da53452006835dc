import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { afterEach, beforeEach, expect, test } from "vitest";
import { uniformDraws } from "../../src/experiments/run-key.ts";
import type { Manifest } from "../../src/results/node/manifest.ts";
import { callCli, finish, startCli } from "../support/cli.ts";

// Real processes on one results folder, killed at any moment. PANOPTES_KILLS=100 kills as often.
const kills = Number(process.env.PANOPTES_KILLS ?? 4);

let home = "";
let folder = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "panoptes-never-twice-"));
  folder = join(home, "out");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const command = (runs: number, output = folder): string[] => [
  ...["run", "silk-road-2", "--no-baseline", "--jobs", "2", "--progress", "none"],
  ...["--runs", String(runs), "--output", output],
];

function manifestOf(path: string): Manifest {
  return JSON.parse(readFileSync(join(path, "manifest.json"), "utf8"));
}

/** Chunks that are kept, by the runs in them, in order. */
function kept(): (readonly [first: number, count: number])[] {
  const inside = (path: string): string[] => {
    try {
      return readdirSync(path);
    } catch {
      return [];
    }
  };
  return inside(join(folder, "chunks"))
    .flatMap((name) => inside(join(folder, "chunks", name)))
    .flatMap((name): [number, number][] => {
      const [, first, count] = /^(\d+)-(\d+)\.chunk$/.exec(name) ?? [];
      return first === undefined ? [] : [[Number(first), Number(count)]];
    })
    .sort(([a], [b]) => a - b);
}

/** How often each run is kept. */
function times(chunks: ReturnType<typeof kept>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const [first, count] of chunks) {
    for (let run = first; run < first + count; run++) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/** Holds the folder's tables against those of a run that nothing disturbed. */
async function expectUndisturbed(runs: number): Promise<void> {
  const plain = join(home, "plain");
  expect((await callCli([...command(runs, plain), "--no-reuse"])).code).toBe(0);
  expect(readdirSync(plain)).not.toContain("chunks");
  const [expected, got] = [manifestOf(plain), manifestOf(folder)];
  const { timings: _, ...told } = expected;
  expect({ ...got, timings: undefined }).toEqual({ ...told, timings: undefined });
  const rows = await parquetReadObjects({
    file: await asyncBufferFromFile(join(folder, "runs.parquet")),
  });
  expect(rows.map(({ run }) => Number(run))).toEqual(Array.from({ length: runs }, (_, k) => k));
}

test(`${kills} kills at any moment: no finished run is lost, none is done twice`, async () => {
  const step = 24;
  const begun = performance.now();
  expect((await callCli(command(step))).code).toBe(0);
  const whole = performance.now() - begun;
  const draw = uniformDraws("kills");
  let killed = 0;
  let before = kept();
  for (let k = 1; k <= kills; k++) {
    const child = startCli(command(step * (k + 1)));
    const ended = finish(child);
    await pause(whole * (0.3 + 0.9 * draw()));
    child.kill("SIGKILL");
    // One that was quicker than its killer has simply finished.
    if ((await ended).code === null) killed += 1;
    const after = kept();
    expect(after).toEqual(expect.arrayContaining(before));
    before = after;
  }
  expect(killed).toBeGreaterThan(kills / 4);
  const runs = step * (kills + 2);
  const there = times(before).size;
  const { code, err } = await callCli(command(runs));
  expect(code, err).toBe(0);
  expect(err).toContain(`Reused   ${there.toLocaleString("en").replace(",", " ")} runs`);
  const all = times(kept());
  expect([...all.values()].every((count) => count === 1)).toBe(true);
  expect(all.size).toBe(runs);
  await expectUndisturbed(runs);
  expect(readdirSync(home).sort()).toEqual(["out", "plain"]);
  if (kills > 4) console.log(`${killed} of ${kills} killed, ${runs} runs, each kept once`);
}, 3_600_000);

test("processes that want the same runs share the work, also when the one at work is killed", async () => {
  const children = [60, 60, 72].map((runs) => startCli(command(runs)));
  const ends = children.map(finish);
  while (kept().length === 0) await pause(5);
  const claim = join(folder, "chunks", readdirSync(join(folder, "chunks"))[0] ?? "", "claim");
  const { pid } = JSON.parse(readFileSync(claim, "utf8")) as { pid: number };
  const first = children.findIndex((child) => child.pid === pid);
  children[first]?.kill("SIGKILL");
  const codes = (await Promise.all(ends)).map(({ code }) => code);
  expect(codes.filter((_, k) => k !== first)).toEqual([0, 0]);
  // Chunks are read whole: one of the longest ensemble that sticks out of a shorter one is of no use to that.
  const across = kept().find(([from, count]) => from < 60 && from + count > 60)?.[0] ?? 60;
  const often = [...times(kept())].filter(
    ([run, count]) => count > (run >= across && run < 60 ? 2 : 1),
  );
  expect(often).toEqual([]);
  const { done } = manifestOf(folder).runs;
  expect([60, 72]).toContain(done);
  await expectUndisturbed(done);
}, 60_000);
