import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

// The whole program on the real world, measured from outside; tests/results/memory.test.ts counts the
// bytes of each run. The promise is made for 2,000 and 20,000 runs, which take minutes; fewer tell as
// well whether runs pile up, since the series of one alone weigh 57 kB.
const few = 500;
const many = 2000;

const root = join(import.meta.dirname, "..", "..");
const place = mkdtempSync(join(tmpdir(), "panoptes-memory-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Loaded into the program: writes down its peak of resident memory, kB, as it ends. */
const peakWriter = `
  import { readFileSync, writeFileSync } from "node:fs";
  import { isMainThread } from "node:worker_threads";
  if (isMainThread) process.on("exit", () => {
    let peak = process.resourceUsage().maxRSS;
    // On Linux that figure starts with the size of the process that started this one; this does not.
    if (process.platform === "linux") {
      peak = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
    }
    writeFileSync(process.env.PEAK_FILE, String(peak));
  });`;

/** Peak of resident memory of an ensemble that is run and written to a results folder, MB. */
function peakOf(runs: number): number {
  const file = join(place, `${runs}.txt`);
  const results = join(place, `results-${runs}`);
  const hook = `data:text/javascript,${encodeURIComponent(peakWriter)}`;
  const program = join(root, "dist", "src", "cli", "main.js");
  const flags = ["--runs", String(runs), "--jobs", "2", "--output", results, "--quiet"];
  const done = spawnSync(
    process.execPath,
    ["--import", hook, program, "run", "baseline", ...flags],
    { encoding: "utf8", env: { ...process.env, PEAK_FILE: file } },
  );
  expect(done.stderr).toBe("");
  expect(done.status).toBe(0);
  const manifest: unknown = JSON.parse(readFileSync(join(results, "manifest.json"), "utf8"));
  expect(manifest).toMatchObject({ status: "complete", runs: { finished: runs } });
  rmSync(results, { recursive: true });
  return Number(readFileSync(file, "utf8")) / 1024;
}

test("four times as many runs of the baseline take at most a fifth more memory", {
  timeout: 300_000,
}, () => {
  const small = peakOf(few);
  // An empty process alone has 40 MB, so anything less was not measured.
  expect(small).toBeGreaterThan(60);
  expect(peakOf(many)).toBeLessThan(1.2 * small);
});
