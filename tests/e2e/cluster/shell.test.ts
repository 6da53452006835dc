import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test, vi } from "vitest";
import { callCli } from "../../support/cli.ts";
import { npxScript, shellBlocks } from "../../support/documented.ts";

vi.setConfig({ testTimeout: 150_000 });

const cwd = mkdtempSync(join(tmpdir(), "panoptes-shell-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const onPath = (program: string): boolean =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

test("what the page of shells shows plans, computes and merges to the answer of one machine", async () => {
  writeFileSync(join(cwd, "npx"), npxScript(), { mode: 0o755 });
  const blocks = shellBlocks("docs/engines/shell.md").filter(
    (block) => !block.includes("| parallel") || onPath("parallel"),
  );
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  const inline = callCli(["run", "baseline", "-n", "120", "--json"], { cwd });
  const { stdout, stderr } = await promisify(execFile)("bash", ["--norc", "-ec", blocks.join("")], {
    cwd,
    env: { PATH: `${cwd}${delimiter}${process.env.PATH}` },
  });
  expect(stdout).toMatch(/^\/\S+\/shared\/plans\/run-baseline-\w+\.json$/m);
  expect(stdout).toMatch(/, 0 missing, 0 set aside$/m);
  const [, path = ""] = /^(\/\S+\/run-baseline-\w+\.json)$/m.exec(stdout) ?? [];
  const chunks = JSON.parse(readFileSync(path, "utf8")).chunks.length;
  expect(chunks).toBeGreaterThan(0);
  const ends = [...stderr.matchAll(/^Computed (\d+) chunks?, found (\d+)$/gm)].map(
    ([, kept, found]) => [Number(kept), Number(found)] as const,
  );
  const sums = (some: typeof ends) =>
    some.reduce(([kept, found], one) => [kept + one[0], found + one[1]], [0, 0]);
  // Four parts compute all there is; what is shown after the merge finds it.
  expect(sums(ends.slice(0, 4))).toEqual([chunks, 0]);
  const again = (ends.length - 4) / 4;
  expect(again).toBeGreaterThanOrEqual(1);
  expect(sums(ends.slice(4))).toEqual([0, again * chunks]);
  const merged = JSON.parse(readFileSync(join(cwd, "answer.json"), "utf8"));
  expect(merged.result_hash).toBe(JSON.parse((await inline).out).result_hash);
});
