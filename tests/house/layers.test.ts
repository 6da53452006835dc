import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// The compiler keeps the layers apart: each has a tsconfig whose `types`, `lib` and `references`
// say what it can name. Here the real tsconfigs compile a small house in which some files break in.

const root = join(import.meta.dirname, "..", "..");

const projects = [
  "src/core",
  "src/scenario",
  "src/scenario/node",
  "src/experiments",
  "src/experiments/node",
  "src/results",
  "src/results/node",
  "src/cluster",
  "src/api",
  "src/server",
  "src/cli",
  "web",
];

/** Files that keep the rules: one thing to reach for in every layer. */
const residents: Record<string, string> = {
  "src/core/steps.ts": "export const steps: number = 120;",
  "src/scenario/years.ts":
    'import { steps } from "../core/steps.ts";\nexport const years: number = steps / 4;',
  "src/scenario/node/folder.ts": "export const folder: string = process.cwd();",
  "src/experiments/design.ts":
    'import { years } from "../scenario/years.ts";\nexport const design: number = years;',
  "src/experiments/node/pool.ts": "export const pool: number = process.pid;",
  "src/results/bands.ts":
    'import { steps } from "../core/steps.ts";\nexport const bands: number = steps;',
  "src/results/node/store.ts":
    'import { bands } from "../bands.ts";\nexport const store: number = process.pid + bands;',
  "src/cluster/board.ts":
    'import { store } from "../results/node/store.ts";\nexport const board: number = process.pid + store;',
  "src/api/words.ts":
    'import { years } from "../scenario/years.ts";\nexport const words: number = years;',
  "src/server/answer.ts":
    'import { words } from "../api/words.ts";\nexport const answer: number = process.pid + words;',
  "src/cli/print.ts":
    'import { answer } from "../server/answer.ts";\nimport { board } from "../cluster/board.ts";\nexport const print: number = answer + board;',
  "web/page.ts":
    'import { bands } from "../src/results/bands.ts";\nexport const page: string = document.title + bands;',
};

const unknownName = ["TS2304", "TS2584", "TS2591"];
const unknownModule = ["TS2307", "TS2591"];
const foreignFile = ["TS6307"];

/** Files that break them: layer, what they do, and the diagnostics that may refuse it. */
const intruders: readonly (readonly [layer: string, act: string, codes: readonly string[]])[] = [
  ...["src/core", "src/scenario", "src/experiments", "src/results", "src/api", "web"].flatMap(
    (layer) =>
      [
        [
          layer,
          'import { readFileSync } from "node:fs";\nexport const it: unknown = readFileSync;',
          unknownModule,
        ],
        [layer, "export const it: unknown = process;", unknownName],
      ] as const,
  ),
  ...["src/core", "src/scenario", "src/experiments", "src/results", "src/api"].flatMap((layer) =>
    ["document", "performance", "console", "fetch"].map(
      (name) => [layer, `export const it: unknown = ${name};`, unknownName] as const,
    ),
  ),
  ...(
    [
      ["src/core", "../scenario/years.ts"],
      ["src/core", "../experiments/design.ts"],
      ["src/core", "../results/bands.ts"],
      ["src/core", "../cli/print.ts"],
      ["src/scenario", "../experiments/design.ts"],
      ["src/scenario", "./node/folder.ts"],
      ["src/experiments", "./node/pool.ts"],
      ["src/experiments", "../results/bands.ts"],
      ["src/results", "./node/store.ts"],
      ["src/results", "../cli/print.ts"],
      ["src/results/node", "../../cluster/board.ts"],
      ["src/cluster", "../server/answer.ts"],
      ["src/cluster", "../cli/print.ts"],
      ["src/api", "../server/answer.ts"],
      ["src/api", "../scenario/node/folder.ts"],
      ["src/server", "../cli/print.ts"],
      ["web", "../src/server/answer.ts"],
      ["web", "../src/results/node/store.ts"],
      ["web", "../src/experiments/node/pool.ts"],
      ["web", "../src/scenario/node/folder.ts"],
      ["web", "../src/cli/print.ts"],
    ] as const
  ).map(([layer, path]) => {
    return [
      layer,
      `import * as other from "${path}";\nexport const it: unknown = other;`,
      foreignFile,
    ] as const;
  }),
];

let house = "";
/** What the compiler says of the residents alone. */
let before: string[] = [];
/** Diagnostics with the intruders among them, by file. */
const said = new Map<string, string[]>();

function write(path: string, text: string): void {
  const at = join(house, path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, `${text}\n`);
}

/** Lines of the compiler's errors. */
function compile(): string[] {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const built = spawnSync(process.execPath, [tsc, "-b", ...projects], {
    cwd: house,
    encoding: "utf8",
  });
  return `${built.stdout}\n${built.stderr}`.split("\n").filter((line) => /error/i.test(line));
}

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "panoptes-house-"));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"), "junction");
  for (const [path, text] of Object.entries(residents)) write(path, text);
  copyFileSync(join(root, "tsconfig.json"), join(house, "tsconfig.json"));
  for (const project of projects)
    copyFileSync(join(root, project, "tsconfig.json"), join(house, project, "tsconfig.json"));
  before = compile();

  for (const [k, [layer, act]] of intruders.entries()) write(`${layer}/intruder-${k}.ts`, act);
  for (const line of compile()) {
    const match = /^(.+?)[(:]\d+[,:]\d+.*?error (TS\d+)/.exec(line);
    if (match === null) continue;
    const file = (match[1] ?? "").replaceAll("\\", "/");
    said.set(file, [...(said.get(file) ?? []), match[2] ?? ""]);
  }
}, 120_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe("the compiler refuses", () => {
  for (const [k, [layer, act, codes]] of intruders.entries())
    test(`in ${layer}: ${act.split("\n")[0]}`, () => {
      const given = said.get(`${layer}/intruder-${k}.ts`) ?? [];
      expect(given.length).toBeGreaterThan(0);
      expect(given.filter((code) => !codes.includes(code))).toEqual([]);
    });
});

test("the compiler accepts the same layers when nothing in them breaks the rules", () => {
  expect(before).toEqual([]);
});
