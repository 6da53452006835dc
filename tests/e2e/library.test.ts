import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { packageFolder } from "../support/cli.ts";
import { libraryExamples, libraryPage, publicNames } from "../support/library-examples.ts";

// docs/library.md, as somebody who installed the package copies from it.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const run = promisify(execFile);
const examples = libraryExamples();
const folder = mkdtempSync(join(tmpdir(), "panoptes-library-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(packageFolder, join(folder, "node_modules", "panoptes"), "junction");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  for (const [k, { code }] of examples.entries()) {
    // They hold no types of their own, so that what TypeScript checks is what Node runs.
    writeFileSync(join(folder, `${k}.ts`), code);
    writeFileSync(join(folder, `${k}.js`), code.replaceAll(" as const", ""));
  }
});

test.each(examples.map((example, k) => [example.heading, k, example] as const))(
  "the example of %s prints what it says",
  async (_, k, { prints }) => {
    const { stdout } = await run(process.execPath, [join(folder, `${k}.js`)], { cwd: folder });
    expect(prints.length).toBeGreaterThan(0);
    expect(stdout.trimEnd().split("\n")).toEqual(prints);
  },
);

test("the examples fit the types that the package declares", async () => {
  const words = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2023"];
  const typing = ["--module", "esnext", "--moduleResolution", "bundler", "--types", "node"];
  const roots = ["--typeRoots", join(packageFolder, "node_modules", "@types")];
  const files = examples.map((_, k) => join(folder, `${k}.ts`));
  const tsc = join(packageFolder, "node_modules", "typescript", "bin", "tsc");
  const all = [tsc, ...words, ...typing, ...roots, ...files];
  const told = await run(process.execPath, all, { cwd: folder }).then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );
  expect(told).toBe("");
});

test("every public function and constant stands on the page", () => {
  const page = libraryPage();
  const { values } = publicNames();
  expect(values.length).toBeGreaterThan(90);
  expect(values.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test("every name in the page's tables and lists of types is public", () => {
  const page = libraryPage();
  const { values, types } = publicNames();
  const namesIn = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
  const listed = [...page.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, cell = ""]) =>
    namesIn(cell),
  );
  expect(listed.length).toBeGreaterThan(90);
  expect(listed.filter((name) => !values.includes(name))).toEqual([]);
  const lists = [...page.matchAll(/^Types: ([^.]*)\.$/gm)].flatMap(([, list = ""]) =>
    namesIn(list),
  );
  expect(lists.length).toBeGreaterThan(150);
  expect(lists.filter((name) => !types.includes(name))).toEqual([]);
});
