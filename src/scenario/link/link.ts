// A share link is a scenario: `#/explore?s=baseline@2026.2&m=0.2.0&v=1&p=choice.price:2`. It stands in
// the hash of an address, so that static hosting works and nothing of it reaches a server's log.

/** What JSON can say. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A JSON object, for example a scenario document. */
export type JsonObject = { readonly [key: string]: Json };

/** Number of the form of links that is written. Older ones are read by way of `migrate`. */
export const LINK_VERSION = 1;

/** Longest link that mail programs and chats leave whole, characters. Beyond it, offer a file. */
export const LONGEST_SHARED = 2000;

/** Keys that say what is looked at and never change a result, with what each holds. */
export const displayKeys = {
  t: "period, for example 2031Q2",
  c: "country, for example KEN",
  chart: "chart that is open",
  hide: "suppliers that are hidden",
  theme: "light or dark",
  lang: "language",
} as const;

/** A key that says what is looked at. */
export type DisplayKey = keyof typeof displayKeys;

/** A single value that a link changes. */
export type LinkValue = number | boolean | string;

/** A scenario as a link says it. */
export type LinkedScenario =
  | {
      /** A built-in scenario, and single values over it. */
      readonly kind: "preset";
      /** For example "baseline". */
      readonly name: string;
      /** Data version that it was made with; null: whichever is there. */
      readonly data: string | null;
      /** By dotted key as for `--set`, for example `choice.price` or `suppliers.china.price`. */
      readonly changes: Readonly<Record<string, LinkValue>>;
    }
  | {
      /** A whole scenario document, where single values cannot say it. */
      readonly kind: "document";
      readonly document: JsonObject;
    };

/** What a share link says. */
export interface ShareLink {
  /** View of the page it opens, for example "explore". */
  readonly view: string;
  /** One scenario, or those that are compared; none where the link only opens a view. */
  readonly scenarios: readonly LinkedScenario[];
  /** Model version that it was made with, or null. */
  readonly model: string | null;
  /** Number of runs, or null for what the scenario says. */
  readonly runs: number | null;
  /** Seed, or null for what the scenario says. */
  readonly seed: string | null;
  /** What is looked at; never changes a result. */
  readonly display: Readonly<Partial<Record<DisplayKey, string>>>;
}

/**
 * Compresses text by raw DEFLATE (RFC 1951): `zlib.deflateRaw` in Node, `CompressionStream` in a
 * browser. Passed in, so that this layer needs neither.
 */
export type Deflate = (text: string) => Promise<Uint8Array>;

/**
 * Undoes `Deflate`. Rejects when the bytes are broken, no UTF-8, or would give more than `mostBytes`; it
 * must stop there and not inflate the rest, because a few bytes can stand for gigabytes.
 */
export type Inflate = (bytes: Uint8Array, mostBytes: number) => Promise<string>;
