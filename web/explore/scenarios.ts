/** A built-in scenario as it is shipped with the page, or one that a link brought along. */
export interface ShippedScenario {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Its own document, plain; what it extends is another one of these. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Whether a link brought it along. */
  readonly linked?: boolean;
}
