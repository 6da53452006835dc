import type { Vector } from "../../src/core/arrays.ts";
import type { ChunkResult, Design, RunFailure } from "../../src/experiments/ensemble.ts";
import { setsUsed } from "../../src/experiments/spread.ts";
import { ensembleHash } from "../../src/results/identity.ts";
import { seriesColumns } from "../../src/results/series-columns.ts";
import { memorySink } from "../../src/results/series-sink.ts";
import { summariseSeries } from "../../src/results/summarise-series.ts";
import type { Labels } from "../../src/scenario/compiled.ts";
import type { Picture } from "./picture.ts";
import { shownColumns } from "./shown-columns.ts";

/** Gathers the chunks of an ensemble, and makes a picture of what is there whenever one is wanted. */
export interface PictureCollector {
  /** Adds the next chunk, in the order of runs. */
  add(chunk: ChunkResult): void;
  /** Runs added so far, failed ones included. */
  readonly count: number;
  /** A picture of the runs so far; null while none has finished. */
  picture(): Picture | null;
}

/**
 * Keeps of every run only what the page draws: a full summary of all columns would take longer than the
 * runs. The result hash is that of the whole trajectories, all the same.
 */
export function collectPicture(design: Design, labels: Labels): PictureCollector {
  const { frame } = design;
  const { steps, countries, suppliers } = frame;
  const all = seriesColumns(frame, labels);
  const shown = shownColumns(all);
  const columns = shown.flatMap((place) => all[place] ?? []);
  const sink = memorySink(steps);
  const held = new Float64Array(steps * countries * (suppliers + 1));
  const tiers = new Float64Array(steps * countries);
  const ends = new Float64Array(design.count * shown.length).fill(Number.NaN);
  const hashes: string[] = [];
  const failures: RunFailure[] = [];
  const series = new Float64Array(shown.length * steps);

  const addRun = (chunk: ChunkResult, k: number): void => {
    const from = k * all.length * steps;
    shown.forEach((place, c) => {
      const start = from + place * steps;
      series.set(chunk.columns.subarray(start, start + steps), c * steps);
      ends[hashes.length * shown.length + c] = chunk.columns[start + steps - 1] ?? Number.NaN;
    });
    sink.add(series);
  };

  return {
    get count() {
      return hashes.length;
    },
    add(chunk) {
      for (let k = 0; k < chunk.count; k++) {
        const hash = chunk.hashes[k] ?? "";
        if (hash !== "") addRun(chunk, k);
        hashes.push(hash);
      }
      failures.push(...chunk.failures);
      addTo(held, chunk.held);
      addTo(tiers, chunk.tiers);
    },
    picture() {
      const count = hashes.length;
      const finished = count - failures.length;
      if (finished === 0) return null;
      const hash = ensembleHash();
      for (const line of hashes) hash.add(line);
      return {
        labels,
        summary: {
          runs: { requested: design.count, finished, seed: design.seed },
          failures: [...failures],
          columns,
          ...summariseSeries(sink, columns.length, steps),
          held: new Float64Array(0),
          index: [],
          parameterSets: setsUsed(design, design.first, design.count),
          ensemble: design.spread?.ensemble ?? null,
          runId: "",
          resultHash: hash.digest(),
          elapsedSeconds: 0,
        },
        mapPeriods: labels.periods,
        held: held.map((runs) => runs / finished),
        tiers: tiers.map((sum) => sum / finished),
        ends: ends.slice(0, count * shown.length),
      };
    },
  };
}

function addTo(sums: Vector, values: ArrayLike<number>): void {
  for (let cell = 0; cell < sums.length; cell++) {
    sums[cell] = (sums[cell] as number) + (values[cell] as number);
  }
}
