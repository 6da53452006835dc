import type { Replay, ReplayResults } from "../../explain/replays.ts";
import type { KernelDesign } from "../../kernel-design.ts";

/** What the pool asks of a thread. */
export interface ReplayTask {
  /** Which design of this pool, for threads that have it already. */
  readonly designId: number;
  /** The design itself where a thread asked for it; else null. */
  readonly design: KernelDesign | null;
  readonly replay: Replay;
}

/** What a thread answers. Errors cross as text: their own fields would not survive the trip. */
export type ReplayReply =
  | { readonly kind: "done"; readonly result: ReplayResults[Replay["kind"]] }
  | { readonly kind: "unknown-design" }
  | { readonly kind: "failed"; readonly reason: string };
