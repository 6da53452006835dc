import { type ChunkReference, chunkName } from "../../results/node/plans/chunk-reference.ts";
import type { BoardEnd } from "../board.ts";

/** Chunks that were posted, each until its end was heard of and asked for. */
export interface Posted {
  add(chunk: ChunkReference): void;
  /** Resolves with the end of a chunk, also of one that was not posted here. */
  ended(chunk: ChunkReference): Promise<BoardEnd>;
  /** Tells the end of a chunk by its name; one that nobody posted is passed over. */
  settle(name: string, end: BoardEnd): void;
  /** Whether the end of a chunk is still to come. */
  isOpen(chunk: ChunkReference): boolean;
  /** Chunks whose end is still to come, the oldest first, so many at most. */
  open(most: number): readonly ChunkReference[];
  /**
   * One of those who posted a chunk waits for it no more.
   * @returns whether nobody else does
   */
  forget(chunk: ChunkReference): boolean;
}

interface Entry {
  readonly chunk: ChunkReference;
  readonly end: Promise<BoardEnd>;
  readonly resolve: (end: BoardEnd) => void;
  settled: boolean;
  /** How often its end was asked for. */
  asked: number;
  /** How often it was posted and not taken back. */
  waiting: number;
}

/** Begins with no chunks. */
export function openPosted(): Posted {
  const entries = new Map<string, Entry>();
  const entryOf = (chunk: ChunkReference): Entry => {
    const name = chunkName(chunk);
    const known = entries.get(name);
    if (known !== undefined) return known;
    let resolve: (end: BoardEnd) => void = () => {};
    const end = new Promise<BoardEnd>((fulfil) => {
      resolve = fulfil;
    });
    const entry = { chunk, end, resolve, settled: false, asked: 0, waiting: 0 };
    entries.set(name, entry);
    return entry;
  };
  /** Lets go of an end that all who posted the chunk have asked for. */
  const tidy = (name: string, { settled, asked, waiting }: Entry): void => {
    if (settled && asked >= waiting) entries.delete(name);
  };
  return {
    add(chunk) {
      // What has ended and is posted again is to end once more.
      if (entries.get(chunkName(chunk))?.settled === true) entries.delete(chunkName(chunk));
      entryOf(chunk).waiting += 1;
    },
    ended(chunk) {
      const entry = entryOf(chunk);
      entry.asked += 1;
      tidy(chunkName(chunk), entry);
      return entry.end;
    },
    settle(name, end) {
      const entry = entries.get(name);
      if (entry === undefined || entry.settled) return;
      entry.settled = true;
      entry.resolve(end);
      tidy(name, entry);
    },
    isOpen: (chunk) => entries.get(chunkName(chunk))?.settled === false,
    open(most) {
      const chunks: ChunkReference[] = [];
      for (const { chunk, settled } of entries.values()) {
        if (chunks.length >= most) break;
        if (!settled) chunks.push(chunk);
      }
      return chunks;
    },
    forget(chunk) {
      const entry = entries.get(chunkName(chunk));
      if (entry === undefined) return true;
      entry.waiting -= 1;
      if (entry.waiting > 0) return false;
      entries.delete(chunkName(chunk));
      return true;
    },
  };
}
