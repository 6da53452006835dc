import type { ChunkResult } from "../ensemble.ts";
import type { KernelDesign } from "../kernel-design.ts";

/** What the pool asks of a thread. */
export interface ChunkTask {
  /** Which design of this pool, for threads that have it already. */
  readonly designId: number;
  /** The design itself, on the first tasks and whenever a thread asked for it; else null. */
  readonly design: KernelDesign | null;
  readonly first: number;
  readonly count: number;
  /** On shared memory; its one word becomes 1 when the thread shall give up. */
  readonly stop: Int32Array;
}

/** What a thread answers. Errors cross as text: their own fields would not survive the trip. */
export type ChunkReply =
  | { readonly kind: "done"; readonly chunk: ChunkResult; readonly milliseconds: number }
  | { readonly kind: "unknown-design" }
  | { readonly kind: "failed"; readonly reason: string };
