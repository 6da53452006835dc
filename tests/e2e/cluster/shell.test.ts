import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test, vi } from "vitest";
import { callCli, packageFolder } from "../../support/cli.ts";

vi.setConfig({ testTimeout: 150_000 });

const main = join(packageFolder, "dist", "src", "cli", "main.js");
const cwd = mkdtempSync(join(tmpdir(), "panoptes-shell-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** The commands of a page, in order. */
function commands(page: string): readonly string[] {
  const text = readFileSync(join(packageFolder, "docs", "engines", page), "utf8");
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
}

const onPath = (program: string): boolean =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

test("what the page of shells shows plans, computes and merges to the answer of one machine", async () => {
  writeFileSync(join(cwd, "npx"), `#!/bin/sh\nshift\nexec "${process.execPath}" "${main}" "$@"\n`, {
    mode: 0o755,
  });
  const blocks = commands("shell.md").filter(
    (block) => !block.includes("| parallel") || onPath("parallel"),
  );
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  const inline = callCli(["run", "baseline", "-n", "60", "--json"], { cwd });
  const { stdout, stderr } = await promisify(execFile)("bash", ["--norc", "-ec", blocks.join("")], {
    cwd,
    env: { PATH: `${cwd}${delimiter}${process.env.PATH}` },
  });
  expect(stdout).toMatch(/^\/\S+\/shared\/plans\/run-baseline-\w+\.json$/m);
  expect(stdout).toMatch(/, 0 missing, 0 set aside$/m);
  // What is shown after the merge finds everything.
  const ends = [...stderr.matchAll(/^Computed (\d+) chunks?, found (\d+)$/gm)].map(
    ([, kept, found]) => ({ kept: Number(kept), found: Number(found) }),
  );
  expect(ends.length).toBeGreaterThanOrEqual(8);
  expect(ends.slice(0, 4).every(({ kept, found }) => kept > 0 && found === 0)).toBe(true);
  expect(ends.slice(4).every(({ kept, found }) => kept === 0 && found > 0)).toBe(true);
  const merged = JSON.parse(readFileSync(join(cwd, "answer.json"), "utf8"));
  expect(merged.result_hash).toBe(JSON.parse((await inline).out).result_hash);
});
