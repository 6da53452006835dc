import { fileURLToPath } from "node:url";

/**
 * The words that call this very program again, by absolute paths: on the machines of a cluster another Node or
 * another Panoptes may come first on the PATH.
 */
export function ownProgram(): readonly [node: string, program: string] {
  return [process.execPath, fileURLToPath(new URL("../cli/main.js", import.meta.url))];
}
