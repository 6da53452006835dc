import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";

let parts = 0;

/**
 * Writes a file beside its place and renames it, so that whoever reads finds all of it or nothing. Processes
 * on any number of machines may write the same file at a time; the last one stays.
 *
 * @param pieces of the file, in order
 * @throws what the file system says
 */
export function writeBeside(path: string, pieces: readonly (string | Uint8Array)[]): void {
  const part = `${path}.${hostname()}-${process.pid}-${parts++}.part`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    const file = openSync(part, "w");
    try {
      for (const piece of pieces) writeAll(file, piece);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function writeAll(file: number, piece: string | Uint8Array): void {
  const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
  for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
}
