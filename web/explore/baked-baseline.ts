import { probabilities, type SeriesColumn } from "../../src/results/summary.ts";
import type { Labels } from "../../src/scenario/compiled.ts";
import { readColumn, writeColumn } from "../../src/scenario/packed/columns.ts";
import { numberReader, numberWriter } from "../../src/scenario/packed/number-coder.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import type { Picture } from "./picture.ts";
import type { SupplierValues } from "./store.ts";

/** The baseline's picture as it is shipped, so that something is to be seen before any worker starts. */
export interface BakedBaseline {
  readonly model: string;
  readonly data: string;
  /** Title of the baseline scenario. */
  readonly title: string;
  readonly labels: Labels;
  readonly runs: number;
  readonly seed: string;
  readonly columns: readonly SeriesColumn[];
  /** Standard deviation of each column at the end. */
  readonly deviations: readonly number[];
  readonly resultHash: string;
  /** Attributes of the world's suppliers, by supplier. */
  readonly suppliers: SupplierValues;
  /** Bands, ends and holders, packed; base64. */
  readonly body: string;
}

/** Quantiles that are drawn, by their place among all. */
const drawn = [1, 2, 3, 4, 5];
/** A thousandth of a share: a fourth of a pixel, and the digit that tables show. */
const grain = 1e3;
/** Of the last step, which stands in sentences, a ten-thousandth. */
const lastGrain = 1e4;

/** Parts of which a column counts its values at the end: countries, or a third of each. */
function parts({ outcome }: SeriesColumn, countries: number): number {
  return outcome === "rules.safeguards" ? 3 * countries : countries;
}

/** Packs a picture of an ensemble without failures. */
export function bakeBaseline(
  picture: Picture,
  about: Pick<BakedBaseline, "model" | "data" | "title" | "suppliers">,
): BakedBaseline {
  const { labels, summary, ends } = picture;
  const steps = labels.periods.length;
  const runs = summary.runs.finished;
  const n = labels.countries.length;
  const width = labels.suppliers.length + 1;
  const writer = numberWriter();
  summary.columns.forEach((column, c) => {
    const valueAt = (p: number, step: number): number =>
      summary.quantiles[(c * steps + step) * probabilities.length + p] ?? 0;
    for (const p of drawn) {
      const line = Array.from({ length: steps - 1 }, (_, step) =>
        Math.round(valueAt(p, step) * grain),
      );
      writeColumn(writer, line, steps - 1);
    }
    const end = drawn.map((p) => Math.round(valueAt(p, steps - 1) * lastGrain));
    writeColumn(writer, end, drawn.length);
    const whole = parts(column, n);
    const last = Array.from({ length: runs }, (_, run) =>
      Math.round((ends[run * summary.columns.length + c] ?? 0) * whole),
    );
    writeColumn(writer, last, runs);
  });
  const kept = keptSteps(labels.periods);
  const counts = Array.from({ length: n * width }, (_, cell) =>
    kept.map((step) => Math.round((picture.held[step * n * width + cell] ?? 0) * runs)),
  );
  writeColumn(writer, counts.flat(), kept.length);
  return {
    ...about,
    labels,
    runs,
    seed: summary.runs.seed,
    columns: summary.columns,
    deviations: summary.columns.map((_, c) =>
      Number((summary.deviations[(c + 1) * steps - 1] ?? 0).toPrecision(4)),
    ),
    resultHash: summary.resultHash,
    body: toBase64(writer.finish()),
  };
}

/** The picture that was packed. Its bands are rounded to a thousandth, at the end to a tenth of that; its counts are exact. */
export function readBaseline(baked: BakedBaseline): Picture {
  const { labels, runs, columns } = baked;
  const steps = labels.periods.length;
  const n = labels.countries.length;
  const width = labels.suppliers.length + 1;
  const read = numberReader(fromBase64(baked.body));
  const quantiles = new Float64Array(columns.length * steps * probabilities.length).fill(
    Number.NaN,
  );
  const deviations = new Float64Array(columns.length * steps).fill(Number.NaN);
  const ends = new Float64Array(runs * columns.length);
  columns.forEach((column, c) => {
    for (const p of drawn) {
      readColumn(read, steps - 1, steps - 1).forEach((value, step) => {
        quantiles[(c * steps + step) * probabilities.length + p] = value / grain;
      });
    }
    readColumn(read, drawn.length, drawn.length).forEach((value, k) => {
      const place = ((c + 1) * steps - 1) * probabilities.length + (drawn[k] ?? 0);
      quantiles[place] = value / lastGrain;
    });
    const whole = parts(column, n);
    readColumn(read, runs, runs).forEach((count, run) => {
      ends[run * columns.length + c] = count / whole;
    });
    deviations[(c + 1) * steps - 1] = baked.deviations[c] ?? Number.NaN;
  });
  const kept = keptSteps(labels.periods);
  const counts = readColumn(read, kept.length * n * width, kept.length);
  const held = new Float64Array(counts.length);
  for (let cell = 0; cell < n * width; cell++) {
    for (let k = 0; k < kept.length; k++) {
      held[k * n * width + cell] = (counts[cell * kept.length + k] as number) / runs;
    }
  }
  return {
    labels,
    summary: {
      runs: { requested: runs, finished: runs, seed: baked.seed },
      failures: [],
      columns,
      quantiles,
      means: new Float64Array(columns.length * steps).fill(Number.NaN),
      deviations,
      held: new Float64Array(0),
      index: [],
      parameterSets: 1,
      runId: "",
      resultHash: baked.resultHash,
      elapsedSeconds: 0,
    },
    mapPeriods: kept.map((step) => labels.periods[step] ?? ""),
    held,
    tiers: new Float64Array(0),
    ends,
  };
}

/**
 * Steps at the end of every fifth year. The map of every quarter would weigh more than the page's code;
 * who moves through time has the runs made, which know them all.
 */
function keptSteps(periods: readonly string[]): readonly number[] {
  return periods.flatMap((period, step) => (/^\d{3}[05]Q4$/.test(period) ? [step] : []));
}
