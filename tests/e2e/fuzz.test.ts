import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Command } from "commander";
import { afterAll, expect, test } from "vitest";
import { runChunk } from "../../src/experiments/chunk.ts";
import { openKernel } from "../../src/experiments/kernel.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Compiled } from "../../src/scenario/compiled.ts";
import { parseScenario } from "../../src/scenario/parse.ts";
import { checkWorld } from "../../src/scenario/world/check-world.ts";
import type { World } from "../../src/scenario/world/world.ts";
import { terminalDouble } from "../cli/terminal-double.ts";
import { builtinTexts } from "../golden/places.ts";
import { shippedWorld } from "../golden/spine.ts";
import { SMALL } from "../scenario/world/small-world.ts";
import { packageFolder } from "../support/cli.ts";
import { type Choices, choicesOf, mutateScenario, mutateTable } from "../support/mutate.ts";

// Scenarios, tables and command lines that are broken where their format has places to break. A few by
// default; PANOPTES_FUZZ=10000 makes as many. Seeds that found something stay here.

const total = Number(process.env.PANOPTES_FUZZ ?? 300);
const shares = { scenarios: 0.6, tables: 0.25, lines: 0.15 };
const regressions = { scenarios: [], tables: [], lines: [] } as Record<
  keyof typeof shares,
  readonly string[]
>;

const seeds = (kind: keyof typeof shares): readonly string[] => [
  ...regressions[kind],
  ...Array.from({ length: Math.ceil(total * shares[kind]) }, (_, k) => `${kind} ${k + 1}`),
];

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Does something for every seed; names the seed that fails, and holds memory level over the later part. */
async function forAll(
  kind: keyof typeof shares,
  use: (choices: Choices) => Promise<string>,
): Promise<ReadonlyMap<string, number>> {
  const all = seeds(kind);
  const ends = new Map<string, number>();
  let base = 0;
  for (const [k, seed] of all.entries()) {
    if (k === Math.floor(all.length / 5)) {
      collect();
      base = process.memoryUsage().heapUsed;
    }
    const begun = performance.now();
    try {
      const end = await use(choicesOf(seed));
      ends.set(end, (ends.get(end) ?? 0) + 1);
    } catch (error) {
      throw new Error(`seed "${seed}": ${error instanceof Error ? error.stack : error}`);
    }
    const took = performance.now() - begun;
    if (took > 60_000) throw new Error(`seed "${seed}" took ${Math.round(took / 1000)} s`);
  }
  collect();
  const grown = (process.memoryUsage().heapUsed - base) / 1e6;
  if (total > 300)
    console.log(kind, all.length, Object.fromEntries(ends), `${grown.toFixed(1)} MB`);
  expect(grown).toBeLessThan(30);
  return ends;
}

/** Runs what was accepted: a run gives a hash or a reason, never an error of its own. */
function runOnce(compiled: Compiled): string {
  const design = makeDesign(compiled, { count: 1, seed: "1" });
  const { hashes, failures } = runChunk(openKernel(design), 0, 1);
  if (failures.length === 0) {
    expect(hashes[0]).toMatch(/^[0-9a-f]{32}$/);
    return "ran";
  }
  expect(failures[0]?.reason.length).toBeGreaterThan(10);
  return "failed";
}

