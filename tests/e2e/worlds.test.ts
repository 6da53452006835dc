import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { callCli } from "../support/cli.ts";

vi.setConfig({ testTimeout: 60_000 });

const cwd = mkdtempSync(join(tmpdir(), "panoptes-worlds-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const call = (...argv: string[]) => callCli(argv, { cwd });
const bytesOf = (folder: string) =>
  readdirSync(join(cwd, folder)).map((name) => readFileSync(join(cwd, folder, name), "utf8"));

describe("panoptes world generate", () => {
  test("writes the same valid tables for the same words, and nothing beside them", async () => {
    const words = ["--jurisdictions", "60", "--network", "spatial", "--seed", "seven"];
    const made = await call("world", "generate", "one", ...words, "-q");
    expect(made).toEqual({ code: 0, out: "one\n", err: "" });
    await call("world", "generate", "two", ...words, "--progress", "json");
    expect(bytesOf("one")).toEqual(bytesOf("two"));
    expect(readdirSync(cwd).sort()).toEqual(["one", "two"]);
    expect((await call("world", "check", "one")).out).toContain("60 countries, 3 suppliers");
  });

  test("tells its progress as JSON lines on stderr", async () => {
    const { err } = await call(
      "world",
      "generate",
      "p",
      "--progress",
      "json",
      "-q",
      "--suppliers",
      "1",
    );
    expect(err).toBe("");
    const loud = await call("world", "generate", "p2", "--progress", "json");
    const events = loud.err.split("\n").filter((line) => line.startsWith("{"));
    expect(events.map((line) => JSON.parse(line).part)).toEqual([
      ...["values", "network", "tables"],
      ...["countries.csv", "covariates.csv", "suppliers.csv", "ties.csv", "world.json"],
    ]);
  });

  test("never writes over anything, and takes an empty folder", async () => {
    mkdirSync(join(cwd, "full"));
    writeFileSync(join(cwd, "full", "mine.txt"), "kept");
    mkdirSync(join(cwd, "empty"));
    const refused = await call("world", "generate", "full");
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('"full" is there already and holds something');
    expect(readdirSync(join(cwd, "full"))).toEqual(["mine.txt"]);
    expect((await call("world", "generate", "empty")).code).toBe(0);
    const file = await call("world", "generate", join("full", "mine.txt"));
    expect(file).toMatchObject({ code: 2, out: "" });
  });

  test("tells every wrong value of a recipe, and writes nothing", async () => {
    const words = ["--jurisdictions", "2000000", "--network", "ring", "--degree", "3"];
    const { code, err } = await call("world", "generate", "none", ...words);
    expect(code).toBe(2);
    for (const part of ["2 to 1,000,000", "scale-free, small-world, spatial", "degree is 3"]) {
      expect(err).toContain(part);
    }
    expect(readdirSync(cwd)).not.toContain("none");
    expect((await call("world", "generate", "none", "--degree", "x")).err).toContain(
      '--degree wants a number, got "x"',
    );
  });

  test("beyond 100,000 jurisdictions writes the recipe alone, and commands take the folder as a world", async () => {
    const made = await call(
      "world",
      "generate",
      "large",
      "--jurisdictions",
      "100001",
      "--suppliers",
      "2",
    );
    expect(made.code).toBe(0);
    expect(readdirSync(join(cwd, "large"))).toEqual(["world.json"]);
    const { out } = await call("world", "check", "large");
    expect(out).toMatch(/100.001 countries, 2 suppliers/);
  });
});
