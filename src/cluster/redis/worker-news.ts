import type { ChunkReference } from "../../results/node/plans/chunk-reference.ts";

/** What a worker tells of its work. */
export type WorkerNews =
  /** Runs of a chunk are in the folder now, or were there already. */
  | {
      readonly kind: "kept" | "found";
      readonly chunk: ChunkReference;
      readonly seconds: number;
    }
  /** A try failed; the chunk is tried again, or was set aside for good. */
  | {
      readonly kind: "failed";
      readonly chunk: ChunkReference;
      readonly reason: string;
      readonly aside: boolean;
    }
  /** A chunk was given back without its counting as a try: this machine cannot do it now, or is to stop. */
  | { readonly kind: "given-back"; readonly chunk: ChunkReference; readonly reason: string }
  /** Chunks of a worker that was not heard from any more were put back into the queue. */
  | { readonly kind: "taken-over"; readonly chunk: string }
  | { readonly kind: "lost"; readonly reason: string }
  | { readonly kind: "back" }
  /** Something that a person should know. */
  | { readonly kind: "warning"; readonly text: string };
