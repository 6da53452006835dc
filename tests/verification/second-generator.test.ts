import seedrandom from "seedrandom";
import { expect, test } from "vitest";
import { buildModel } from "../../src/core/build-model.ts";
import { Draws, type RunKey } from "../../src/core/draws.ts";
import { simulate } from "../../src/core/simulate.ts";
import { createState } from "../../src/core/state.ts";
import { runKey, runSeed } from "../../src/experiments/run-key.ts";
import { seriesColumns } from "../../src/results/series-columns.ts";
import { compileBuiltin, shippedWorld } from "../golden/spine.ts";

// A model's means must not depend on how its luck is made. Here every draw comes from a generator of its
// own, Alea seeded with the text of its key: some hundred times slower, and nothing in common with the hash.

/** Runs with each generator; PANOPTES_SECOND=400 makes as many. */
const runs = Number(process.env.PANOPTES_SECOND ?? 12);

class AleaDraws extends Draws {
  private run = "";
  private aimed = "";
  /** How many draws were asked for. */
  asked = 0;

  override start(key: RunKey): void {
    this.run = `${key[0]}/${key[1]}`;
  }

  override aim(purpose: number, step: number): void {
    this.aimed = `${this.run}/${purpose}/${step}`;
  }

  override stream(unit: number): number {
    return unit;
  }

  override word(stream: number, slot: number): number {
    this.asked += 1;
    return seedrandom.alea(`${this.aimed}/${stream}/${slot}`).int32() >>> 0;
  }
}

const world = await shippedWorld();
const { frame, settings, labels } = await compileBuiltin("baseline", world);
const model = buildModel(frame, settings);
const columns = seriesColumns(frame, labels);
const last = frame.steps - 1;

/** Values of all columns at the end of runs, and of those of 2019; [run][column] */
function endsWith(draws: Draws, seed: string): readonly Float64Array[] {
  const state = { ...createState(model), draws };
  return Array.from({ length: runs }, (_, k) => {
    const run = simulate(model, state, runKey(runSeed(seed, k)), { holders: false });
    return Float64Array.from(columns, (_, c) => run.columns[c * frame.steps + last] as number);
  });
}

function moments(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: square / (values.length - 1) };
}

test("means of all outcomes are the same with a generator of another kind, within 4 standard errors", () => {
  const second = new AleaDraws();
  const [ours, theirs] = [endsWith(new Draws(), "1"), endsWith(second, "other luck")];
  expect(second.asked).toBeGreaterThan(1000 * runs);
  const scores = columns.flatMap(({ name }, c): { name: string; score: number }[] => {
    const [a, b] = [
      moments(ours.map((end) => end[c] as number)),
      moments(theirs.map((end) => end[c] as number)),
    ];
    const error = Math.sqrt((a.variance + b.variance) / runs);
    if (error === 0) expect(a.mean, name).toBe(b.mean);
    return error === 0 ? [] : [{ name, score: (a.mean - b.mean) / error }];
  });
  expect(scores.length).toBeGreaterThan(100);
  const far = scores.filter(({ score }) => Math.abs(score) > 4);
  const spread = moments(scores.map(({ score }) => score));
  if (runs > 12) {
    const largest = Math.max(...scores.map(({ score }) => Math.abs(score)));
    console.log(
      `${scores.length} outcomes, ${runs} runs each, ${Math.round(second.asked / runs)} draws a run: largest ` +
        `difference ${largest.toFixed(2)} standard errors, mean square ${(spread.variance + spread.mean ** 2).toFixed(2)}`,
    );
  }
  expect(far).toEqual([]);
}, 3_600_000);
