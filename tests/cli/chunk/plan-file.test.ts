import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { call } from "../../../src/cli/call.ts";
import { MODEL_VERSION } from "../../../src/core/version.ts";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { chunkComputer } from "../../../src/results/node/plans/compute-chunk.ts";
import {
  type ChunkPlan,
  chunkOf,
  PLAN_SCHEMA,
  writePlan,
} from "../../../src/results/node/plans/plan-file.ts";
import { setAside } from "../../../src/results/node/plans/set-aside.ts";
import { openShared, type SharedFolder } from "../../../src/results/node/plans/shared-folder.ts";
import { storeDesign } from "../../../src/results/node/plans/stored-design.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import { tinyCompiled, tinySettings } from "../../support/tiny-frame.ts";
import { terminalDouble } from "../terminal-double.ts";

let home = "";
let shared: SharedFolder;
let plan: ChunkPlan;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "panoptes-plan-"));
  shared = openShared(join(home, "shared"), { create: true });
  const design = makeDesign(tinyCompiled(), { count: 6, seed: "x", settings: [tinySettings()] });
  const world = await builtinWorld();
  plan = {
    schema: PLAN_SCHEMA,
    versions: {
      package: "0",
      model: MODEL_VERSION,
      data: world.ok ? world.value.version : "",
    },
    shared: shared.id,
    command: ["run", "baseline"],
    cwd: home,
    environment: {},
    inputs: [],
    cost: { msPerRun: 1, chunkSeconds: 1 },
    designs: [{ digest: storeDesign(shared, design), runs: 6 }],
    chunks: [
      [0, 0, 2],
      [0, 2, 2],
      [0, 4, 2],
    ],
  };
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Calls a command; gives back its exit code and everything it wrote. */
async function cli(...words: string[]) {
  return cliIn({}, ...words);
}

