import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { callCli, packageFolder } from "../support/cli.ts";

const folder = mkdtempSync(join(tmpdir(), "panoptes-cli-"));
const inFolder = (name: string) => join(folder, name);
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("validate", () => {
  const wrong = [
    "schema: panoptes/scenario@1",
    "id: wrong",
    "title: Wrong",
    "extends: baseline",
    "parameters:",
    "  choice.prise: 2",
    "interventions:",
    "  - id: window",
    "    at: 2027Q1",
    "    until: 2026Q4",
    "    who: [DEU, FRN]",
    "    do: { subsidise: { supplier: europe, share: 0.3 } }",
    "",
  ].join("\n");

  test("valid scenarios are called valid, several at once", async () => {
    const { code, out } = await callCli(["validate", "baseline", "silk-road-2"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^valid {2}baseline: /m);
    expect(out).toMatch(/^valid {2}silk-road-2: 1 intervention, extends baseline$/m);
  });

  test("all problems are shown with their place and a suggestion, and exit with 3", async () => {
    writeFileSync(inFolder("wrong.yaml"), wrong);
    const { code, out } = await callCli(["validate", "wrong.yaml"], { cwd: folder });
    expect(code).toBe(3);
    expect(out).toContain("--> wrong.yaml:6:3");
    expect(out).toContain('did you mean "choice.price"?');
    expect(out).toMatch(/wrong\.yaml:1[01]:/);
    expect(out).toContain('did you mean "FRA"');
    expect(out).toMatch(/3 errors\. Nothing was run\. +Explain a code: panoptes help E/);
  });

  test("--json holds every problem with line and column, with the same exit code", async () => {
    const { code, out } = await callCli(["validate", "-", "--json"], { input: wrong });
    expect(code).toBe(3);
    const { valid, problems } = JSON.parse(out);
    expect(valid).toBe(false);
    expect(problems).toHaveLength(3);
    expect(problems[0]).toMatchObject({ severity: "error", line: 6, column: 3 });
  });

  test("a setting is checked like the file", async () => {
    const { code, out } = await callCli(["validate", "baseline", "-s", "contract.failure=2"]);
    expect(code).toBe(3);
    expect(out).toContain("--set:1:");
  });
});

describe("scenarios", () => {
  test("list names what can be run", async () => {
    const { out } = await callCli(["scenario", "list", "--json"]);
    expect(JSON.parse(out).map(({ id }: { id: string }) => id)).toContain("baseline");
  });

  test("show prints the file as it is, --resolved a whole that stands for the same", async () => {
    const plain = await callCli(["scenario", "show", "silk-road-2"]);
    const file = join(packageFolder, "scenarios", "silk-road-2.yaml");
    expect(plain.out).toBe(readFileSync(file, "utf8"));
    const whole = await callCli(["scenario", "show", "silk-road-2", "--resolved"]);
    expect(whole.out).not.toContain("extends:");
    writeFileSync(inFolder("whole.yaml"), whole.out);
    const { out } = await callCli(["diff", "silk-road-2", inFolder("whole.yaml"), "--json"]);
    expect(JSON.parse(out)).toEqual([]);
  });

  test("show --resolved has the settings in it, without it they are refused", async () => {
    const set = ["scenario", "show", "baseline", "-s", "choice.price=3.25"];
    expect((await callCli([...set, "--resolved"])).out).toMatch(/choice\.price: 3\.25/);
    expect((await callCli(set)).code).toBe(2);
  });

  test("new writes a scenario that is valid, and never over a file", async () => {
    const first = await callCli(["scenario", "new", "my-idea"], { cwd: folder });
    expect({ code: first.code, out: first.out }).toEqual({ code: 0, out: "my-idea.yaml\n" });
    expect((await callCli(["validate", "my-idea.yaml"], { cwd: folder })).code).toBe(0);
    const again = await callCli(["scenario", "new", "my-idea"], { cwd: folder });
    expect(again.code).toBe(2);
    expect(again.err).toContain("is there already");
    const odd = await callCli(["scenario", "new", "My Idea!"], { cwd: folder });
    expect(odd.code).toBe(2);
  });
});

describe("diff", () => {
  test("shows inputs that differ, with the reason", async () => {
    const { code, out } = await callCli(["diff", "baseline", "silk-road-2", "-f", "table"]);
    expect(code).toBe(0);
    expect(out).toMatch(/interventions\.soft-loans +\(none\) +finance china/);
  });

  test("a scenario and itself do not differ", async () => {
    const { out } = await callCli(["diff", "baseline", "baseline", "-f", "table"]);
    expect(out).toContain("have the same inputs");
  });
});

describe("world", () => {
  test("the shipped world is valid", async () => {
    const { code, out } = await callCli(["world", "check"]);
    expect(code).toBe(0);
    expect(out).toContain("197 countries, 6 suppliers");
  });

  test("a folder that is none is invalid", async () => {
    const { code, out } = await callCli(["world", "check", inFolder("none"), "--json"]);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ valid: false, problems: [{ code: "E425" }] });
  });

  test("show counts what was observed and what was imputed", async () => {
    const { out } = await callCli(["world", "show", "-f", "table"]);
    expect(out).toMatch(/aigs-2019 +176 +75 /);
    expect(out).toMatch(/countries +homicide +\d+/);
  });

  test("network measures who looks to whom and writes GEXF", async () => {
    const file = inFolder("peers.gexf");
    const { code, out } = await callCli(["world", "network", "--json", "--gexf", file]);
    expect(code).toBe(0);
    expect(JSON.parse(out).countries).toBe(197);
    expect(readFileSync(file, "utf8")).toContain("<gexf");
  });
});

