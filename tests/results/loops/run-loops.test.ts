import { describe, expect, test } from "vitest";
import { simulate } from "../../../src/core/simulate.ts";
import { createState } from "../../../src/core/state.ts";
import { openKernel } from "../../../src/experiments/kernel.ts";
import { kernelDesignOf } from "../../../src/experiments/kernel-design.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { runKey, runSeed } from "../../../src/experiments/run-key.ts";
import { runLoops } from "../../../src/results/loops/run-loops.ts";
import { seriesColumns } from "../../../src/results/series-columns.ts";
import { loopsWords } from "../../../src/results/words/loops-words.ts";
import { columnNamed } from "../../support/columns.ts";
import { tinyCompiled } from "../../support/tiny-frame.ts";

const STEPS = 44;
const compiled = tinyCompiled({ countries: 8, suppliers: 3, steps: STEPS });
const { frame, labels } = compiled;
const design = makeDesign(compiled, { count: 5, seed: "1" });
const column = seriesColumns(frame, labels).findIndex(({ name }) => name === "adoption.countries");
const since = 10;
const result = await runLoops(design, labels, { column, since, last: 40 });

describe("what feedback loops carry", () => {
  test("adds up with what comes from outside to the change, in each quarter and since the first", () => {
    let carried = 0;
    for (const { carried: since0, change } of [result.total, result.outside, ...result.loops]) {
      for (const [k, one] of change.entries()) {
        const before = k === 0 ? 0 : (since0[k - 1]?.mean ?? Number.NaN);
        expect(one.mean).toBeCloseTo((since0[k]?.mean ?? Number.NaN) - before, 12);
      }
    }
    for (const k of result.periods.keys()) {
      for (const part of ["carried", "change"] as const) {
        const sum = [result.outside, ...result.loops].reduce(
          (all, one) => all + (one[part][k]?.mean ?? Number.NaN),
          0,
        );
        expect(sum).toBeCloseTo(result.total[part][k]?.mean ?? Number.NaN, 12);
      }
      const all = result.loops.reduce((sum, one) => sum + Math.abs(one.carried[k]?.mean ?? 0), 0);
      carried = Math.max(carried, all);
    }
    expect(carried).toBeGreaterThan(0.1);
    expect(result.periods).toEqual(labels.periods.slice(since + 1, 41));
    expect(result.since).toBe(labels.periods[since]);
  });

  test("is of the runs as they are in the ensemble", () => {
    const kernel = openKernel(kernelDesignOf(design));
    let [before, after] = [0, 0];
    for (let run = 0; run < 5; run++) {
      const model = kernel.model(run);
      const key = runKey(runSeed("1", run));
      const { columns } = simulate(model, createState(model), key, { holders: false });
      const at = columnNamed(model, "adoption.countries") * STEPS;
      before += (columns[at + since] ?? 0) / 5;
      after += (columns[at + 40] ?? 0) / 5;
    }
    expect(result.before).toBeCloseTo(before, 12);
    expect(result.total.carried.at(-1)?.mean).toBeCloseTo(after - before, 12);
  });

  test("of one run is what that run has in the ensemble, without intervals", async () => {
    const one = await runLoops({ ...design, first: 2, count: 1 }, labels, { column, since });
    expect(one.runs).toBe(1);
    expect(one.loops[1]?.carried.at(-1)?.low).toBeNaN();
    const all = await runLoops({ ...design, first: 2, count: 2 }, labels, { column, since });
    const other = await runLoops({ ...design, first: 3, count: 1 }, labels, { column, since });
    const end = ({ loops }: typeof one) => loops[1]?.carried.at(-1)?.mean ?? Number.NaN;
    expect(end(all)).toBeCloseTo((end(one) + end(other)) / 2, 12);
  });

  test("stops when told to and keeps what is finished", async () => {
    const signal = { aborted: false, addEventListener() {}, removeEventListener() {} };
    const onProgress = (done: number) => {
      signal.aborted = done === 2;
    };
    const part = await runLoops(design, labels, { column, signal, onProgress });
    expect({ runs: part.runs, stopped: part.stopped }).toEqual({ runs: 2, stopped: true });
  });

  test("is refused for quarters outside the run", async () => {
    await expect(runLoops(design, labels, { column, since: 43 })).rejects.toThrow(/from step 43/);
    await expect(runLoops(design, labels, { column, last: STEPS })).rejects.toThrow(/to 44/);
  });

  test("is said in three lengths, each claim with its figure", () => {
    const wording = {
      value: (x: number) => x.toFixed(2),
      difference: (x: number) => `${x < 0 ? "-" : "+"}${Math.abs(x).toFixed(2)}`,
    };
    const [short, medium, long] = (["short", "medium", "long"] as const).map((length) =>
      loopsWords(result, wording, length),
    );
    const change = wording.difference(result.total.carried.at(-1)?.mean ?? 0);
    for (const text of [short, medium, long]) expect(text).toContain(change);
    expect(short).toMatch(/carries most, [+-]\d+\.\d\d \(.*\), (above|below) 0 in \d of 5 runs\.$/);
    expect(medium).toContain("With all 5 feedback loops held");
    expect(long).toMatch(/interact most: together [+-]\d+\.\d\d .* would be lost\.$/);
    expect((short ?? "").length).toBeLessThan((medium ?? "").length);
    expect((medium ?? "").length).toBeLessThan((long ?? "").length);
  });
});