async function cliIn(environment: Record<string, string>, ...words: string[]) {
  const terminal = terminalDouble({ environment });
  const code = await call(words, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

const written = (change: object = {}): string =>
  writePlan(shared, { ...plan, ...change } as ChunkPlan);

describe("a plan that cannot be gone on with", () => {
  test.each<[string, (plan: ChunkPlan) => object, RegExp]>([
    [
      "of another layout",
      () => ({ schema: "panoptes/plan@0" }),
      /layout panoptes\/plan@0.*plan again/,
    ],
    ["no plan", () => ({ schema: "panoptes/results@1" }), /is no plan/],
    [
      "of another model",
      ({ versions }) => ({ versions: { ...versions, model: "0.0.1" } }),
      /of model 0\.0\.1, and this Panoptes has model .* plan again/,
    ],
    [
      "of other tables",
      ({ versions }) => ({ versions: { ...versions, data: "1999.1" } }),
      /of the tables 1999\.1/,
    ],
    ["of another shared folder", () => ({ shared: "another" }), /belongs to shared folder another/],
    ["damaged", () => ({ chunks: [[7, 0, 1]] }), /is damaged: plan again/],
    ["without versions", () => ({ versions: undefined }), /is damaged: plan again/],
    ["with a chunk that is none", () => ({ chunks: [null] }), /is damaged: plan again/],
    ["with a design that is none", () => ({ designs: [null] }), /is damaged: plan again/],
    ["with a command of numbers", () => ({ command: ["run", 2] }), /is damaged: plan again/],
    ["without what it was read from", () => ({ inputs: [{ name: 1 }] }), /is damaged: plan again/],
  ])("because it is %s says so, and computes nothing", async (_, change, says) => {
    for (const verb of ["run", "status", "merge"]) {
      const { code, out, err } = await cli("chunk", verb, written(change(plan)));
      expect(err).toMatch(says);
      expect([code, out]).toEqual([2, ""]);
    }
  });

  test("because it is not there, or not JSON, says so", async () => {
    expect((await cli("chunk", "run", "nowhere.json")).err).toMatch(
      /"nowhere\.json" cannot be read: there is no such file/,
    );
    writeFileSync(join(home, "text.json"), "nothing");
    expect((await cli("chunk", "status", join(home, "text.json"))).err).toMatch(/not JSON/);
  });
});

test("a plan is of the folder that holds it, and of the variable's only where it lies elsewhere", async () => {
  const other = openShared(join(home, "other"), { create: true });
  const path = written();
  expect((await cliIn({ PANOPTES_SHARED: other.path }, "chunk", "status", path)).code).toBe(5);
  expect((await cli("chunk", "status", path, "--shared", other.path)).err).toMatch(/belongs to/);
  const copy = join(home, "copy.json");
  copyFileSync(path, copy);
  expect((await cliIn({ PANOPTES_SHARED: shared.path }, "chunk", "status", copy)).code).toBe(5);
  expect((await cli("chunk", "status", copy)).err).toMatch(/is no shared folder/);
});

test("a plugin that is allowed by its name in place of its digest is refused", async () => {
  const { code, err } = await cli("chunk", "run", written(), "--allow-plugin", "campaign.js");
  expect(err).toMatch(/digest of a module, sha256: and 64 hexadecimal digits; got "campaign\.js"/);
  expect(code).toBe(2);
});

test("chunks that a plan does not have are refused with those it has", async () => {
  const path = written();
  expect((await cli("chunk", "run", path, "-i", "3")).err).toMatch(
    /no chunk 3: the plan has 3, numbered from 0 to 2/,
  );
  expect((await cli("chunk", "run", path, "-i", "x")).err).toMatch(
    /-i wants the number of a chunk/,
  );
  expect((await cli("chunk", "run", path, "--shard", "3/3")).err).toMatch(
    /--shard wants i\/n with i from 0/,
  );
  expect((await cli("chunk", "run", path, "--shard", "0/2", "-i", "1")).err).toMatch(/choose one/);
});

test("the state of a plan names what is finished, missing and set aside, and what to do", async () => {
  const path = written();
  await chunkComputer(shared, inlineExecutor()).compute(chunkOf(plan, 0));
  setAside(shared, { ...chunkOf(plan, 2), reason: "no room on the disk", runs: [] });
  const { code, out } = await cli("chunk", "status", path);
  expect(code).toBe(5);
  expect(out.split("\n")).toEqual([
    "3 chunks: 1 finished, 1 missing, 1 set aside",
    "Missing: 1",
    `  panoptes chunk run ${path} -i 1`,
    "Set aside: 2 (runs 4 to 5): no room on the disk",
    `  to try again: panoptes chunk run ${path} -i 2`,
    "",
  ]);
  await chunkComputer(shared, inlineExecutor()).compute(chunkOf(plan, 1));
  const json = await cli("chunk", "status", path, "--json");
  expect(json.code).toBe(0);
  expect(JSON.parse(json.out)).toMatchObject({
    chunks: 3,
    finished: 2,
    missing: [],
    aside: [{ chunk: 2, first: 4, count: 2, reason: "no room on the disk" }],
  });
});

describe("what cannot be planned", () => {
  test.each<[string, string[], RegExp]>([
    ["a command that runs nothing", ["params"], /"params" cannot be planned.*run, compare, sweep/],
    ["a search that decides as it goes", ["tradeoff", "baseline"], /"tradeoff" cannot be planned/],
    [
      "runs until they are precise",
      ["sweep", "x.yaml", "--precise", "a=1"],
      /--precise .*fix their number with --runs/,
    ],
    [
      "variants chosen by a result",
      ["compare", "a", "b", "--leave-one-out"],
      /--leave-one-out .*drop it/,
    ],
    ["what is to be kept nowhere", ["run", "baseline", "--no-reuse"], /--no-reuse computes here/],
    ["standard input", ["run", "-"], /cannot be read again .* save the scenario as a file/],
  ])("is %s, with the way out", async (_, words, says) => {
    const { code, err } = await cli("chunk", "plan", "--shared", join(home, "shared"), ...words);
    expect(err).toMatch(says);
    expect(code).toBe(2);
  });

  test("is anything as long as no shared folder is named", async () => {
    const { code, err } = await cli("chunk", "plan", "run", "baseline", "-n", "2");
    expect(err).toMatch(/--shared <folder> \(or PANOPTES_SHARED, or a results folder with -o\)/);
    expect(code).toBe(2);
  });
});

describe("flags for other machines", () => {
  test("refuse an engine that is not known", async () => {
    const { code, err } = await cli(
      "run",
      "baseline",
      "--engine",
      "ray://user:secret@host",
      "-n",
      "2",
    );
    expect(err).toMatch(/--engine "ray" is no engine/);
    expect(err).not.toContain("secret");
    expect(code).toBe(2);
  });

  test("refuse --dry-run where nothing would be submitted", async () => {
    expect((await cli("run", "baseline", "--dry-run")).err).toMatch(
      /--dry-run .* name one with --engine/,
    );
  });

  test("refuse a time for chunks that is none", async () => {
    const words = ["chunk", "plan", "--shared", join(home, "shared"), "--chunk-seconds"];
    expect((await cli(...words, "soon", "run", "baseline")).err).toMatch(
      /--chunk-seconds wants a number of seconds above 0/,
    );
  });
});
