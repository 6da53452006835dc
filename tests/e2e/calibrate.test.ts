import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callCli, finish, startCli } from "../support/cli.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "panoptes-calibrate-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const small = ["--pool", "400", "--wave", "200", "--generation", "150", "--generations", "1"];
const some = [...small, "--keep", "60", "--sets", "10", "-s", "parameter_sets.from=single"];
const tiny = [...some, "-q"];
const loud = ["calibrate", ...some, "--progress", "none"];

/** How many parts of the runs are kept in a folder. */
function partsIn(path: string): number {
  return existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(".runs")).length : 0;
}

describe("panoptes calibrate", () => {
  test("writes parameter sets that run uses; interrupted, it goes on to the same ones", {
    timeout: 240_000,
  }, async () => {
    const whole = join(folder, "mine.json");
    const straight = await callCli(["calibrate", ...tiny, "-o", whole, "--scores", "-j", "1"]);
    expect(straight.err).toBe("");
    expect(straight.code).toBe(0);
    expect(straight.out).toMatch(/ridge regression +0\.\d{3} +0\.\d{3}/);
    expect(straight.out).toMatch(/aigs-2022 +model +97 /);

    const other = join(folder, "again", "mine.json");
    const parts = join(folder, "again", ".mine.calibration");
    const child = startCli(["calibrate", ...tiny, "-o", other, "--scores", "-j", "2"]);
    const ended = finish(child);
    // Killed outright as soon as a part of the runs is kept.
    while (child.exitCode === null && partsIn(parts) === 0) await pause(20);
    child.kill("SIGKILL");
    await ended;
    expect(partsIn(parts)).toBeGreaterThan(0);
    expect(readdirSync(join(folder, "again"))).toEqual([".mine.calibration"]);
    // Asked to stop, it says how much is kept.
    const cut = await callCli([...loud, "-o", other, "--scores", "-j", "2", "--timeout", "1ms"]);
    expect(cut.code).toBe(5);
    expect(cut.err).toMatch(
      /Call it again to go on; \d+ runs are kept in .*again\/\.mine\.calibration/,
    );
    const on = await callCli(["calibrate", ...tiny, "-o", other, "--scores", "-j", "2"]);
    expect(on.code).toBe(0);
    expect(readFileSync(other, "utf8")).toBe(readFileSync(whole, "utf8"));
    expect(readdirSync(join(folder, "again")).sort()).toEqual(["mine.json", "mine.record.json"]);

    const run = await callCli([
      "run",
      "baseline",
      "-n",
      "6",
      "-s",
      `parameter_sets.from=${whole}`,
      "-s",
      "time.end=2020Q4",
      "--no-baseline",
      "--json",
    ]);
    expect(JSON.parse(run.out).calibration).toMatchObject({ ensemble: "mine", parameter_sets: 3 });
  });

  test("cut before anything is finished, it keeps nothing and says so", async () => {
    const path = join(folder, "early", "mine.json");
    // One thread has at most three tasks of 40 runs in hand: less than a part.
    const cut = await callCli([...loud, "-o", path, "-j", "1", "--timeout", "1ms"]);
    expect(cut.code).toBe(5);
    expect(cut.err).toContain("Interrupted. Nothing is kept: no part of the runs was finished.");
    expect(readdirSync(join(folder, "early"))).toEqual([]);
  });

  test("says at its place what is wrong with targets, and runs nothing", async () => {
    const path = join(folder, "wrong.yaml");
    writeFileSync(
      path,
      "schema: panoptes/targets@1\nid: x\ntitle: X\nvintage: aigs-2019\nparameters: { choice.price: registry }\ntargets:\n  - { id: A, label: a, statistic: adopted, tolerance: 1, role: C, source: me }\n",
    );
    const called = await callCli(["calibrate", path]);
    expect(called.code).toBe(3);
    expect(called.err).toContain("error[E503]");
    expect(called.err).toContain(`${path}:7:`);
    expect(called.err).toContain('did you mean "adopters"?');
  });

  test.each([
    [
      "a rate from 0",
      "buying_rate: [0, 0.02]",
      "the range of buying_rate starts at 0; it has to start above 0",
    ],
    [
      "a range beyond a parameter's limits",
      "cost.learning_rate: [-5, 50]",
      "the range of cost.learning_rate goes from -5 to 50",
    ],
    [
      "nobody ever buying",
      "none_share: [0.5, 1]",
      "the range of none_share ends at 1; it has to end below 1",
    ],
    ["an unknown parameter", "choice.prise: registry", '"choice.prise" cannot be calibrated'],
    ["a mistyped parameter", "choice.prise: registry", 'did you mean "choice.price"?'],
    ["no parameter at all", "", "no parameter is left to fit"],
  ])("refuses %s", async (_, parameters, message) => {
    const path = join(folder, "ranges.yaml");
    writeFileSync(
      path,
      `schema: panoptes/targets@1\nid: x\ntitle: X\nvintage: aigs-2019\nparameters: { ${parameters} }\ntargets:\n  - { id: A, label: a, statistic: adopters, tolerance: 1, role: C, source: me }\n`,
    );
    const called = await callCli(["calibrate", path]);
    expect(called.code).toBe(3);
    expect(called.err).toContain("error[E508]");
    expect(called.err).toContain(message);
    expect(called.err).toContain(`${path}:5:`);
  });

  test.each(["calibrate --scenario", "hindcast"])(
    "panoptes %s says of a world that nobody has observed that it is one",
    async (command) => {
      const cities = fileURLToPath(
        new URL("../../scenarios/examples/cities/cities.yaml", import.meta.url),
      );
      const called = await callCli([...command.split(" "), cities]);
      expect(called.code).toBe(3);
      expect(called.err).toContain("has no table of observations (observed.csv)");
    },
  );

  test("a branch is not fitted: its observed past is that of its trunk", async () => {
    const path = join(folder, "branch.yaml");
    writeFileSync(
      path,
      "schema: panoptes/scenario@1\nid: later\ntitle: Later\nbranch: { from: baseline, at: 2031Q1 }\n",
    );
    const called = await callCli(["calibrate", "--scenario", path]);
    expect(called.code).toBe(3);
    expect(called.err).toContain('"later" begins as a branch of "baseline"');
  });

  test("a parameter that is not moved cannot be held, and too many sets cannot be kept", async () => {
    const held = await callCli(["calibrate", "--hold", "choice.prise"]);
    expect(held.code).toBe(2);
    const kept = await callCli(["calibrate", "--wave", "100", "--keep", "100"]);
    expect(kept.code).toBe(2);
    expect(kept.err).toContain("--keep 100 has to be less than --wave 100");
  });
});

