import { describe, expect, test } from "vitest";
import type { ChunkResult, Design } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { runEnsemble } from "../../src/experiments/run-ensemble.ts";
import { endValues, ensembleCollector } from "../../src/results/collect-ensemble.ts";
import { fileSink } from "../../src/results/node/file-sink.ts";
import { seriesColumns } from "../../src/results/series-columns.ts";
import type { SeriesSink } from "../../src/results/series-sink.ts";
import { probabilities } from "../../src/results/summary.ts";
import type { OutcomeRequest } from "../../src/scenario/scenario.ts";
import { tinyCompiled, tinySettings, tinyWorld } from "../support/tiny-frame.ts";

const compiled = tinyCompiled();
const { frame, labels } = compiled;
const world = tinyWorld(frame, labels);
const good = tinySettings();
const bad = tinySettings({}, { "cost.spend_per_person": Number.NaN });
const design = makeDesign(compiled, { count: 23, seed: "1", settings: [good, good, bad, good] });
const columns = seriesColumns(frame, labels);

async function collect(of: Design, chunk: number, sink?: SeriesSink, outcomes?: OutcomeRequest[]) {
  const chunks: ChunkResult[] = [];
  const collector = ensembleCollector({
    compiled,
    world,
    design: of,
    runId: "sha256:id",
    ...(sink ? { sink } : {}),
    ...(outcomes ? { outcomes } : {}),
  });
  const result = await runEnsemble(of, inlineExecutor({ chunk }), collector, {
    onChunk: (part) => void chunks.push(part),
  });
  return { result, chunks };
}

/** Values of finished runs at a column and step, from the chunks themselves. */
function valuesAt(chunks: readonly ChunkResult[], column: number, step: number): number[] {
  const width = columns.length * frame.steps;
  return chunks.flatMap((chunk) =>
    chunk.hashes.flatMap((hash, k) =>
      hash === "" ? [] : [chunk.columns[k * width + column * frame.steps + step] as number],
    ),
  );
}

describe("the summary of an ensemble", () => {
  test("gives mean, spread and exact quantiles of the runs that finished", async () => {
    const { result, chunks } = await collect(design, 5);
    const { summary } = result;
    expect(summary.runs).toEqual({ requested: 23, finished: 17, seed: "1" });
    for (const column of [0, 7, columns.length - 1]) {
      for (const step of [0, 20, frame.steps - 1]) {
        const values = valuesAt(chunks, column, step);
        const n = values.length;
        expect(n).toBe(17);
        const cell = column * frame.steps + step;
        const mean = values.reduce((sum, value) => sum + value, 0) / n;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
        expect(summary.means[cell]).toBeCloseTo(mean, 10);
        expect(summary.deviations[cell]).toBeCloseTo(Math.sqrt(variance), 10);
        const sorted = [...values].sort((a, b) => a - b);
        // 17 values: the type-7 quantiles 0.25, 0.5 and 0.75 are the 5th, 9th and 13th.
        const at = (p: number) =>
          summary.quantiles[cell * probabilities.length + probabilities.indexOf(p as 0.5)];
        expect([at(0.25), at(0.5), at(0.75)]).toEqual([sorted[4], sorted[8], sorted[12]]);
        const tenth = (sorted[1] as number) + 0.6 * ((sorted[2] as number) - (sorted[1] as number));
        expect(at(0.1)).toBeCloseTo(tenth, 10);
      }
    }
  });

  test("says how many parameter sets its runs are spread over", async () => {
    const { result } = await collect(design, 7);
    expect(result.summary.parameterSets).toBe(4);
    const { result: few } = await collect({ ...design, count: 2 }, 7);
    expect(few.summary.parameterSets).toBe(2);
  });

  test.each([1, 4, 23])("is the same to the last bit with chunks of %i runs", async (chunk) => {
    const { result: reference } = await collect(design, 7);
    const { result } = await collect(design, chunk);
    const { elapsedSeconds: _, ...rest } = result.summary;
    const { elapsedSeconds: __, ...expected } = reference.summary;
    expect(rest).toEqual(expected);
    expect(result.ends).toEqual(reference.ends);
  });

  test.each([1, 5, 17, 100])(
    "is the same with a file that takes %i runs at once",
    async (block) => {
      const { result: reference } = await collect(design, 7);
      const sink = fileSink(columns.length, frame.steps, { block });
      const { result } = await collect(design, 7, sink);
      expect(result.summary.quantiles).toEqual(reference.summary.quantiles);
      expect(result.summary.means).toEqual(reference.summary.means);
      expect(result.summary.deviations).toEqual(reference.summary.deviations);
    },
  );

  test("tells ensembles apart by their result hash, whatever failed", async () => {
    const hash = async (of: Design) => (await collect(of, 5)).result.summary.resultHash;
    const whole = await hash(design);
    expect(whole).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await hash({ ...design, count: 22 })).not.toBe(whole);
    expect(await hash({ ...design, seed: "2" })).not.toBe(whole);
    expect(await hash({ ...design, settings: [good] })).not.toBe(whole);
  });

  test("of runs that all failed has no numbers, and says why", async () => {
    const { result } = await collect({ ...design, settings: [bad], count: 3 }, 2);
    expect(result.summary.runs.finished).toBe(0);
    expect(result.summary.failures).toHaveLength(3);
    expect(result.summary.means.every(Number.isNaN)).toBe(true);
    expect(result.summary.index.every(({ mean }) => Number.isNaN(mean))).toBe(true);
  });

  test("gives the share of finished runs in which a country held a supplier", async () => {
    const { result } = await collect(design, 5);
    const { held } = result.summary;
    expect(held).toHaveLength(frame.steps * frame.countries * 3);
    // Adopters summed over countries are the mean of the outcome that counts them.
    const adopters = columns.findIndex(({ name }) => name === "adoption.countries");
    for (const step of [0, 21, frame.steps - 1]) {
      let any = 0;
      for (let i = 0; i < frame.countries; i++) any += held[(step * 5 + i) * 3 + 2] as number;
      expect(any).toBeCloseTo(result.summary.means[adopters * frame.steps + step] as number, 10);
    }
  });
});