describe("report", () => {
  test("is one file on a scenario, its path is the result", async () => {
    const file = inFolder("r.html");
    const { code, out } = await callCli(["report", "silk-road-2", "-n", "4", "-o", file]);
    expect({ code, out }).toEqual({ code: 0, out: `${file}\n` });
    expect(readFileSync(file, "utf8")).toMatch(/^<!doctype html>/);
  });

  test("comes out the same, byte for byte, from run --report", async () => {
    const file = inFolder("same.html");
    await callCli(["report", "silk-road-2", "-n", "4", "-o", file]);
    const alone = readFileSync(file, "utf8");
    const place = inFolder("with-report");
    const beside = join(place, "report.html");
    const run = ["run", "silk-road-2", "-n", "4"];
    const { code } = await callCli([...run, "-o", place, "--report", beside]);
    expect(code).toBe(0);
    expect(readFileSync(beside, "utf8")).toBe(alone.replaceAll(file, beside));
    expect(existsSync(join(place, "manifest.json"))).toBe(true);
  });

  test("is on one scenario only, and its place is looked at before anything runs", async () => {
    const two = await callCli(["run", "set-a", "set-b", "--report", inFolder("two.html")]);
    expect({ code: two.code, out: two.out }).toEqual({ code: 2, out: "" });
    expect(two.err).toContain("a report is on one scenario");
    writeFileSync(inFolder("no-folder"), "");
    const place = inFolder("no-folder/r.html");
    const { code, err } = await callCli(["run", "baseline", "--report", place]);
    expect(code).toBe(2);
    expect(err).toMatch(/cannot write ".*no-folder\/r\.html"/);
  });

  test("on a results folder repeats its runs and compares the result hash", async () => {
    const place = inFolder("results");
    await callCli(["run", "baseline", "-n", "4", "--seed", "7", "-o", place]);
    const { code, out } = await callCli(["report", place]);
    expect({ code, out }).toEqual({ code: 0, out: `${join(place, "report.html")}\n` });
    const manifest = join(place, "manifest.json");
    const changed = JSON.parse(readFileSync(manifest, "utf8"));
    changed.scenario.parameters["contract.term"] += 1;
    writeFileSync(manifest, JSON.stringify(changed));
    const refused = await callCli(["report", place]);
    expect(refused.code).toBe(3);
    expect(refused.err).toContain("holds other numbers than its scenario gives");
  });

  test("a folder without results, and settings on results, are refused", async () => {
    const { code, err } = await callCli(["report", folder]);
    expect(code).toBe(3);
    expect(err).toContain("is not a results folder");
    const set = await callCli(["report", folder, "--runs", "5"]);
    expect(set.code).toBe(2);
  });
});

describe("the rest", () => {
  test("an unknown command is answered with the nearest", async () => {
    const { code, out, err } = await callCli(["rnu", "x.yaml"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toBe('error: no command "rnu". Did you mean "run"?\n');
  });

  test("--version is the package's, with --json also of model, data and build", async () => {
    const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
    expect((await callCli(["--version"])).out).toBe(`${version}\n`);
    const { out } = await callCli(["--version", "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      panoptes: version,
      build: expect.stringMatching(/^sha256:/),
      data_digest: expect.stringMatching(/^sha256:/),
    });
  });

  test.each(["bash", "zsh", "fish"])("completion %s prints a script", async (shell) => {
    const { code, out } = await callCli(["completion", shell]);
    expect(code).toBe(0);
    expect(out).toContain("panoptes complete --");
  });

  test("completion offers commands, flags, scenarios and parameters", async () => {
    const offered = async (...words: string[]) =>
      (await callCli(["complete", "--", ...words])).out.split("\n").map((l) => l.split("\t")[0]);
    expect(await offered("ru")).toContain("run");
    expect(await offered("run", "--ru")).toContain("--runs");
    expect(await offered("run", "silk")).toContain("silk-road-2");
    expect(await offered("run", "baseline", "--set", "choice.pr")).toContain("choice.price=");
    expect(await offered("world", "")).toEqual(expect.arrayContaining(["check", "network"]));
  });
});
