import type { Problem } from "../../src/scenario/problem.ts";

/** A problem as a sentence. */
export function sentence({ message, hint }: Problem): string {
  const start = message.charAt(0).toUpperCase() + message.slice(1);
  return `${start}${hint === undefined ? "" : ` (${hint})`}.`;
}
