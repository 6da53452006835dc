import { createHash } from "node:crypto";
import { endianness } from "node:os";
import type { Words } from "../../../core/arrays.ts";
import type { ChunkResult, Design } from "../../../experiments/ensemble.ts";
import { CHUNK_SCHEMA } from "./design-digest.ts";
import { packChanges, unpackChanges } from "./pack-changes.ts";

/** First line of a chunk's file, JSON; the packed arrays follow in the order of `sizes`. */
interface ChunkHead {
  readonly schema: typeof CHUNK_SCHEMA;
  /** `designDigest` of the design that the runs are of. */
  readonly design: string;
  readonly first: number;
  readonly count: number;
  /** Order of the bytes in a word, "LE" on nearly every machine. */
  readonly bytes: "LE" | "BE";
  /** Result hash of each run. */
  readonly hashes: readonly string[];
  /** Words and packed bytes of each array. */
  readonly sizes: readonly { readonly words: number; readonly packed: number }[];
  /** SHA-256 of the rest of this line, as JSON, and of all that follows it; hexadecimal. */
  readonly sha256: string;
}

/** The arrays of a chunk as words, and how far apart the words lie that are most likely equal. */
interface Packed {
  readonly words: Words;
  readonly stride: number;
}

/**
 * A chunk of runs that all finished, as the bytes of its file: it can be read alone, and a single wrong
 * byte is noticed. Exact to the last bit.
 *
 * @param digest `designDigest` of the design
 * @throws RangeError for a chunk with failed runs: what failed is to be tried again
 */
export function encodeChunk(design: Design, digest: string, chunk: ChunkResult): Uint8Array {
  if (chunk.failures.length > 0) throw new RangeError("a chunk with failed runs is not kept");
  const arrays = [
    chunk.columns,
    chunk.held,
    chunk.tiers,
    chunk.seenSuppliers,
    Uint32Array.from(chunk.seenSegments),
    ...(chunk.holders.length > 0 ? [chunk.holders] : []),
  ].map((array, k): Packed => ({ words: wordsOf(array), stride: strides(design)[k] as number }));
  const packed = arrays.map(({ words, stride }) => packChanges(words, stride));
  const head: Omit<ChunkHead, "sha256"> = {
    schema: CHUNK_SCHEMA,
    design: digest,
    first: chunk.first,
    count: chunk.count,
    bytes: endianness(),
    hashes: chunk.hashes,
    sizes: packed.map((part, k) => ({
      words: (arrays[k] as Packed).words.length,
      packed: part.length,
    })),
  };
  const whole: ChunkHead = { ...head, sha256: sha256Of(head, packed) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(whole)}\n`), ...packed]);
}

/**
 * Reads a chunk's file.
 *
 * @returns null if the bytes are not, or not all, those of such a chunk of that design
 */
export function decodeChunk(design: Design, digest: string, bytes: Uint8Array): ChunkResult | null {
  const end = bytes.indexOf(10);
  const head = end < 0 ? null : readHead(bytes.subarray(0, end));
  if (head === null || head.design !== digest) return null;
  const body = bytes.subarray(end + 1);
  const { sha256, ...rest } = head;
  if (sha256Of(rest, [body]) !== sha256) return null;
  let from = 0;
  const arrays = head.sizes.map(({ words, packed }, k) => {
    const part = body.subarray(from, from + packed);
    from += packed;
    return unpackChanges(part, words, strides(design)[k] as number);
  });
  const [columns, held, tiers, seenSuppliers, seenSegments, holders] = arrays as [
    Words,
    Words,
    Words,
    Words,
    Words,
    Words?,
  ];
  return {
    first: head.first,
    count: head.count,
    columns: new Float64Array(columns.buffer),
    held,
    holders: holders ?? new Uint32Array(0),
    tiers,
    seenSuppliers,
    seenSegments: Uint8Array.from(seenSegments),
    hashes: head.hashes,
    failures: [],
  };
}

/** The head, if it is one of this layout and this machine's order of bytes. */
function readHead(line: Uint8Array): ChunkHead | null {
  try {
    const head = JSON.parse(new TextDecoder().decode(line)) as ChunkHead;
    return head.schema === CHUNK_SCHEMA && head.bytes === endianness() ? head : null;
  } catch {
    return null;
  }
}

function sha256Of(head: Omit<ChunkHead, "sha256">, parts: readonly Uint8Array[]): string {
  const hash = createHash("sha256").update(JSON.stringify(head));
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** A value is two words; most are equal to the value a step before, which is a country or more away in what is counted. */
function strides({ frame: { countries, suppliers } }: Design): readonly number[] {
  return [2, countries * (suppliers + 1), countries, countries, countries, countries];
}

function wordsOf({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): Words {
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}
