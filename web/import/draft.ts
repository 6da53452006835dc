import { type Signal, signal } from "@preact/signals";

/** A text that is being written or that could not be opened; it stays when another view is opened. */
export interface Draft {
  readonly text: string;
  /** What it is called, for example the name of a file; "" for the present scenario. */
  readonly name: string;
}

/** The text of the editor; null: that of the present scenario. */
export const draft: Signal<Draft | null> = signal(null);
