import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { RunFailure } from "../../../experiments/ensemble.ts";
import type { ChunkReference } from "./chunk-reference.ts";
import { type SharedFolder, sharedPaths } from "./shared-folder.ts";
import { writeBeside } from "./write-beside.ts";

const FAILED_SCHEMA = "panoptes/failed@1";

/** A chunk that could not be computed, or not all of it. */
export interface SetAside extends ChunkReference {
  /** In a sentence. */
  readonly reason: string;
  /** Its runs that failed by themselves, each with its seed; empty if the chunk as a whole did. */
  readonly runs: readonly RunFailure[];
}

/**
 * Sets a chunk aside: `failed/<design>/<first>-<count>.json` says why. It stays to be computed; whoever does so with
 * success removes the file.
 */
export function setAside(
  shared: SharedFolder,
  { design, first, count, reason, runs }: SetAside,
): void {
  const whole = { schema: FAILED_SCHEMA, design, first, count, reason, runs };
  writeBeside(pathOf(shared, { design, first, count }), [`${JSON.stringify(whole, null, 2)}\n`]);
}

/** Takes back that a chunk was set aside. */
export function takeBack(shared: SharedFolder, chunk: ChunkReference): void {
  rmSync(pathOf(shared, chunk), { force: true });
}

/** Chunks of a design that were set aside, in the order of their runs. Files that are none are passed over. */
export function listAside(shared: SharedFolder, design: string): readonly SetAside[] {
  const folder = sharedPaths.failed(shared.path, design);
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return names
    .filter((name) => /^\d+-\d+\.json$/.test(name))
    .flatMap((name) => read(join(folder, name)))
    .sort((a, b) => a.first - b.first || a.count - b.count);
}

function read(path: string): SetAside[] {
  try {
    const { schema, ...aside } = JSON.parse(readFileSync(path, "utf8")) as SetAside & {
      readonly schema: string;
    };
    return schema === FAILED_SCHEMA ? [aside] : [];
  } catch {
    // Taken back just now, or not one of ours.
    return [];
  }
}

function pathOf(shared: SharedFolder, { design, first, count }: ChunkReference): string {
  return join(sharedPaths.failed(shared.path, design), `${first}-${count}.json`);
}
