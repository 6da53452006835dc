import { wrongUsage } from "../exit-codes.ts";

/**
 * Reads the number of a run, counted from 0 as in the table of outcomes.
 * @throws Stop (usage) when it is none
 */
export function parseRunNumber(flag: string, text: string): number {
  const run = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(run)) return run;
  throw wrongUsage(`${flag} wants the number of a run, from 0, got "${text}".`);
}
