import type { Bytes, Vector, Words } from "../core/arrays.ts";
import type { ChunkResult, RunFailure } from "./ensemble.ts";
import type { Kernel } from "./kernel.ts";
import type { KernelDesign } from "./kernel-design.ts";
import { seedOf } from "./plan.ts";

/**
 * Simulates consecutive runs of a design. A run that fails leaves a row of NaN and a failure with
 * its seed and reason; the others are untouched. What comes back does not depend on how a design is
 * cut into chunks.
 *
 * @param kernel the design on this thread
 * @param first index of the first run
 * @param count number of runs
 * @param stopped asked before each run; once true, what is finished so far comes back
 */
export function runChunk(
  kernel: Kernel,
  first: number,
  count: number,
  stopped: () => boolean = () => false,
): ChunkResult {
  const { frame, recordHolders, keepHolders = 0, picks } = kernel.design;
  const { countries, suppliers, steps } = frame;
  const width = picks ? picks.length : kernel.columns.length * steps;
  const kept = Math.min(count, Math.max(0, keepHolders - first));
  const holders: Words = new Uint32Array(kept * steps * countries);
  const indexSize = frame.vintages.length * countries;
  const columns: Vector = new Float64Array(count * width);
  const held: Words = new Uint32Array(recordHolders ? steps * countries * (suppliers + 1) : 0);
  const record: Words = new Uint32Array(recordHolders || keepHolders > 0 ? steps * countries : 0);
  const series: Vector | null = picks ? new Float64Array(kernel.columns.length * steps) : null;
  const tiers: Words = new Uint32Array(recordHolders ? steps * countries : 0);
  const ownTiers: Bytes = new Uint8Array(record.length);
  // Who asks for single values gets no index: to make and send its 3 kB took some 15 µs a run.
  const seenRuns = picks ? 1 : count;
  const seenSuppliers: Words = new Uint32Array(seenRuns * indexSize);
  const seenSegments: Bytes = new Uint8Array(seenRuns * indexSize);
  const hashes: string[] = [];
  const failures: RunFailure[] = [];

  let done = 0;
  for (; done < count && !stopped(); done++) {
    const run = first + done;
    const ownSeed = seedOf(kernel.design, run);
    const place = picks ? 0 : done;
    const index = [place * indexSize, (place + 1) * indexSize] as const;
    const row = columns.subarray(done * width, (done + 1) * width);
    const own = {
      columns: series?.fill(0) ?? row,
      holders: record,
      tiers: ownTiers,
      seenSuppliers: seenSuppliers.subarray(...index),
      seenSegments: seenSegments.subarray(...index),
    };
    if (picks) {
      own.seenSuppliers.fill(0);
      own.seenSegments.fill(0);
    }
    try {
      const { resultHash } = kernel.simulate(run, ownSeed, own);
      requireFinite(own.columns, kernel.columns, steps);
      picks?.forEach(({ column, step }, p) => {
        row[p] = own.columns[column * steps + step] as number;
      });
      if (recordHolders) countHolders(held, record, countries, suppliers);
      if (done < kept) holders.set(record, done * steps * countries);
      for (let cell = 0; cell < tiers.length; cell++) {
        tiers[cell] = (tiers[cell] as number) + (ownTiers[cell] as number);
      }
      hashes.push(resultHash);
    } catch (error) {
      row.fill(Number.NaN);
      own.seenSuppliers.fill(0);
      own.seenSegments.fill(0);
      hashes.push("");
      failures.push({ run, seed: ownSeed, reason: reasonOf(error) });
    }
  }
  addUp(held, countries * (suppliers + 1));
  const whole = done === count;
  const seen = picks ? 0 : done * indexSize;
  return {
    first,
    count: done,
    columns: whole ? columns : columns.slice(0, done * width),
    held,
    holders: whole ? holders : holders.slice(0, Math.min(done, kept) * steps * countries),
    tiers,
    seenSuppliers: whole && !picks ? seenSuppliers : seenSuppliers.slice(0, seen),
    seenSegments: whole && !picks ? seenSegments : seenSegments.slice(0, seen),
    hashes,
    failures,
  };
}

/** The result of a single run of which nothing came back. */
export function failedRun(
  design: KernelDesign,
  columnCount: number,
  run: number,
  reason: string,
): ChunkResult {
  const { frame, recordHolders, keepHolders = 0, picks } = design;
  const { countries, suppliers, steps } = frame;
  const indexSize = picks ? 0 : frame.vintages.length * countries;
  return {
    first: run,
    count: 1,
    columns: new Float64Array(picks ? picks.length : columnCount * steps).fill(Number.NaN),
    held: new Uint32Array(recordHolders ? steps * countries * (suppliers + 1) : 0),
    holders: new Uint32Array(run < keepHolders ? steps * countries : 0),
    tiers: new Uint32Array(recordHolders ? steps * countries : 0),
    seenSuppliers: new Uint32Array(indexSize),
    seenSegments: new Uint8Array(indexSize),
    hashes: [""],
    failures: [{ run, seed: seedOf(design, run), reason }],
  };
}

/** A number that is none would poison every mean it enters: better one run fails and says where. */
function requireFinite(values: Vector, names: readonly string[], steps: number): void {
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    // x - x is 0 for every finite x, and NaN for the rest.
    if (value - value !== 0) {
      const name = names[Math.floor(k / steps)] ?? `column ${Math.floor(k / steps)}`;
      throw new RangeError(`${name} is ${value} in period ${k % steps}`);
    }
  }
}

/**
 * Counts in how many runs a (step, country, supplier) is held, and a (step, country) holds any; as
 * changes against the step before, because holders seldom change. `addUp` makes counts of them.
 */
function countHolders(held: Words, holders: Words, countries: number, suppliers: number): void {
  for (let cell = 0; cell < holders.length; cell++) {
    const now = holders[cell] as number;
    const before = cell < countries ? 0 : (holders[cell - countries] as number);
    if (now === before) continue;
    const base = cell * (suppliers + 1);
    if (now === 0) held[base + suppliers] = (held[base + suppliers] as number) - 1;
    if (before === 0) held[base + suppliers] = (held[base + suppliers] as number) + 1;
    for (let bits = now ^ before; bits !== 0; bits &= bits - 1) {
      const lowest = bits & -bits;
      const at = base + 31 - Math.clz32(lowest);
      held[at] = (held[at] as number) + ((now & lowest) === 0 ? -1 : 1);
    }
  }
}

/** Turns changes against the row before into counts; a row has `width` words. */
function addUp(held: Words, width: number): void {
  for (let k = width; k < held.length; k++) {
    held[k] = (held[k] as number) + (held[k - width] as number);
  }
}

/** The message of whatever was thrown. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
