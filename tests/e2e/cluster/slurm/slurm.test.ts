import { execFile } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Called, callCli } from "../../../support/cli.ts";
import { npxScript, shellBlocks } from "../../../support/documented.ts";
import { type LocalSlurm, MISSED_AFTER, slurmCanRun, startSlurm, until } from "./local-slurm.ts";

vi.setConfig({ testTimeout: 150_000, hookTimeout: 60_000 });

/** Whole runs, so that a task works for a second or two. */
const scenario = `schema: panoptes/scenario@1
id: small
title: What does a dearer kit do?
extends: baseline
parameter_sets: { from: single }
runs: { count: 30, seed: 1 }
uncertainty:
  choice.price: { uniform: [1, 4] }
  choice.peers: { uniform: [0.1, 1.5] }
outcomes:
  share_china: { metric: adoption.share, supplier: china, at: 2040Q4 }
`;

const canRun = slurmCanRun();
const folder = mkdtempSync(join(tmpdir(), "panoptes-array-"));
/** What is shared is the folder of the answer, where nothing else is said. */
const shared = join(folder, "merged");
const words = ["sweep", "small.yaml", "--points", "16", "--json"];
const toSlurm = ["-o", "merged", "--engine", "slurm", "--chunk-seconds", "0.1"];
let slurm: LocalSlurm;

function call(...argv: string[]): Promise<Called> {
  return callCli(argv, { cwd: folder, environment: slurm.environment });
}

/** Chunks that are there, each with what would change if it was written again. */
function chunks(): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, path] of files(join(shared, "chunks"))) {
    const { ino, mtimeMs } = statSync(path);
    found.set(path, `${ino} ${mtimeMs}`);
  }
  return found;
}

/** Files below a folder, by their names. */
function files(top: string): readonly (readonly [name: string, path: string])[] {
  mkdirSync(top, { recursive: true });
  return readdirSync(top, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [[entry.name, join(entry.parentPath, entry.name)] as const] : [],
  );
}

beforeAll(async () => {
  writeFileSync(join(folder, "small.yaml"), scenario);
  if (canRun) slurm = await startSlurm();
});
afterAll(async () => {
  await slurm?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test.skipIf(!canRun)(
  "the dry run of the page prints both scripts, and nothing is submitted",
  async () => {
    const [block = ""] = shellBlocks("docs/engines/slurm.md");
    writeFileSync(join(folder, "mine.yaml"), scenario);
    writeFileSync(join(folder, "npx"), npxScript(), { mode: 0o755 });
    const typed = block.replaceAll("/mnt/studies/shared", shared);
    const { stdout } = await promisify(execFile)("bash", ["--norc", "-ec", typed], {
      cwd: folder,
      env: { ...process.env, ...slurm.environment, PATH: `${folder}:${process.env.PATH}` },
    });
    expect(stdout.match(/^#!\/bin\/bash$/gm)).toHaveLength(2);
    expect(stdout).toMatch(/^#SBATCH --array=0-\d+$/m);
    expect(await slurm.call("squeue", "-h")).toBe("");
  },
);

test.skipIf(!canRun)("what Slurm refuses is passed on in its own words", async () => {
  const refused = await call(...words, ...toSlurm, "--slurm", "partition=nowhere");
  expect(refused.code).not.toBe(0);
  expect(refused.err).toContain("invalid partition specified: nowhere");
  expect(await slurm.call("squeue", "-h")).toBe("");
});

test.skipIf(!canRun)(
  "an array and its merge give the answer of one machine, though a node is killed in the middle: nothing is lost, nothing done twice",
  async () => {
    const asked = [...toSlurm, "--slurm", "tasks=6", "--slurm", "concurrent=5"];
    const { code, out: said } = await call(...words, ...asked);
    expect(code).toBe(0);
    expect(said).toMatch(/^Job \d+: 6 tasks of \d+ s at most/m);
    const inline = callCli([...words, "-o", "inline"], { cwd: folder });

    await until("two chunks are there", async () => chunks().size >= 2, 40);
    const seen = chunks();
    await slurm.kill("one");
    await new Promise((resolve) => setTimeout(resolve, MISSED_AFTER * 1000));
    slurm.start("one");
    await until(
      "all jobs have ended",
      async () => {
        for (const [path, mark] of chunks()) {
          if (seen.has(path)) expect(mark).toBe(seen.get(path));
          else seen.set(path, mark);
        }
        return (await slurm.call("squeue", "-h")).trim() === "";
      },
      90,
    );
    // The task that died was repeated by Slurm, not by us.
    const jobs = await slurm.call("scontrol", "show", "job");
    expect(jobs.match(/Restarts=[^0]/g)).toEqual(["Restarts=1"]);

    const [, plan = ""] = /panoptes chunk status (\S+)/.exec(said) ?? [];
    const status = JSON.parse((await call("chunk", "status", plan, "--json")).out);
    expect(status).toMatchObject({ finished: status.chunks, missing: [], aside: [] });
    expect(files(shared).filter(([name]) => name.endsWith(".part"))).toEqual([]);
    // Each of the 480 runs stands in one chunk, and none in two.
    const [design] = JSON.parse(readFileSync(plan, "utf8")).designs;
    const ranges = [...chunks().keys()]
      .filter((path) => path.includes(design.digest))
      .map((path) => basename(path, ".chunk").split("-").map(Number))
      .sort(([a = 0], [b = 0]) => a - b);
    const next = ranges.reduce((runs, [first, count = 0]) => {
      expect(first).toBe(runs);
      return runs + count;
    }, 0);
    expect(next).toBe(480);

    const [, answer = ""] = /^Answer:\s+(\S+answer\.txt)/m.exec(said) ?? [];
    expect(result(readFileSync(answer, "utf8"))).toEqual(result((await inline).out));
    const hash = (name: string): string =>
      JSON.parse(readFileSync(join(folder, name, "manifest.json"), "utf8")).result_hash;
    expect(hash("merged")).toMatch(/^sha256:/);
    expect(hash("merged")).toBe(hash("inline"));
  },
);

/** An answer without the time that it took. */
function result(text: string): object {
  const { elapsed_seconds, ...rest } = JSON.parse(text);
  expect(elapsed_seconds).toBeGreaterThan(0);
  return rest;
}
