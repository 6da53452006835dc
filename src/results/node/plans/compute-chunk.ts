import { coverRuns, type RunRange } from "../../../experiments/cut-runs.ts";
import type {
  ChunkResult,
  Design,
  Executor,
  RunFailure,
  StopSignal,
} from "../../../experiments/ensemble.ts";
import { type ChunkFolder, openChunks } from "../chunks/chunk-folder.ts";
import { joinChunks } from "../chunks/join-chunks.ts";
import type { ChunkReference } from "./chunk-reference.ts";
import { missingRuns } from "./missing-runs.ts";
import { setAside, takeBack } from "./set-aside.ts";
import { type SharedFolder, sharedPaths } from "./shared-folder.ts";
import { loadDesign } from "./stored-design.ts";

/**
 * How computing a chunk ended. `kept`: all of its runs are in the folder now. `found`: they were there already.
 * `failed`: it was set aside with the reason; runs of it that finished are kept. `stopped`: the signal was given;
 * what had finished is kept, and whoever takes the chunk next computes the rest.
 */
export type ChunkEnd =
  | { readonly kind: "kept" }
  | { readonly kind: "found" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "stopped" };

/** Computes chunks of the designs in a shared folder. */
export interface ChunkComputer {
  /**
   * Computes a chunk unless it is there, and keeps it.
   * @throws PlanError where its design cannot be used; what the file system says
   */
  compute(chunk: ChunkReference, signal?: StopSignal): Promise<ChunkEnd>;
}

/** A design whose chunks can be computed. */
interface Ready {
  readonly design: Design;
  readonly chunks: ChunkFolder;
  /** Runs of a chunk that are not in the folder. */
  readonly missingOf: (chunk: RunRange) => readonly RunRange[];
}

/** Designs that stay in memory: chunks of one design come one after the other, of few designs at a time. */
const REMEMBERED = 4;

/**
 * @param executor threads: nothing is simulated on the calling thread
 * @param options.plugins digests of plugins that designs may load; none unless told
 * @example
 * const computer = chunkComputer(openShared("/mnt/shared"), threadsExecutor({ jobs: 4 }));
 * await computer.compute({ design, first: 0, count: 256 });
 */
export function chunkComputer(
  shared: SharedFolder,
  executor: Executor,
  options: { readonly plugins?: readonly string[] } = {},
): ChunkComputer {
  const designs = new Map<string, Promise<Ready>>();
  const makeReady = async (digest: string): Promise<Ready> => {
    const design = await loadDesign(shared, digest, options.plugins);
    const chunks = openChunks(sharedPaths.chunks(shared.path), design, digest);
    return { design, chunks, missingOf: missingRuns(chunks) };
  };
  const ready = (digest: string): Promise<Ready> => {
    const known = designs.get(digest);
    const design = known ?? makeReady(digest);
    // The last used stands last.
    designs.delete(digest);
    designs.set(digest, design);
    for (const oldest of designs.keys()) {
      if (designs.size <= REMEMBERED) break;
      designs.delete(oldest);
    }
    design.catch(() => designs.delete(digest));
    return design;
  };
  return {
    async compute(chunk, signal) {
      const { design, chunks, missingOf } = await ready(chunk.design);
      const missing = missingOf(chunk);
      if (missing.length === 0) {
        takeBack(shared, chunk);
        return { kind: "found" };
      }
      const keeping = { executor, design, chunks, signal };
      const failures: RunFailure[] = [];
      for (const gap of missing) {
        if (!(await computeRange(keeping, gap, failures))) return { kind: "stopped" };
      }
      const [failure] = failures;
      if (failure === undefined) {
        takeBack(shared, chunk);
        return { kind: "kept" };
      }
      const { run, seed, reason: why } = failure;
      const others = failures.length > 1 ? `, and ${failures.length - 1} more` : "";
      const reason = `run ${run} (seed ${seed}) failed: ${why}${others}`;
      setAside(shared, { ...chunk, reason, runs: failures });
      return { kind: "failed", reason };
    },
  };
}

/** Where runs are computed and kept. */
export interface Keeping {
  readonly executor: Executor;
  readonly design: Design;
  readonly chunks: ChunkFolder;
  readonly signal: StopSignal | undefined;
}

/**
 * Computes consecutive runs and keeps those that finish, in as few chunks as possible. Where some of a part
 * fail, the others are run once more without them: what is counted over the runs of a part cannot be taken apart.
 *
 * @param failures takes those that failed
 * @returns false if it was stopped
 */
export async function computeRange(
  keeping: Keeping,
  range: RunRange,
  failures: RunFailure[],
): Promise<boolean> {
  const { executor, design, chunks, signal } = keeping;
  let pending: ChunkResult[] = [];
  const again: RunRange[] = [];
  const keep = (): void => {
    const [head, ...tail] = pending;
    if (head !== undefined) chunks.write(joinChunks([head, ...tail]));
    pending = [];
  };
  const { stopped } = await executor.run(
    { ...design, ...range },
    (part) => {
      if (part.failures.length === 0) {
        pending.push(part);
        return;
      }
      keep();
      failures.push(...part.failures);
      const failed = part.failures.map(({ run }): RunRange => ({ first: run, count: 1 }));
      again.push(...coverRuns(failed, part).missing);
    },
    signal === undefined ? {} : { signal },
  );
  keep();
  if (stopped) return false;
  for (const one of again) if (!(await computeRange(keeping, one, failures))) return false;
  return true;
}
