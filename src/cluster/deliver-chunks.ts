import { columnLayout } from "../core/outcomes.ts";
import { failedRun } from "../experiments/chunk.ts";
import { coverRuns, type RunRange } from "../experiments/cut-runs.ts";
import type { ChunkResult, Design, StopSignal } from "../experiments/ensemble.ts";
import { kernelDesignOf } from "../experiments/kernel-design.ts";
import { type ChunkFolder, openChunks } from "../results/node/chunks/chunk-folder.ts";
import type { ChunkReference } from "../results/node/plans/chunk-reference.ts";
import { listAside } from "../results/node/plans/set-aside.ts";
import { type SharedFolder, sharedPaths } from "../results/node/plans/shared-folder.ts";
import type { Board, BoardEnd } from "./board.ts";

/** How often a chunk is queued that is said to be kept and is not there, or not whole. */
const TRIES = 3;

/** Runs of a design that are to come, in order: ranges that are there, and chunks that are queued. */
export interface Awaited {
  /** Digest of the design. */
  readonly digest: string;
  readonly ranges: readonly AwaitedRange[];
}

interface AwaitedRange extends RunRange {
  readonly queued: boolean;
}

/** Where chunks come from and go to. */
export interface Delivering {
  readonly shared: SharedFolder;
  readonly board: Pick<Board, "post" | "ended">;
  readonly design: Design;
  readonly awaited: Awaited;
  readonly onChunk: (chunk: ChunkResult) => void | Promise<void>;
  /** Told of runs that have ended, in any order, once each: those that are delivered later included. */
  readonly onEnded: (runs: number) => void;
  /** Told of a chunk that is waited for no more. */
  readonly onLeft: (chunk: ChunkReference) => void;
  readonly signal: StopSignal | undefined;
}

/**
 * Delivers the runs of a design in their order, as their chunks end. One chunk is in memory at a time.
 *
 * @returns false if it was stopped
 */
export async function deliverChunks(delivering: Delivering): Promise<boolean> {
  const { shared, board, design, awaited, onEnded, onLeft, signal } = delivering;
  const { digest, ranges } = awaited;
  const chunks = openChunks(sharedPaths.chunks(shared.path), design, digest);
  const stop = watchStop(signal);
  const ends = ranges.map(({ first, count, queued }) => {
    const end: Promise<BoardEnd> = queued
      ? board.ended({ design: digest, first, count })
      : Promise.resolve({ kept: true });
    // Looked at in its turn; until then its failure is nobody's.
    end.then(() => onEnded(count)).catch(() => {});
    return end;
  });
  try {
    for (const [k, { first, count }] of ranges.entries()) {
      const chunk = { design: digest, first, count };
      let ended = await Promise.race([ends[k] as Promise<BoardEnd>, stop.stopped]);
      for (let tries = 1; ; tries++) {
        if (ended === null || signal?.aborted === true) return false;
        const found = readRuns(chunks, chunk);
        if (found.missing === 0 || !ended.kept || tries >= TRIES) {
          await handOn(
            delivering,
            found.parts,
            ended.kept ? neverWhole(shared, chunk) : ended.reason,
          );
          break;
        }
        await board.post([chunk]);
        ended = await Promise.race([board.ended(chunk), stop.stopped]);
      }
      onLeft(chunk);
    }
    return true;
  } finally {
    stop.end();
  }
}

/** Runs of a chunk as they lie in the folder: read, or missing. */
interface FoundRuns {
  readonly parts: readonly (ChunkResult | RunRange)[];
  /** Number of parts that are missing. */
  readonly missing: number;
}

/** Reads the runs of a chunk: as one file, or else as the files that hold parts of it. */
function readRuns(chunks: ChunkFolder, range: RunRange): FoundRuns {
  const whole = chunks.read(range);
  if (whole !== null) return { parts: [whole], missing: 0 };
  const { there, missing } = coverRuns(chunks.list(), range);
  const parts = [...missing, ...there.map((one) => chunks.read(one) ?? one)];
  return {
    parts: parts.sort((a, b) => a.first - b.first),
    missing: parts.filter((part) => !isRead(part)).length,
  };
}

function isRead(part: ChunkResult | RunRange): part is ChunkResult {
  return "columns" in part;
}

/** Delivers the parts of a chunk; runs that are missing as failed, each with its reason or that of the chunk. */
async function handOn(
  { shared, design, awaited, onChunk }: Delivering,
  parts: FoundRuns["parts"],
  reason: string,
): Promise<void> {
  let reasons: ReadonlyMap<number, string> | null = null;
  for (const part of parts) {
    if (isRead(part)) {
      await onChunk(part);
      continue;
    }
    reasons ??= reasonsOf(shared, awaited.digest);
    const columns = columnLayout(design.frame).length;
    for (let run = part.first; run < part.first + part.count; run++) {
      await onChunk(failedRun(kernelDesignOf(design), columns, run, reasons.get(run) ?? reason));
    }
  }
}

/** Why runs of a design failed, by run. */
function reasonsOf(shared: SharedFolder, digest: string): ReadonlyMap<number, string> {
  const failures = listAside(shared, digest).flatMap(({ runs }) => runs);
  return new Map(failures.map(({ run, reason }) => [run, reason]));
}

function neverWhole({ path }: SharedFolder, { first, count }: RunRange): string {
  return (
    `chunk ${first}-${count} was computed ${TRIES} times and never found whole in "${path}": is it the same folder ` +
    "on all machines, and does its disk keep what is written?"
  );
}

/** A promise that resolves to null when a signal is given. */
function watchStop(signal: StopSignal | undefined): {
  readonly stopped: Promise<null>;
  end(): void;
} {
  let stop = (): void => {};
  const stopped = new Promise<null>((resolve) => {
    stop = () => resolve(null);
  });
  if (signal?.aborted === true) stop();
  signal?.addEventListener("abort", stop);
  return { stopped, end: () => signal?.removeEventListener("abort", stop) };
}
