import { randomUUID } from "node:crypto";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the names of files begin with that are written to read a folder's clock. */
export const CLOCK_PREFIX = ".clock-";

/**
 * Time by the clock of whatever keeps a folder, which may be another machine: what it gives a new file.
 *
 * @returns ms since 1970
 * @throws what the file system says where nothing can be written
 */
export function folderTime(path: string): number {
  const probe = join(path, `${CLOCK_PREFIX}${randomUUID()}`);
  try {
    writeFileSync(probe, "");
    return statSync(probe).mtimeMs;
  } finally {
    rmSync(probe, { force: true });
  }
}
