import type { Progress } from "../../../experiments/ensemble.ts";
import type { Refusal } from "../../refusal.ts";
import type { PartialOutcome, Work, WorkEnding } from "../work.ts";

/** What a thread is started with. */
export interface ThreadSetup {
  /** Where results are put. */
  readonly folder: string;
  /** Version of the package. */
  readonly version: string;
  /** Threads that it may start for runs. */
  readonly jobs: number;
}

/** What is said to a thread. */
export type ToThread =
  /** Do this; one piece at a time. The flag, [1], is set to 1 where it should stop even though it cannot listen. */
  | { readonly kind: "perform"; readonly work: Work; readonly flag: Int32Array }
  | { readonly kind: "stop" }
  | { readonly kind: "close" };

/** What a thread says. */
export type FromThread =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "partial"; readonly partial: PartialOutcome }
  | { readonly kind: "done"; readonly ending: WorkEnding }
  /** The work was refused: what was asked cannot be done. */
  | ({ readonly kind: "refused"; readonly detail: string } & Pick<Refusal, "problem" | "errors">)
  /** It went wrong; errors cross as text. */
  | { readonly kind: "failed"; readonly reason: string };
