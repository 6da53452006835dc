import { spawn } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChunkPlan } from "../../../src/results/node/plans/plan-file.ts";
import { type Called, callCli, finish, packageFolder, startCli } from "../../support/cli.ts";

// Real processes on one shared folder, as a shell loop, GNU parallel or a scheduler starts them.

let home = "";
let planned: Called;
let plan = "";

const scenario = `schema: panoptes/scenario@1
id: quick
title: Two years with a lever
extends: baseline
time: { start: 2011Q1, end: 2012Q4 }
levers: { choice.price: { uniform: [1, 4] } }
`;

const cli = (words: readonly string[], environment = {}): Promise<Called> =>
  callCli(words, { cwd: home, environment });
const sweep = (output: string): string[] => [
  ...["sweep", "quick.yaml", "--points", "40", "--runs", "10", "--output", output],
];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "panoptes-chunks-"));
  writeFileSync(join(home, "quick.yaml"), scenario);
  await cli([...sweep("plain"), "--progress", "none"]);
  planned = await cli([
    ...["chunk", "plan", "--shared", "shared", "--chunk-seconds", "0.05"],
    ...[...sweep("merged"), "--engine", "redis://:secret@host"],
  ]);
  plan = planned.out.trim();
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

const readPlan = (): ChunkPlan => JSON.parse(readFileSync(plan, "utf8"));
const hashOf = (folder: string): string =>
  JSON.parse(readFileSync(join(home, folder, "manifest.json"), "utf8")).result_hash;

/** Chunk files by design, as first run and count. */
function kept(): ReadonlyMap<string, readonly (readonly [number, number])[]> {
  const chunks = join(home, "shared", "chunks");
  return new Map(
    readdirSync(chunks).map((design) => [
      design,
      readdirSync(join(chunks, design)).flatMap((name): [number, number][] => {
        const [, first, count] = /^(\d+)-(\d+)\.chunk$/.exec(name) ?? [];
        return first === undefined ? [] : [[Number(first), Number(count)]];
      }),
    ]),
  );
}