describe("panoptes hindcast", () => {
  test("holds a scenario against every target", { timeout: 60_000 }, async () => {
    const called = await callCli(["hindcast", "baseline", "-n", "8", "--json", "-q"]);
    expect(called.code).toBe(0);
    const results: { id: string; observed: number }[] = JSON.parse(called.out);
    expect(results.find(({ id }) => id === "T1")?.observed).toBe(75);
    expect(results.length).toBeGreaterThan(40);
  });

  test("counts where contracts went and who bans, which are no outcomes of runs", async () => {
    const called = await callCli(["hindcast", "baseline", "-n", "4", "-q"]);
    expect(called.code).toBe(0);
    for (const id of ["T16.asia_africa", "T16.middle_income", "T17", "T20.eu"]) {
      expect(called.out).toMatch(new RegExp(`^${id.replace(".", "\\.")} .* (yes|no)$`, "m"));
    }
    expect(called.out).toMatch(/^T20\.allies .* at least 3 /m);
  });

  test("--reuse without --write is refused, and so is a format that it does not have", async () => {
    const format = await callCli(["hindcast", "--format", "csv"]);
    expect(format.code).toBe(2);
    const called = await callCli(["hindcast", "--reuse"]);
    expect(called.code).toBe(2);
    expect(called.err).toContain("--reuse goes with --write");
  });

  test("one set has no record to make a document of", async () => {
    const called = await callCli(["hindcast", "-s", "parameter_sets.from=single", "--write"]);
    expect(called.code).toBe(2);
  });
});