function expectTold(problems: readonly { readonly message: string; readonly code: string }[]) {
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThan(500);
  for (const { message, code } of problems) {
    expect(code).toMatch(/^[EW]\d{3}$/);
    expect(message.length).toBeGreaterThan(5);
    expect(message.length).toBeLessThan(2000);
    expect(message).not.toMatch(/undefined|\[object|is not a function|Cannot read/);
  }
}

const world: World = await shippedWorld();
const texts = await builtinTexts();
const scenarioTexts = Object.values(texts);

const parse = (text: string, on: World = world) =>
  parseScenario(text, {
    file: "fuzz.yaml",
    key: "fuzz.yaml",
    resolve: async (name) =>
      name in texts
        ? { ok: true, value: { text: texts[name] ?? "", file: name, key: name }, problems: [] }
        : {
            ok: false,
            problems: [
              {
                code: "E140",
                severity: "error",
                message: `no scenario "${name.slice(0, 40)}"`,
                path: [],
              },
            ],
          },
    world: on,
  });

test("scenarios are refused with their problems, or run", async () => {
  const ends = await forAll("scenarios", async (choices) => {
    const text = mutateScenario(choices, choices.one(scenarioTexts), scenarioTexts);
    const parsed = await parse(text);
    if (parsed.ok) return runOnce(compileScenario(parsed.value, world));
    expectTold(parsed.problems);
    return "refused";
  });
  expect(ends.get("refused")).toBeGreaterThan(0);
  expect(ends.get("ran")).toBeGreaterThan(0);
}, 3_600_000);

test("tables are refused with their problems, or make a world that runs", async () => {
  const plain = `schema: panoptes/scenario@1\nid: plain\ntitle: Plain\n`;
  const ends = await forAll("tables", async (choices) => {
    const files = new Map(Object.entries(SMALL));
    for (let k = choices.one([1, 1, 2]); k > 0; k--) {
      const file = choices.one([...files.keys()]);
      files.set(file, mutateTable(choices, files.get(file) ?? ""));
    }
    const checked = checkWorld(files, "fuzz");
    if (!checked.ok) {
      expectTold(checked.problems);
      return "refused";
    }
    const parsed = await parse(plain, checked.value);
    if (!parsed.ok) {
      expectTold(parsed.problems);
      return "refused with its scenario";
    }
    return runOnce(compileScenario(parsed.value, checked.value));
  });
  expect(ends.get("refused")).toBeGreaterThan(0);
  expect(ends.get("ran")).toBeGreaterThan(0);
}, 3_600_000);

const built = (name: string) =>
  import(pathToFileURL(join(packageFolder, "dist", "src", "cli", name)).href);
const { call } = (await built("call.js")) as typeof import("../../src/cli/call.ts");
const { buildProgram } = (await built("program.js")) as typeof import("../../src/cli/program.ts");

const home = mkdtempSync(join(tmpdir(), "panoptes-fuzz-"));
const before = process.cwd();
afterAll(() => {
  process.chdir(before);
  rmSync(home, { recursive: true, force: true });
});

/** Every command with its words; without those that stay, fit for minutes, or change the shell. */
function commandsOf(command: Command, words: readonly string[] = []): [string[], Command][] {
  const own: [string[], Command][] = words.length > 0 ? [[[...words], command]] : [];
  const below = command.commands.flatMap((one) => commandsOf(one, [...words, one.name()]));
  return [...own, ...below].filter(
    ([[first]]) => !/^(serve|calibrate|complete)$/.test(first ?? ""),
  );
}

const commands = commandsOf(
  buildProgram({ terminal: terminalDouble(), exitWith: () => {}, words: [] }),
);

/** Values that flags and arguments get, sound and unsound. Nothing of them lies outside the folder. */
const given = [
  ..."baseline silk-road-2 set-a good.yaml bad.yaml missing.yaml folder out out.csv out.parquet - 1 2 0 -1".split(
    " ",
  ),
  ..."1e3 1e99 NaN china KEN all 2031Q2 2031Q9 adoption.share adoption.share.china json table csv x=y".split(
    " ",
  ),
  ..."choice.price=2 choice.price=x E101 suppliers.usa.price http://example.org/#/explore?s=baseline&v=1".split(
    " ",
  ),
  "",
  " ",
  "\u0000",
  "é\u{1f600}",
  "x".repeat(3000),
  "--",
  "--help",
  "__proto__",
  "select 1",
];

const scenarios = ["baseline", "silk-road-2", "good.yaml", "-", "set-a"];

/** Keeps what is sound from taking long. */
const short: Readonly<Record<string, string>> = {
  runs: "1",
  jobs: "1",
  timeout: "3s",
  points: "2",
  base: "2",
  population: "4",
  generations: "1",
  progress: "none",
  jurisdictions: "20",
};

function commandLine(choices: Choices): string[] {
  const [words, command] = choices.one(commands);
  const line = [...words];
  for (const argument of command.registeredArguments) {
    const sound = /scenario|^[ab]$/.test(argument.name()) && choices.chance(0.7);
    if (choices.chance(0.95)) line.push(choices.one(sound ? scenarios : given));
  }
  if (choices.chance(0.1)) line.push(choices.one(given));
  const flags: string[] = [];
  for (let k = choices.below(3); k > 0 && command.options.length > 0; k--) {
    const option = choices.one(command.options);
    flags.push(choices.one([option.long, option.short, option.long]) ?? option.long ?? "-z");
    if (option.required || choices.chance(0.05)) flags.push(choices.one(given));
  }
  if (choices.chance(0.05)) flags.push(choices.one(["--no-such", "-Z", "---", "-"]));
  for (const { long, required } of command.options) {
    const value = short[long?.slice(2) ?? ""];
    if (long && required && value !== undefined && !flags.includes(long)) flags.push(long, value);
  }
  return [...line, ...flags];
}

test("command lines end with a code that says what happened, never as a fault of ours", async () => {
  process.chdir(home);
  mkdirSync("folder");
  writeFileSync("good.yaml", texts["brussels-wave"] ?? "");
  writeFileSync("bad.yaml", "schema: panoptes/scenario@1\nid: Bad Id\nparameters: [1]\n");
  const ends = await forAll("lines", async (choices) => {
    const argv = commandLine(choices);
    const terminal = terminalDouble({}, choices.one(["", texts.baseline ?? "", "a: ["]));
    const code = await call(argv, terminal);
    const told = `${JSON.stringify(argv)} gave ${code}: ${terminal.err().slice(0, 2000)}`;
    expect([0, 2, 3, 4, 5, 6], told).toContain(code);
    if (code === 2) expect(terminal.err() + terminal.out(), told).toMatch(/error|Usage:/);
    if (code === 3)
      expect(terminal.err() + terminal.out(), told).toMatch(/error|E\d{3}|Fault|fault/);
    if (code === 0) expect(terminal.err(), told).not.toMatch(/^error/m);
    if (argv.some((word) => /^(--no-such|-Z|---)$/.test(word)) && !argv.includes("--help")) {
      expect(code, told).toBe(2);
    }
    return String(code);
  });
  expect([...ends.keys()].sort()).toEqual(expect.arrayContaining(["0", "2", "3"]));
}, 3_600_000);
