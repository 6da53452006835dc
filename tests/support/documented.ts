import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "./cli.ts";

/** The blocks of shell commands of a document, in order; its name is a path from the package's folder. */
export function shellBlocks(document: string): readonly string[] {
  const text = readFileSync(join(packageFolder, document), "utf8");
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
}

/** A program `npx` that calls the built `panoptes` behind it. */
export function npxScript(): string {
  const main = join(packageFolder, "dist", "src", "cli", "main.js");
  return `#!/bin/sh\nshift\nexec "${process.execPath}" "${main}" "$@"\n`;
}
