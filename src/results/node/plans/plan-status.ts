import { runCoverer } from "../../../experiments/cut-runs.ts";
import { listRanges } from "../chunks/chunk-folder.ts";
import type { PlanPlace } from "./plan-file.ts";
import { listAside } from "./set-aside.ts";
import { sharedPaths } from "./shared-folder.ts";

/** How far a chunk of a plan is. Partly computed ones are missing. */
export interface ChunkState {
  /** Number of the chunk in the plan. */
  readonly chunk: number;
  readonly design: string;
  readonly first: number;
  readonly count: number;
  readonly state: "finished" | "missing" | "aside";
  /** Why it was set aside; null where it was not. */
  readonly reason: string | null;
}

/** How far every chunk of a plan is, in order. Says what files there are, and opens none of them. */
export function planStatus({
  plan,
  shared,
}: Pick<PlanPlace, "plan" | "shared">): readonly ChunkState[] {
  const folders = plan.designs.map(({ digest }) => ({
    digest,
    cover: runCoverer(listRanges(sharedPaths.chunks(shared.path), digest)),
    asides: listAside(shared, digest),
  }));
  return plan.chunks.map(([place, first, count], chunk): ChunkState => {
    const { digest, cover, asides } = folders[place] as (typeof folders)[number];
    const at = { chunk, design: digest, first, count };
    if (cover(at).missing.length === 0) return { ...at, state: "finished", reason: null };
    const aside = asides.find((one) => first < one.first + one.count && one.first < first + count);
    if (aside === undefined) return { ...at, state: "missing", reason: null };
    return { ...at, state: "aside", reason: aside.reason };
  });
}
