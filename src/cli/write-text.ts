import { renameSync, rmSync, writeFileSync } from "node:fs";
import { cannotWrite } from "./cannot-write.ts";

/**
 * Writes a text file beside its place and renames it.
 * @throws Stop (usage) when it cannot be written
 */
export function writeText(path: string, text: string): void {
  const part = `${path}.${process.pid}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw cannotWrite(path, error);
  }
}
