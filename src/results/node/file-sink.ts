import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SeriesSink } from "../series-sink.ts";

/** Bytes of runs that wait in memory to be written together. */
const BLOCK_BYTES = 16 * 2 ** 20;

/** Where and in what portions series are put aside. */
export interface FileSinkOptions {
  /** Folder for the file, which goes away at the end; the system's unless told. */
  readonly folder?: string;
  /** Runs written together, at least 1; about 16 MB of them unless told. */
  readonly block?: number;
}

/**
 * A series sink whose memory does not grow with the number of runs: full blocks of runs go to a
 * temporary file, turned so that a column's values at a step lie together. An ensemble of less than
 * a block touches no disk.
 */
export function fileSink(
  columns: number,
  steps: number,
  options: FileSinkOptions = {},
): SeriesSink {
  const width = columns * steps;
  const { folder = tmpdir(), block = Math.max(1, Math.floor(BLOCK_BYTES / (8 * width))) } = options;
  if (!Number.isSafeInteger(block) || block < 1) {
    throw new RangeError(`block is ${block} runs; give a whole number of at least 1`);
  }
  const path = join(folder, `.panoptes-series-${process.pid}-${Date.now()}-${nextSink++}`);
  /** The block being filled; [column × step × run of the block] */
  const filling = new Float64Array(width * block);
  /** What is read of a block at a time. */
  let part = new Float64Array(0);
  let bytes = new Uint8Array(part.buffer);
  let file: number | undefined;
  let nameless = false;
  let blocks = 0;
  let waiting = 0;

  const spill = (): void => {
    if (file === undefined) {
      file = openSync(path, "wx+", 0o600);
      nameless = withoutName(path);
    }
    writeAll(file, filling, blocks * filling.byteLength);
    blocks += 1;
    waiting = 0;
  };

  return {
    get runs() {
      return blocks * block + waiting;
    },
    add(series) {
      for (let k = 0; k < width; k++) filling[k * block + waiting] = series[k] as number;
      waiting += 1;
      if (waiting === block) spill();
    },
    read(column, from, to, into) {
      const runs = blocks * block + waiting;
      const start = (column * steps + from) * block;
      const size = (to - from) * block;
      if (blocks > 0 && part.length < size) {
        part = new Float64Array(size);
        bytes = new Uint8Array(part.buffer);
      }
      for (let b = 0; b < blocks; b++) {
        readAll(file as number, bytes, 8 * size, (b * filling.length + start) * 8, path);
        for (let s = 0; s < to - from; s++) {
          copy(part, s * block, block, into, s * runs + b * block);
        }
      }
      for (let s = 0; s < to - from; s++) {
        copy(filling, start + s * block, waiting, into, s * runs + blocks * block);
      }
    },
    close() {
      if (file === undefined) return;
      closeSync(file);
      if (!nameless) rmSync(path, { force: true });
      file = undefined;
      blocks = 0;
      waiting = 0;
    },
  };
}

let nextSink = 0;

/** Takes an open file's name away where the system allows it: then nothing is left, however the process ends. */
function withoutName(path: string): boolean {
  if (process.platform === "win32") return false;
  rmSync(path);
  return true;
}

function writeAll(file: number, values: Float64Array, position: number): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, position + done);
  }
}

function readAll(
  file: number,
  into: Uint8Array,
  length: number,
  position: number,
  path: string,
): void {
  for (let done = 0; done < length; ) {
    const read = readSync(file, into, done, length - done, position + done);
    if (read === 0) throw new Error(`${path} ends early; was it cut while the runs were going on?`);
    done += read;
  }
}

/** Copies a stretch. Views for `set` would be a million objects for a large ensemble. */
function copy(
  from: Float64Array,
  start: number,
  length: number,
  into: Float64Array,
  at: number,
): void {
  for (let k = 0; k < length; k++) into[at + k] = from[start + k] as number;
}
