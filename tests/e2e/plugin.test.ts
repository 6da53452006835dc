import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { callCli } from "../support/cli.ts";
import { workedExample } from "../support/contributing.ts";

// The worked example of CONTRIBUTING.md, as somebody who follows it would.

vi.setConfig({ testTimeout: 60_000 });

const cwd = mkdtempSync(join(tmpdir(), "panoptes-example-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

beforeAll(() => {
  const { module, scenario } = workedExample();
  writeFileSync(join(cwd, "campaign.js"), module);
  writeFileSync(join(cwd, "talk.yaml"), scenario);
});

const call = (...argv: string[]) => callCli(argv, { cwd });
const plugin = ["--plugin", "./campaign.js"];

test("its scenario is valid with the plugin, and each of its words is unknown without", async () => {
  expect(await call("validate", "talk.yaml", ...plugin)).toMatchObject({ code: 0 });
  const { code, out } = await call("validate", "talk.yaml");
  expect(code).toBe(3);
  expect(out).toContain('unknown parameter "campaign.outcry"');
  expect(out).toContain('unknown verb "fund_campaign"');
  expect(out).toContain('unknown outcome "campaign.awareness"');
});

test("its parameters are listed like the others", async () => {
  const { out } = await call("params", "campaign", "--json", ...plugin);
  expect(JSON.parse(out)).toMatchObject([
    { id: "campaign.speed", unit: "1/yr", default: 1, low: 0.1, high: 3 },
    { id: "campaign.outcry", default: 0.5 },
  ]);
});

test("it changes nothing before its date, and raises backlash after it", async () => {
  const run = async (at: string) => {
    const few = ["-n", "6", "-j", "2", "--json", "--at", at];
    const { code, out } = await call("run", "talk.yaml", ...few, ...plugin);
    expect(code).toBe(0);
    const { outcomes } = JSON.parse(out);
    return (id: string) => outcomes[id].at[at];
  };
  const before = await run("2026Q4");
  expect(before("backlash.mean").against_reference).toMatchObject({ higher: 0, lower: 0, same: 6 });
  expect(before("campaign.awareness").mean).toBe(0);
  const after = await run("2027Q4");
  expect(after("backlash.mean").against_reference.lower).toBe(0);
  expect(after("backlash.mean").against_reference.higher).toBeGreaterThan(0);
  expect(after("campaign.awareness").mean).toBeGreaterThan(0);
});

test("a results folder names it, and its report asks for the same file", async () => {
  const few = ["-n", "3", "-j", "1", "--no-baseline"];
  const { code } = await call("run", "talk.yaml", ...few, "-o", "results", ...plugin);
  expect(code).toBe(0);
  const manifest = JSON.parse(readFileSync(join(cwd, "results", "manifest.json"), "utf8"));
  expect(manifest.scenario.plugins).toEqual([expect.stringMatching(/^sha256:[0-9a-f]{64}$/)]);
  const { out } = await call("report", "results", "-o", "-", "--no-baseline", ...plugin);
  expect(out).toContain("fund_campaign");
  const without = await call("report", "results", "-o", "-");
  expect(without.code).toBe(3);
  expect(without.err).toContain("name the same files with --plugin");
});

test("what it defines is shown in full and compared", async () => {
  const { out } = await call("scenario", "show", "talk.yaml", "--resolved", ...plugin);
  expect(out).toMatch(/campaign\.outcry: 1\.5/);
  expect(out).toMatch(/fund_campaign:\n {8}effort: 0\.6/);
  const diff = await call("diff", "baseline", "talk.yaml", "--json", ...plugin);
  expect(JSON.parse(diff.out)).toMatchObject([
    { path: "parameters.campaign.outcry", from: 0.5, to: 1.5 },
    { path: "interventions.talk", from: null },
  ]);
});

test.each([
  ["is missing", "nowhere.js", null, 2, "plugin nowhere.js cannot be read: there is no such file"],
  ["throws", "throws.js", "throw new Error('no luck');\nexport {};\n", 3, "no luck"],
  [
    "defines what is built in",
    "builtin.js",
    'export default ({ defineProcess }) => defineProcess({ id: "choose", definition: "x", after: "choose", run() {} });\n',
    3,
    'process "choose" is built in',
  ],
])("a plugin that %s ends the command before anything runs", async (_, name, text, code, said) => {
  if (text !== null) writeFileSync(join(cwd, name), text);
  const done = await call("run", "baseline", "-n", "1", "--plugin", name);
  expect(done).toMatchObject({ code, out: "" });
  expect(done.err).toContain(`plugin ${name}`);
  expect(done.err).toContain(said);
});

test("a process that throws fails its runs, with their seeds and the reason", async () => {
  writeFileSync(
    join(cwd, "fails.js"),
    `export default ({ defineProcess }) => defineProcess({
       id: "fails", definition: "Fails.", after: "react",
       run(_model, { step }) { if (step === 3) throw new Error("out of luck at step 3"); },
     });\n`,
  );
  const done = await call("run", "baseline", "-n", "2", "--json", "--plugin", "fails.js");
  expect(done.code).toBe(4);
  expect(done.err).toContain("out of luck at step 3");
});
