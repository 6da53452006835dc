import { coverRuns } from "../experiments/cut-runs.ts";
import type { ChunkReference } from "../results/node/plans/chunk-reference.ts";
import { PlanError } from "../results/node/plans/plan-error.ts";
import { listAside, type SetAside } from "../results/node/plans/set-aside.ts";
import type { SharedFolder } from "../results/node/plans/shared-folder.ts";
import type { Board } from "./board.ts";

/**
 * A board without workers, for what is put together of chunks that are there: those that were set aside have
 * ended with their reason, and asking for any other is an error.
 */
export function storedBoard(shared: SharedFolder): Board {
  return {
    async post(chunks) {
      const missing = chunks.filter((chunk) => asideOf(shared, chunk) === undefined);
      const [first] = missing;
      if (first === undefined) return;
      const more = missing.length > 1 ? ` and ${missing.length - 1} more` : "";
      throw new PlanError(
        `runs ${first.first} to ${first.first + first.count - 1} of design ${first.design.slice(0, 12)}…${more} are ` +
          // What was there when the plan was made is in none of its chunks, so that `chunk run` passes it over.
          `not in "${shared.path}": they were removed or damaged since. \`panoptes chunk merge --compute\` computes ` +
          "them here; planning again gives them to other machines",
      );
    },
    async ended(chunk) {
      const aside = asideOf(shared, chunk);
      return { kept: false, reason: aside?.reason ?? "it was never computed" };
    },
    async withdraw() {},
    async workers() {
      return 0;
    },
    async close() {},
  };
}

/** What says why a chunk was set aside; undefined where not all of it was. */
function asideOf(shared: SharedFolder, chunk: ChunkReference): SetAside | undefined {
  const asides = listAside(shared, chunk.design);
  const within = asides.map(({ first, count }) => {
    const from = Math.max(first, chunk.first);
    const to = Math.min(first + count, chunk.first + chunk.count);
    return { first: from, count: to - from };
  });
  if (coverRuns(within, chunk).missing.length > 0) return undefined;
  return asides[within.findIndex(({ count }) => count > 0)];
}
