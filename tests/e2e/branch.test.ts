import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseForeign } from "../../src/scenario/node/scenario.ts";
import { callCli } from "../support/cli.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const cwd = mkdtempSync(join(tmpdir(), "panoptes-branch-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const few = ["-n", "4", "-j", "2", "--no-baseline"];
const call = (...argv: string[]) => callCli(argv, { cwd });
const scenario = (id: string, from: string, rest = ""): string =>
  `schema: panoptes/scenario@1\nid: ${id}\ntitle: ${id}\nextends: baseline\nbranch: { from: ${from}, at: 2031Q1 }\n${rest}`;
const pause =
  "interventions:\n  - { id: pause, at: 2031Q1, until: 2033Q4, who: all, do: { moratorium: {} } }\n";

const hashOf = async (...argv: string[]): Promise<string> =>
  JSON.parse((await call("run", ...argv, ...few, "--json")).out).result_hash;

beforeAll(async () => {
  writeFileSync(join(cwd, "late.yaml"), scenario("late", "silk-road-2", pause));
  const { code } = await call("run", "late.yaml", ...few, "-o", "results");
  expect(code).toBe(0);
});

test("a branch is its trunk's run until its date, and then its own", async () => {
  const at = async (name: string, period: string) => {
    const { out } = await call("run", name, ...few, "--json", "--at", period);
    return JSON.parse(out).outcomes["contracts.count"].at[period];
  };
  expect(await at("late.yaml", "2030Q4")).toEqual(await at("silk-road-2", "2030Q4"));
  const [branched, trunk] = [await at("late.yaml", "2033Q4"), await at("silk-road-2", "2033Q4")];
  expect(branched.mean).toBeLessThan(trunk.mean);
});

test("manifest, run_id and the comparison of inputs know it", async () => {
  const manifest = JSON.parse(readFileSync(join(cwd, "results", "manifest.json"), "utf8"));
  expect(manifest.scenario.branch).toMatchObject({
    from: "silk-road-2",
    at: 2031,
    trunk: { id: "silk-road-2" },
  });
  writeFileSync(join(cwd, "other.yaml"), scenario("late", "brussels-wave", pause));
  const other = JSON.parse((await call("run", "other.yaml", ...few, "--json")).out);
  expect(other.run_id).not.toBe(manifest.run_id);
  const { out } = await call("diff", "late.yaml", "other.yaml", "--json");
  expect(JSON.parse(out)).toContainEqual(
    expect.objectContaining({ path: "branch.from", from: "silk-road-2", to: "brussels-wave" }),
  );
});

test("written out whole it needs no other file and gives the same", async () => {
  const { out } = await call("scenario", "show", "late.yaml", "--resolved");
  expect(out).toMatch(/^branch:\n {2}at: 2031Q1\n {2}from:\n {4}schema: /m);
  writeFileSync(join(cwd, "whole.yaml"), out);
  expect(await hashOf("whole.yaml")).toBe(await hashOf("late.yaml"));
});

test("a results folder stands for the scenario that it was made with", async () => {
  writeFileSync(join(cwd, "again.yaml"), scenario("again", "results", pause));
  // The trunk is itself a branch with the same measure: nothing differs from it.
  expect(await hashOf("again.yaml")).toBe(await hashOf("late.yaml"));
  const { code, out } = await call("validate", "again.yaml", "-s", "branch.from=.");
  expect(code).toBe(3);
  expect(out).toContain('"." is a folder without results of this version');
});

test("its report is made from its folder, with the same hash", async () => {
  const { code } = await call("report", "results", "--no-baseline");
  expect(code).toBe(0);
  expect(readFileSync(join(cwd, "results", "report.html"), "utf8")).toContain("branch.at");
});

describe("a document from outside", () => {
  test.each([
    ["a file", "{ from: ./secret.yaml, at: 2031Q1 }"],
    ["a results folder", "{ from: ./results, at: 2031Q1 }"],
    [
      "a file that a trunk in place extends",
      "{ at: 2031Q1, from: { schema: panoptes/scenario@1, id: x, title: X, extends: ./secret.yaml } }",
    ],
  ])("cannot branch off %s", async (_, branch) => {
    writeFileSync(join(cwd, "secret.yaml"), "schema: panoptes/scenario@1\nid: s\ntitle: Secret\n");
    const text = `schema: panoptes/scenario@1\nid: x\ntitle: X\nbranch: ${branch}\n`;
    const { ok, problems, texts } = await parseForeign(text, join(cwd, "outside.yaml"));
    expect(ok).toBe(false);
    expect(problems.map(({ code }) => code)).toEqual([expect.stringMatching(/^E(280|314)$/)]);
    expect([...texts.values()].join()).not.toContain("Secret");
  });
});
