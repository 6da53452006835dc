import { describe, expect, test } from "vitest";
import { checkpointRun, resumeCheckpoint } from "../../src/experiments/checkpoints.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { runSeed } from "../../src/experiments/run-key.ts";
import type { Compiled } from "../../src/scenario/compiled.ts";
import { tinyCompiled } from "../support/tiny-frame.ts";

const compiled = tinyCompiled();
const { periods } = compiled.labels;

/** Hashes of the first runs of an ensemble. */
async function hashes(its: Compiled, seed: string, count: number): Promise<readonly string[]> {
  const all: string[] = [];
  await inlineExecutor().run(makeDesign(its, { seed, count }), (chunk) => {
    all.push(...chunk.hashes);
  });
  return all;
}

describe("a run that is saved at a period", () => {
  test.each([periods[0] ?? "", periods[13] ?? "", periods.at(-1) ?? ""])(
    "goes on from %s to the result hash that it has in its ensemble",
    async (at) => {
      const whole = await hashes(compiled, "north", 3);
      for (const k of [0, 2]) {
        const saved = checkpointRun(compiled, { seed: runSeed("north", k), at });
        expect(resumeCheckpoint(compiled, structuredClone(saved)).resultHash).toBe(whole[k]);
      }
    },
  );

  test("serves branches, each of which is the ensemble's run of a scenario that branches off", async () => {
    const saved = checkpointRun(compiled, { seed: "7", at: periods[20] ?? "" });
    const found = new Set<string>();
    for (const price of [0.5, 1.5, 4]) {
      const parameters = { ...compiled.settings.parameters, "choice.price": price };
      const settings = { ...compiled.settings, parameters };
      const branch = { ...settings, trunk: { settings: compiled.settings, step: 20 } };
      const { resultHash } = resumeCheckpoint({ ...compiled, settings }, saved);
      const [expected] = await hashes({ ...compiled, settings: branch }, "7", 1);
      expect(resultHash).toBe(expected);
      found.add(resultHash);
    }
    // A price weight of 1.5 is the trunk's own.
    expect(found.size).toBe(3);
    expect(found).toContain((await hashes(compiled, "7", 1))[0]);
  });

  test("of a scenario that branches off is that one's from the branch on, and is refused before it", async () => {
    const parameters = { ...compiled.settings.parameters, "choice.price": 4 };
    const trunk = { settings: compiled.settings, step: 20 };
    const branch = { ...compiled, settings: { ...compiled.settings, parameters, trunk } };
    const [whole] = await hashes(branch, "7", 1);
    for (const step of [20, 26]) {
      const saved = checkpointRun(branch, { seed: "7", at: periods[step] ?? "" });
      expect(resumeCheckpoint(branch, saved).resultHash).toBe(whole);
    }
    expect(() => checkpointRun(branch, { seed: "7", at: periods[19] ?? "" })).toThrow(
      `the run branches off another at ${periods[20]}`,
    );
  });

  test("records holders if it was saved with them", () => {
    const at = periods[5] ?? "";
    const lean = resumeCheckpoint(compiled, checkpointRun(compiled, { seed: "1", at }));
    const full = resumeCheckpoint(
      compiled,
      checkpointRun(compiled, { seed: "1", at, holders: true }),
    );
    expect(lean.holders).toHaveLength(0);
    expect(full.holders.length).toBe(periods.length * compiled.frame.countries);
    expect(full.resultHash).toBe(lean.resultHash);
  });
});

test("a period that the run does not have is named, with those it has", () => {
  expect(() => checkpointRun(compiled, { seed: "1", at: "2099Q1" })).toThrow(
    `"2099Q1" is no period of the run: ${periods[0]} to ${periods.at(-1)}`,
  );
});

test("a checkpoint does not fit a scenario of other countries", () => {
  const saved = checkpointRun(compiled, { seed: "1", at: periods[3] ?? "" });
  expect(() => resumeCheckpoint(tinyCompiled({ countries: 6 }), saved)).toThrow(
    /other countries, suppliers/,
  );
});
