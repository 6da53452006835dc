import { runCoverer } from "../../experiments/cut-runs.ts";
import { listRanges } from "../../results/node/chunks/chunk-folder.ts";
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
    if (known.cover(chunk).missing.length === 0) return { kept: true };
    const aside = known.aside.find(
      ({ first, count }) => first === chunk.first && count === chunk.count,
    );
    return aside === undefined ? null : { kept: false, reason: aside.reason };
  });
}

function lookAt(shared: SharedFolder, design: string) {
  return {
    cover: runCoverer(listRanges(sharedPaths.chunks(shared.path), design)),
    aside: listAside(shared, design),
  };
}
