import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clusterExecutor } from "../../src/cluster/executor.ts";
import { PlanComplete, planningExecutor } from "../../src/cluster/planning.ts";
import { storedBoard } from "../../src/cluster/stored-board.ts";
import type { Design } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { chunkComputer } from "../../src/results/node/plans/compute-chunk.ts";
import { setAside } from "../../src/results/node/plans/set-aside.ts";
import { openShared, type SharedFolder } from "../../src/results/node/plans/shared-folder.ts";
import { notingExecutor } from "../support/noting-executor.ts";
import { tinyCompiled, tinySettings } from "../support/tiny-frame.ts";

const settings = [tinySettings()];
const design = makeDesign(tinyCompiled(), { count: 10, seed: "x", settings });
const other = { ...design, seed: "y", count: 3 };
const fours = { msPerRun: 250, chunkSeconds: 1 };

let home = "";
let shared: SharedFolder;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "panoptes-planning-"));
  shared = openShared(home, { create: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** What is planned of designs that are announced before the first is run. */
async function planned(designs: readonly Design[], options: object = fours) {
  const executor = planningExecutor({ shared, chunkSeconds: 1, ...options });
  executor.announce?.(designs);
  await expect(executor.run(designs[0] as Design, () => {})).rejects.toBeInstanceOf(PlanComplete);
  return executor.planned();
}

test("a plan holds every run that is missing of every design, once and in order", async () => {
  const first = await planned([design, other, design]);
  expect(first.designs.map(({ runs }) => runs)).toEqual([10, 3]);
  expect(first.chunks).toEqual([
    [0, 0, 4],
    [0, 4, 4],
    [0, 8, 2],
    [1, 0, 3],
  ]);
  expect(first.msPerRun).toBe(250);
  expect(readdirSync(join(home, "designs"))).toHaveLength(2);
  const { digest } = first.designs[0] as { digest: string };
  await chunkComputer(shared, inlineExecutor()).compute({ design: digest, first: 4, count: 4 });
  expect((await planned([design])).chunks).toEqual([
    [0, 0, 4],
    [0, 8, 2],
  ]);
});

test("a plan measures what a run costs by runs that it keeps, once for a world", async () => {
  const local = notingExecutor();
  const { chunks, msPerRun } = await planned([design, other], {
    local: () => local,
    chunkSeconds: 3600,
  });
  expect(local.ran).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].slice(0, local.ran.length));
  expect(msPerRun).toBeGreaterThan(0);
  const rest = chunks.filter(([place]) => place === 0).reduce((sum, [, , count]) => sum + count, 0);
  expect(rest).toBe(10 - local.ran.length);
  expect(chunks.filter(([place]) => place === 1)).toEqual([[1, 0, 3]]);
});

test("what is put together of a folder alone fails where runs are missing, and counts what was set aside as failed", async () => {
  const { designs } = await planned([design]);
  const { digest } = designs[0] as { digest: string };
  const computer = chunkComputer(shared, inlineExecutor());
  await computer.compute({ design: digest, first: 0, count: 4 });
  await computer.compute({ design: digest, first: 8, count: 2 });
  const merged = async () => {
    const failed: number[] = [];
    await clusterExecutor({ shared, board: storedBoard(shared), ...fours }).run(design, (chunk) => {
      failed.push(...chunk.failures.map(({ run }) => run));
    });
    return failed;
  };
  await expect(merged()).rejects.toThrow(
    /^runs 4 to 7 of design .* are not in .* `panoptes chunk merge --compute`/,
  );
  setAside(shared, { design: digest, first: 4, count: 4, reason: "killed its worker", runs: [] });
  expect(await merged()).toEqual([4, 5, 6, 7]);
});
