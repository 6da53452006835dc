import type { ChunkResult } from "../../../experiments/ensemble.ts";

/** Consecutive chunks as one: runs one after the other, counts added up. At least one chunk. */
export function joinChunks(chunks: readonly [ChunkResult, ...ChunkResult[]]): ChunkResult {
  if (chunks.length === 1) return chunks[0];
  return {
    first: chunks[0].first,
    count: chunks.reduce((sum, { count }) => sum + count, 0),
    columns: joined(chunks.map(({ columns }) => columns)),
    held: summed(chunks.map(({ held }) => held)),
    holders: joined(chunks.map(({ holders }) => holders)),
    tiers: summed(chunks.map(({ tiers }) => tiers)),
    seenSuppliers: joined(chunks.map(({ seenSuppliers }) => seenSuppliers)),
    seenSegments: joined(chunks.map(({ seenSegments }) => seenSegments)),
    hashes: chunks.flatMap(({ hashes }) => hashes),
    failures: chunks.flatMap(({ failures }) => failures),
  };
}

type Typed = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

function joined<T extends Typed>(arrays: readonly T[]): T {
  const length = arrays.reduce((sum, array) => sum + array.length, 0);
  const whole = new ((arrays[0] as T).constructor as new (length: number) => T)(length);
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}

function summed(arrays: readonly Uint32Array<ArrayBuffer>[]): Uint32Array<ArrayBuffer> {
  const sum = (arrays[0] as Uint32Array<ArrayBuffer>).slice();
  for (const array of arrays.slice(1)) {
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + (array[k] as number);
  }
  return sum;
}
