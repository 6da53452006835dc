/** Something wrong, or doubtful, in what a user wrote. */
export interface Problem {
  /** Code of the catalogue, for example "E102". Warnings start with W. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** One sentence that names the thing and the value. */
  readonly message: string;
  /** Where in the document, for example ["parameters", "choice.price"]; for tables, [column]. */
  readonly path: readonly (string | number)[];
  /** File name as the user gave it. */
  readonly file?: string;
  /** 1-based; present when the text is at hand. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** How many characters to underline, at least 1. */
  readonly length?: number;
  /** The nearest right name or the way out, for the end of the underline: `did you mean "…"?`. */
  readonly hint?: string;
  /** A further line that explains. */
  readonly note?: string;
}

/** What a check gives: the value, or every problem found. Warnings may come with a value. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };
