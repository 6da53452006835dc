import { lstatSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CLOCK_PREFIX, folderTime } from "./folder-clock.ts";
import { type SharedFolder, sharedPaths } from "./shared-folder.ts";

/** A file that nobody has written to for so long is nobody's any more, ms; a write takes seconds. */
const ABANDONED = 3_600_000;

/**
 * Removes what processes left behind that were killed in the middle of a write: files `*.part` that are older than
 * an hour, by the clock of the folder itself. Never fails: what cannot be looked at or removed stays, and whoever
 * works there will say what is wrong with the folder.
 *
 * @param designs digests of those whose chunks to look at; all unless told
 * @returns number of files that were removed
 * @example
 * sweepParts(openShared("/mnt/shared/panoptes"));
 */
export function sweepParts({ path }: SharedFolder, designs?: readonly string[]): number {
  const chunks = sharedPaths.chunks(path);
  let now: number;
  try {
    now = folderTime(path);
  } catch {
    return 0;
  }
  const folders = (designs ?? namesIn(chunks)).flatMap((digest) => [
    join(chunks, digest),
    sharedPaths.failed(path, digest),
  ]);
  const own = ["worlds", "designs", "plans"].map((name) => join(path, name));
  return [path, ...own, ...folders].reduce((sum, folder) => sum + sweep(folder, now), 0);
}

/** Removes what is abandoned in one folder. */
function sweep(folder: string, now: number): number {
  const left = namesIn(folder).filter(
    (name) => name.endsWith(".part") || name.startsWith(CLOCK_PREFIX),
  );
  let removed = 0;
  for (const name of left) {
    const path = join(folder, name);
    try {
      const found = lstatSync(path);
      if (!found.isFile() || now - found.mtimeMs <= ABANDONED) continue;
      rmSync(path);
      removed++;
    } catch {
      // Its writer has ended in the meantime, somebody else sweeps, or it may not be removed.
    }
  }
  return removed;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