describe("an experiment in chunks", () => {
  test("is a file with what to compute and the command, without the engine's password", () => {
    expect(planned.code).toBe(0);
    expect(planned.err).toMatch(/Planned {2}\d+ runs of 1 design in \d+ chunks/);
    const { command, chunks, cost } = readPlan();
    expect(command).toEqual(sweep("merged"));
    expect(readFileSync(plan, "utf8")).not.toContain("secret");
    expect(chunks.length).toBeGreaterThan(6);
    expect(cost.msPerRun).toBeGreaterThan(0);
    // Nothing but planning was done.
    expect(readdirSync(home).sort()).toEqual(["plain", "quick.yaml", "shared"]);
  });

  test("is not merged before it is finished: what is missing is named, and what to do", async () => {
    const status = await cli(["chunk", "status", plan]);
    expect(status.code).toBe(5);
    const { code, err, out } = await cli(["chunk", "merge", plan]);
    expect([code, out]).toEqual([5, ""]);
    expect(err).toMatch(/not finished; nothing was merged/);
    expect(err).toMatch(/Missing: 0, 1, 2/);
    expect(err).toContain(`panoptes chunk run ${plan}`);
  });

  test("computed by processes in any order, one of them killed, is the plain command's to the last bit", async () => {
    const shard = (i: number): string[] => ["chunk", "run", plan, "--shard", `${i}/3`, "-j", "1"];
    const before = [...kept().values()].flat().length;
    const victim = startCli(shard(2), { cwd: home });
    const dead = finish(victim);
    while ([...kept().values()].flat().length === before) await pause(5);
    victim.kill("SIGKILL");
    await dead;
    const ends = await Promise.all([finish(startCli(shard(1), { cwd: home })), cli(shard(0))]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect((await cli(["chunk", "status", plan])).code).toBe(5);
    // What a process left that was killed in the middle of a write, and what one writes just now.
    const [{ digest }] = readPlan().designs as [ChunkPlan["designs"][number]];
    const [old, young] = ["old", "young"].map((host) =>
      join(home, "shared", "chunks", digest, `0-1.chunk.${host}-1-0.part`),
    ) as [string, string];
    for (const path of [old, young]) writeFileSync(path, "half");
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(old, longAgo, longAgo);
    const last = await cli([...shard(2), "--json"]);
    expect(last.code).toBe(0);
    expect([old, young].map((path) => existsSync(path))).toEqual([false, true]);
    const { kept: fresh, found, failed } = JSON.parse(last.out);
    expect(found).toBeGreaterThan(0);
    expect(failed).toBe(0);
    expect(fresh + found).toBe(readPlan().chunks.filter((_, k) => k % 3 === 2).length);

    const merged = await cli(["chunk", "merge", plan, "--json"]);
    expect(merged.code).toBe(0);
    expect(JSON.parse(merged.out).schema).toBe("panoptes/sweep@1");
    expect(hashOf("merged")).toBe(hashOf("plain"));
    // Every run is in one chunk, and nothing was computed by the merge.
    for (const ranges of kept().values()) {
      const runs = ranges.flatMap(([first, count]) =>
        Array.from({ length: count }, (_, k) => first + k),
      );
      expect(runs.sort((a, b) => a - b)).toEqual(Array.from({ length: 400 }, (_, k) => k));
    }
  }, 60_000);
});

test("a file of runs that rotted since the plan was made, and is in none of its chunks, is named with the way out", async () => {
  const [design = ""] = readPlan().designs.map(({ digest }) => digest);
  // The first run was measured when the plan was made.
  const place = join(home, "shared", "chunks", design, "0-1.chunk");
  const bytes = readFileSync(place);
  bytes[bytes.length - 3] = (bytes[bytes.length - 3] as number) ^ 4;
  writeFileSync(place, bytes);
  const again = ["chunk", "merge", plan, "-o", "again", "-q"];
  const { code, err } = await cli(again);
  expect(err).toMatch(
    /runs 0 to 0 of design .* removed or damaged .* `panoptes chunk merge --compute`/s,
  );
  expect(code).toBe(2);
  expect((await cli([...again, "--compute"])).code).toBe(0);
  expect(hashOf("again")).toBe(hashOf("plain"));
}, 60_000);

test("a scenario file that changed since is named, and nothing is merged", async () => {
  writeFileSync(join(home, "quick.yaml"), scenario.replace("[1, 4]", "[1, 5]"));
  const { code, err, out } = await cli(["chunk", "merge", plan, "-o", "changed"]);
  writeFileSync(join(home, "quick.yaml"), scenario);
  expect(err).toMatch(/"quick\.yaml" has changed since the plan was made/);
  expect([code, out]).toEqual([2, ""]);
});

test("the shell commands of docs/cluster.md do what they say", async () => {
  const page = readFileSync(join(packageFolder, "docs", "cluster.md"), "utf8");
  const [byHand = "", loop = ""] = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(
    ([, text]) => text,
  );
  expect(loop).toContain("--shard $i/4");
  const script = byHand
    .replace(/^panoptes chunk run .*\n/m, loop)
    .replace("run brussels-wave --runs 2000", "run quick.yaml --no-baseline --runs 40");
  expect(script).toContain("quick.yaml");
  writeFileSync(
    join(home, "panoptes"),
    `#!/bin/sh\nexec "${process.execPath}" "${join(packageFolder, "dist/src/cli/main.js")}" "$@"\n`,
    { mode: 0o755 },
  );
  const shell = spawn("sh", ["-e"], {
    cwd: home,
    env: { ...process.env, PATH: `${home}:${process.env.PATH}` },
  });
  shell.stdin.end(script);
  const { code, err } = await finish(shell);
  expect(err).toMatch(/Computed 0 chunks, found/);
  expect(code).toBe(0);
  await cli(["run", "quick.yaml", "--no-baseline", "--runs", "40", "-o", "plain-run", "-q"]);
  expect(hashOf("results/wave")).toBe(hashOf("plain-run"));
}, 60_000);

test("a comparison in chunks gives the comparison, holders and all", async () => {
  writeFileSync(
    join(home, "dear.yaml"),
    scenario.replace("quick", "dear").replace(/^levers.*\n/m, "parameters: { choice.price: 3 }\n"),
  );
  const words = ["compare", "quick.yaml", "dear.yaml", "--runs", "6", "--json"];
  const expected = await cli(words);
  const made = await cli(["chunk", "plan", "--shared", "shared", ...words, "-q"]);
  const file = made.out.trim();
  expect((await cli(["chunk", "run", file, "-q"])).code).toBe(0);
  const merged = await cli(["chunk", "merge", file]);
  const timeless = (text: string): string => text.replaceAll(/"elapsed_seconds": [\d.]+/g, "");
  expect(merged.code).toBe(0);
  expect(timeless(merged.out)).toBe(timeless(expected.out));
}, 60_000);
