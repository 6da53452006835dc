import type { Checked } from "../problem.ts";

/** The text of a scenario and where it comes from. */
export interface Source {
  readonly text: string;
  /** Name for messages: the path as the user gave it, or the name of a built-in scenario. */
  readonly file: string;
  /** Tells sources apart, so that circles are found: an absolute path or `builtin:baseline`. */
  readonly key: string;
}

/**
 * Finds the scenario that a document extends. It decides alone what a reference may reach: a reader of
 * requests resolves built-in names only, so that no path from outside is followed.
 *
 * @param reference as written: a built-in name, `name@version` or a relative path.
 * @param from the document that holds the reference.
 * @returns the source, or problems without a place; they are put at the reference.
 */
export type Resolve = (reference: string, from: Source) => Promise<Checked<Source>>;
