import { readdirSync } from "node:fs";
import { join } from "node:path";
import { coverRuns, type RunRange } from "../../../experiments/cut-runs.ts";
import type { PlanPlace } from "./plan-file.ts";
import { listAside } from "./set-aside.ts";
import { type SharedFolder, sharedPaths } from "./shared-folder.ts";

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
    ranges: chunksIn(shared, digest),
    asides: listAside(shared, digest),
  }));
  return plan.chunks.map(([place, first, count], chunk): ChunkState => {
    const { digest, ranges, asides } = folders[place] as (typeof folders)[number];
    const at = { chunk, design: digest, first, count };
    if (isCovered(ranges, { first, count })) return { ...at, state: "finished", reason: null };
    const aside = asides.find((one) => first < one.first + one.count && one.first < first + count);
    if (aside === undefined) return { ...at, state: "missing", reason: null };
    return { ...at, state: "aside", reason: aside.reason };
  });
}

function isCovered(ranges: ReadonlyMap<number, readonly RunRange[]>, chunk: RunRange): boolean {
  const own = ranges.get(chunk.first) ?? [];
  if (own.some(({ count }) => count === chunk.count)) return true;
  // Few chunks were kept in parts, and only then all parts are looked through.
  return coverRuns([...ranges.values()].flat(), chunk).missing.length === 0;
}

/** Ranges of runs of a design that are there, by their first run. */
function chunksIn(shared: SharedFolder, digest: string): ReadonlyMap<number, readonly RunRange[]> {
  const all = new Map<number, RunRange[]>();
  let names: readonly string[] = [];
  try {
    names = readdirSync(join(sharedPaths.chunks(shared.path), digest));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  for (const name of names) {
    const [, first, count] = /^(\d+)-(\d+)\.chunk$/.exec(name) ?? [];
    if (first === undefined) continue;
    const own = all.get(Number(first)) ?? [];
    own.push({ first: Number(first), count: Number(count) });
    all.set(Number(first), own);
  }
  return all;
}
