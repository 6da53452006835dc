import type { Vector } from "../core/arrays.ts";
import type { Series } from "../core/frame.ts";
import { log } from "../core/math.ts";
import type { Covariate, World } from "./world/world.ts";

/** Year whose mean and SD over the reference set define the z-scores. */
export const BASE_YEAR = 2019;

/** SD below which a variable counts as constant; its z-score is then 0. */
const SMALLEST_SD = 1e-12;

/**
 * A covariate for the calendar years of a run, [row × country]. Gaps are linear, ends are carried,
 * so the last year with data holds for all later ones: that is the projection.
 */
export function covariateSeries(
  world: World,
  name: Covariate,
  firstYear: number,
  lastYear: number,
): Series {
  return yearlySeries(world, world.covariates.values[name], firstYear, lastYear);
}

/** The same of any table by year, [year of the covariates × country]. */
export function yearlySeries(
  { covariates, countries }: World,
  table: Vector,
  firstYear: number,
  lastYear: number,
): Series {
  const n = countries.ids.length;
  const lastData = covariates.firstYear + covariates.years - 1;
  const rows = Math.max(1, Math.min(lastYear, lastData) - firstYear + 1);
  const values = new Float64Array(rows * n);
  const known = new Float64Array(covariates.years);
  for (let i = 0; i < n; i++) {
    for (let y = 0; y < covariates.years; y++) known[y] = table[y * n + i] ?? Number.NaN;
    for (let row = 0; row < rows; row++) {
      values[row * n + i] = interpolate(known, firstYear + row - covariates.firstYear);
    }
  }
  return { rows, values };
}

/** Value at a position among yearly values: linear over gaps (NaN), carried beyond the ends. */
function interpolate(known: Vector, at: number): number {
  let before = -1;
  let after = -1;
  for (let y = 0; y < known.length; y++) {
    if (Number.isNaN(known[y])) continue;
    if (y <= at) before = y;
    if (y >= at && after < 0) after = y;
  }
  if (before < 0 && after < 0) return Number.NaN;
  if (before < 0) return known[after] as number;
  if (after < 0 || after === before) return known[before] as number;
  const a = known[before] as number;
  const b = known[after] as number;
  return a + ((b - a) * (at - before)) / (after - before);
}

/** A covariate in the base year, or in the nearest year the table has. */
export function baseYearValues(world: World, name: Covariate): Vector {
  return covariateSeries(world, name, BASE_YEAR, BASE_YEAR).values;
}

/** A series with a function applied to each value. */
export function mapSeries(series: Series, of: (x: number) => number): Series {
  return { rows: series.rows, values: series.values.map(of) };
}

/** Natural logarithms, in the arithmetic that is the same in every engine. */
export function logs(values: Vector): Vector {
  return values.map(log);
}

/** Mean and SD over the reference set. */
export function moments(values: Vector, reference: Uint8Array): { mean: number; sd: number } {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    if (reference[i] !== 1) continue;
    sum += values[i] as number;
    count++;
  }
  const mean = sum / Math.max(1, count);
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const off = (values[i] as number) - mean;
    if (reference[i] === 1) squares += off * off;
  }
  return { mean, sd: Math.sqrt(squares / Math.max(1, count)) };
}

/** z-scores of a series by mean and SD of the base year's values over the reference set. */
export function standardised(series: Series, base: Vector, reference: Uint8Array): Series {
  const { mean, sd } = moments(base, reference);
  return mapSeries(series, (x) => (sd < SMALLEST_SD ? 0 : (x - mean) / sd));
}

/** z-scores of a constant variable over the reference set. */
export function standardisedVector(values: Vector, reference: Uint8Array): Vector {
  const { mean, sd } = moments(values, reference);
  return values.map((x) => (sd < SMALLEST_SD ? 0 : (x - mean) / sd));
}

/** Median over the reference set. */
export function referenceMedian(values: Vector, reference: Uint8Array): number {
  const sorted = values.filter((_, i) => reference[i] === 1).sort();
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
