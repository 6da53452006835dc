import { type WordLength, wordLengths } from "../../results/words/phrases.ts";
import { wrongUsage } from "../exit-codes.ts";

/**
 * Reads `--words`.
 * @returns null where no paragraph is asked for
 * @throws Stop (usage) for a length that is none, or together with a format
 */
export function parseWords(
  text: string | undefined,
  flags: { readonly format?: string; readonly json?: boolean },
): WordLength | null {
  if (text === undefined) return null;
  const length = wordLengths.find((one) => one === text);
  if (length === undefined) {
    throw wrongUsage(`--words wants one of ${wordLengths.join(", ")}, got "${text}".`);
  }
  if (flags.json === true || (flags.format !== undefined && flags.format !== "table")) {
    throw wrongUsage("--words prints a paragraph: leave --format and --json out.");
  }
  return length;
}