describe("values of single runs", () => {
  test("at the end of the run are kept for every column, NaN where the run failed", async () => {
    const { result, chunks } = await collect(design, 5);
    const name = columns[3]?.name ?? "";
    const values = endValues(result, name);
    expect(values).toHaveLength(23);
    expect([...values].filter((value) => !Number.isNaN(value))).toEqual(
      valuesAt(chunks, 3, frame.steps - 1),
    );
    expect([...values.keys()].filter((run) => Number.isNaN(values[run]))).toEqual([
      2, 6, 10, 14, 18, 22,
    ]);
    expect(() => endValues(result, "adoption.shar")).toThrow('"adoption.shar" is not among');
  });

  test("of requested outcomes are read at the date asked for", async () => {
    const request = { by: "supplier", metric: "adoption.countries" } as const;
    const outcomes: OutcomeRequest[] = [
      { ...request, name: "early", of: "usa", at: 2016 },
      { ...request, name: "late", of: null, at: null },
    ];
    const { result, chunks } = await collect(design, 5, undefined, outcomes);
    expect(result.picks.map(({ outcome, of, period }) => [outcome, of, period])).toEqual([
      ["early", "usa", "2015Q4"],
      ["late", "china", "2021Q4"],
      ["late", "usa", "2021Q4"],
    ]);
    const usa = columns.findIndex(({ name }) => name === "adoption.countries.usa");
    const early = [...result.values].filter((value, k) => k % 3 === 0 && !Number.isNaN(value));
    expect(early).toEqual(valuesAt(chunks, usa, 19));
  });

  test("that nobody records are refused by name", () => {
    const request: OutcomeRequest = {
      name: "mine",
      metric: "adoption.countries",
      by: "supplier",
      of: "narnia",
      at: null,
    };
    const open = (outcome: OutcomeRequest) => () =>
      ensembleCollector({ compiled, world, design, runId: "", outcomes: [outcome] });
    expect(open(request)).toThrow('outcome "mine": "adoption.countries" for supplier "narnia"');
    expect(open({ ...request, of: "usa", at: 2050 })).toThrow(
      'outcome "mine" is asked for at 2050; the run has 2011Q1 to 2021Q4',
    );
  });
});
