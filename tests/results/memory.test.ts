import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import type { ChunkResult } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { ensembleCollector } from "../../src/results/collect-ensemble.ts";
import { fileSink } from "../../src/results/node/file-sink.ts";
import { seriesColumns } from "../../src/results/series-columns.ts";
import { memorySink, type SeriesSink } from "../../src/results/series-sink.ts";
import { tinyCompiled, tinyWorld } from "../support/tiny-frame.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const compiled = tinyCompiled();
const { frame, labels } = compiled;
const world = tinyWorld(frame, labels);
const columns = seriesColumns(frame, labels).length;

/** Bytes in use, rubbish apart. */
function used(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The most bytes in use while an ensemble of so many runs is collected and summarised. */
async function most(count: number, sink: SeriesSink): Promise<number> {
  const design = makeDesign(compiled, { count, seed: "1" });
  let peak = 0;
  let reads = 0;
  const watched: SeriesSink = {
    get runs() {
      return sink.runs;
    },
    add: sink.add,
    close: sink.close,
    read(...range) {
      sink.read(...range);
      if (reads++ % 16 === 0) peak = Math.max(peak, used());
    },
  };
  const collector = ensembleCollector({ compiled, world, design, runId: "", sink: watched });
  // A few chunks, handed in again and again: this is about keeping runs, not about making them.
  const chunks: ChunkResult[] = [];
  await inlineExecutor({ chunk: 50 }).run({ ...design, count: 100 }, (c) => void chunks.push(c));
  for (let first = 0; first < count; first += 50) {
    const chunk = chunks[(first / 50) % chunks.length] as ChunkResult;
    await collector.add({ ...chunk, first });
  }
  peak = Math.max(peak, used());
  const { summary } = await collector.finish({ stopped: false, elapsedSeconds: 0 });
  expect(summary.runs.finished).toBe(count);
  return peak;
}

test("ten times as many runs take hardly more memory when series go to a file", async () => {
  const file = () => fileSink(columns, frame.steps, { block: 128 });
  // Warm up, so that compiled code and pools are not counted as growth.
  await most(500, file());
  const few = await most(500, file());
  const many = await most(5000, file());
  const series = 4500 * columns * frame.steps * 8;
  const kept = 4500 * columns * 2 * 8;
  expect(many - few).toBeLessThan(series / 8);
  // What must stay of each run are the numbers at its end, and the block that is being summarised.
  expect(many - few).toBeLessThan(kept + 6 * 2 ** 20);
  // The measurement sees what a sink keeps.
  const inMemory = await most(5000, memorySink(frame.steps));
  expect(inMemory - few).toBeGreaterThan(series * 0.9);
}, 60_000);
