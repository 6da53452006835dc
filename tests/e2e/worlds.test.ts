import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { callCli, packageFolder } from "../support/cli.ts";

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

/** Files that the page shows, each under a line with its path. */
function filesIn(page: string): ReadonlyMap<string, string> {
  const blocks = page.matchAll(/^`([\w/-]+\.\w+)`:\n\n```\w+\n([\s\S]*?)^```/gm);
  return new Map([...blocks].map(([, path = "", text = ""]) => [path, text]));
}

describe("docs/worlds.md, from an empty folder", () => {
  const page = readFileSync(join(packageFolder, "docs", "worlds.md"), "utf8");
  const walk = page.slice(page.indexOf("## A world of three"), page.indexOf("## The tables"));
  const commands = [...walk.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) =>
    block.trim().split("\n"),
  );
  const empty = join(cwd, "walk");

  test("its three tables are checked, run, compared, reported and explained as it says", async () => {
    mkdirSync(empty);
    for (const [path, text] of filesIn(walk)) {
      mkdirSync(dirname(join(empty, path)), { recursive: true });
      writeFileSync(join(empty, path), text);
    }
    expect(commands).toHaveLength(5);
    const said: string[] = [];
    for (const command of commands) {
      const [npx, name, ...words] = command.split(" ");
      expect([npx, name]).toEqual(["npx", "panoptes"]);
      const { code, out, err } = await callCli(words, { cwd: empty });
      expect({ command, code, err: code === 0 ? "" : err }).toEqual({ command, code: 0, err: "" });
      said.push(out);
    }
    expect(said[0]).toContain("valid");
    const [ran, compared] = [said[1], said[2]].map((text) => JSON.parse(text ?? ""));
    expect(ran).toMatchObject({ scenario: { id: "mine" }, runs: { finished: 40 } });
    expect(JSON.stringify(compared)).toContain("adoption.share.budget");
    expect(readdirSync(join(empty, "results", "mine"))).toContain("countries.parquet");
    expect(readFileSync(join(empty, "loans.html"), "utf8")).toContain("Shoreland");
  });

  test("its table of segments makes a world of five", async () => {
    const table = filesIn(page).get("segments.csv") ?? "";
    writeFileSync(join(empty, "my-world", "segments.csv"), table);
    const { code, out } = await callCli(
      ["run", "loans.yaml", "-n", "3", "-j", "1", "--metric", "contracts.count", "--json"],
      { cwd: empty },
    );
    expect(code).toBe(0);
    expect(out).toContain("contracts.count.schools");
  });

  test("a changed cell is another world, and another run_id", async () => {
    const idOf = async () => {
      const { out } = await callCli(["run", "mine.yaml", "-n", "2", "-j", "1", "--json"], {
        cwd: empty,
      });
      return JSON.parse(out).run_id;
    };
    const before = await idOf();
    expect(before).toMatch(/^sha256:/);
    const path = join(empty, "my-world", "covariates.csv");
    writeFileSync(path, readFileSync(path, "utf8").replace("0.85", "0.86"));
    expect(await idOf()).not.toBe(before);
  });

  test("a scenario on it that extends the baseline is told why it cannot", async () => {
    const input =
      "schema: panoptes/scenario@1\nid: own\ntitle: Own\nextends: baseline\nworld: ./my-world\n";
    const { code, out } = await callCli(["validate", "-"], { cwd: empty, input });
    expect(code).toBe(3);
    expect(out).toContain("the world has apex and budget");
    expect(out).toContain("extends none that sets other suppliers");
  });

  test("what is wrong with its tables is told at once, with file, line, column and the way out", async () => {
    const broken = join(cwd, "broken");
    mkdirSync(broken);
    for (const [path, text] of filesIn(walk)) {
      if (!path.startsWith("my-world/")) continue;
      const bad = text.replace("12000000", "12,000,000").replace("SHORE,2015", "SHOR,2015");
      writeFileSync(
        join(broken, path.slice("my-world/".length)),
        bad.replace("apex,Apex,HILL", "apex,Apex,HIL"),
      );
    }
    const { code, out } = await call("world", "check", "broken");
    expect(code).toBe(3);
    for (const part of [
      "countries.csv:3:1",
      "put a value that holds a comma in quotes",
      "covariates.csv:4:1",
      'did you mean "SHORE"?',
      "suppliers.csv:2:11",
      'did you mean "HILL"?',
    ]) {
      expect(out).toContain(part);
    }
  });
});

describe("a world of one's own in threads", () => {
  test.each([
    ["tables", "scenarios/examples/cities/world"],
    ["a recipe", null],
  ])("%s give the same result_hash with one thread and with two", async (_, shipped) => {
    const folder = shipped === null ? "recipe" : join(packageFolder, shipped);
    if (shipped === null) {
      mkdirSync(join(cwd, folder));
      const generate = { ...RECIPE, network: "spatial", jurisdictions: 80 };
      writeFileSync(join(cwd, folder, "world.json"), JSON.stringify({ generate }));
    }
    const scenario = `schema: panoptes/scenario@1\nid: own\ntitle: Own\nworld: ${JSON.stringify(folder)}\n`;
    const hashes = [];
    for (const jobs of ["1", "2"]) {
      const words = ["run", "-", "-n", "12", "-j", jobs, "--json"];
      const { code, out } = await callCli(words, { cwd, input: scenario });
      expect(code).toBe(0);
      hashes.push(JSON.parse(out).result_hash);
    }
    expect(hashes[0]).toMatch(/^sha256:/);
    expect(hashes[1]).toBe(hashes[0]);
  });
});

const RECIPE = { generator: 1, degree: 6, rewire: 0.1, suppliers: 4, seed: "threads" };
