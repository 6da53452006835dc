// Pieces of sentences that are made from numbers. No claim without its figure.

/** How much to say. */
export const wordLengths = ["short", "medium", "long"] as const;
/** One of the lengths of a paragraph. */
export type WordLength = (typeof wordLengths)[number];

/** `171 of 200 runs`, `1 of 1 run`. */
export function ofRuns(some: number, all: number): string {
  return `${some} of ${all} ${all === 1 ? "run" : "runs"}`;
}

/** Things one behind the other: `a`, `a and b`, `a, b and c`. */
export function listed(things: readonly string[]): string {
  const last = things.at(-1) ?? "";
  return things.length < 2 ? last : `${things.slice(0, -1).join(", ")} and ${last}`;
}

/** A number with its sign, two decimals and a real minus: `+0.11`. */
export function signedNumber(value: number, decimals = 2): string {
  const size = Math.abs(value).toFixed(decimals);
  if (Number(size) === 0) return size;
  return `${value < 0 ? "−" : "+"}${size}`;
}

/** A share in percent: `41 %`. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
