import { readdirSync } from "node:fs";
import { join } from "node:path";
import { coverRuns, type RunRange } from "../../experiments/cut-runs.ts";
import type { ChunkReference } from "../../results/node/plans/chunk-reference.ts";
import { listAside } from "../../results/node/plans/set-aside.ts";
import { type SharedFolder, sharedPaths } from "../../results/node/plans/shared-folder.ts";
import type { BoardEnd } from "../board.ts";

/**
 * What a shared folder says of chunks: how each ended, or null where it has not. The folder is what counts;
 * a queue only hands out work.
 */
export function endsInFolder(
  shared: SharedFolder,
  chunks: readonly ChunkReference[],
): readonly (BoardEnd | null)[] {
  const designs = new Map<string, ReturnType<typeof lookAt>>();
  return chunks.map((chunk) => {
    const known = designs.get(chunk.design) ?? lookAt(shared, chunk.design);
    designs.set(chunk.design, known);
    if (coverRuns(known.ranges, chunk).missing.length === 0) return { kept: true };
    const aside = known.aside.find(
      ({ first, count }) => first === chunk.first && count === chunk.count,
    );
    return aside === undefined ? null : { kept: false, reason: aside.reason };
  });
}

function lookAt(shared: SharedFolder, design: string) {
  return { ranges: rangesOf(shared, design), aside: listAside(shared, design) };
}

function rangesOf({ path }: SharedFolder, design: string): readonly RunRange[] {
  let names: readonly string[];
  try {
    names = readdirSync(join(sharedPaths.chunks(path), design));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return names.flatMap((name): RunRange[] => {
    const [, first, count] = /^(\d+)-(\d+)\.chunk$/.exec(name) ?? [];
    return first === undefined ? [] : [{ first: Number(first), count: Number(count) }];
  });
}
