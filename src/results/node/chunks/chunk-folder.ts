import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { ChunkResult, Design } from "../../../experiments/ensemble.ts";
import { decodeChunk, encodeChunk } from "./chunk-file.ts";
import { type Claim, claim, type Holder } from "./claim.ts";
import { designDigest } from "./design-digest.ts";

/** Consecutive runs. */
export interface Range {
  readonly first: number;
  readonly count: number;
}

/** The chunks of one design in a folder, `<folder>/<digest>/<first>-<count>.chunk`. */
export interface ChunkFolder {
  /** Runs that are there, in order; ranges may overlap. */
  list(): readonly Range[];
  /** Whether a chunk is there, whole or not: what a single question to the file system tells. */
  has(range: Range): boolean;
  /** Reads a chunk; null if it is not there or not whole. A damaged one is removed. */
  read(range: Range): ChunkResult | null;
  /** Keeps a chunk without failures: written beside its place and renamed, so that it is there whole or not at all. */
  write(chunk: ChunkResult): void;
  /** Claims the right to add runs, or says who has it. */
  claim(): Claim | Holder;
}

const chunkName = /^(\d+)-(\d+)\.chunk$/;
let parts = 0;

/**
 * Opens the chunks of a design. Any number of processes may read and write at a time: a chunk's bytes are
 * decided by its name, so whoever comes second writes the same again. Nothing is made before something is
 * written.
 *
 * @param folder holds the chunks of many designs
 * @param digest of the design, for those who know it: making it takes a while
 */
export function openChunks(
  folder: string,
  design: Design,
  digest: string = designDigest(design),
): ChunkFolder {
  const own = join(folder, digest);
  const pathOf = ({ first, count }: Range): string => join(own, `${first}-${count}.chunk`);
  return {
    list: () => listRanges(folder, digest),
    has: (range) => existsSync(pathOf(range)),
    read(range) {
      let bytes: Uint8Array;
      try {
        bytes = readFileSync(pathOf(range));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
      const chunk = decodeChunk(design, digest, bytes);
      if (chunk?.first === range.first && chunk.count === range.count) return chunk;
      rmSync(pathOf(range), { force: true });
      return null;
    },
    write(chunk) {
      const path = pathOf(chunk);
      // Processes of two machines may have the same number: in containers all of them have 1.
      const part = `${path}.${hostname()}-${process.pid}-${parts++}.part`;
      // Whoever deletes the folder in the meantime loses what was in it, not what comes.
      mkdirSync(own, { recursive: true });
      try {
        writeFileSync(part, encodeChunk(design, digest, chunk));
        renameSync(part, path);
      } catch (error) {
        rmSync(part, { force: true });
        throw error;
      }
    },
    claim() {
      mkdirSync(own, { recursive: true });
      return claim(join(own, "claim"));
    },
  };
}

/** Runs of a design whose chunks are in a folder, whole or not, in order; ranges may overlap. */
export function listRanges(folder: string, digest: string): readonly Range[] {
  const ranges = namesIn(join(folder, digest)).flatMap((name): Range[] => {
    const [, first, count] = chunkName.exec(name) ?? [];
    return first === undefined ? [] : [{ first: Number(first), count: Number(count) }];
  });
  return ranges.sort((a, b) => a.first - b.first || a.count - b.count);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
