import { wrongUsage } from "../exit-codes.ts";

/**
 * Reads a whole number of at least 1; `1000`, `1e3` and `1_000` are the same.
 * @param name the flag or variable it came from, for the message
 * @throws Stop (usage) when it is none
 */
export function parseCount(name: string, text: string): number {
  const plain = text.replaceAll("_", "").trim();
  const value = /^\d+(\.\d+)?([eE]\+?\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  if (!Number.isSafeInteger(value) || value < 1) {
    throw wrongUsage(`${name} wants a whole number from 1, got "${text}".`);
  }
  return value;
}

const unitSeconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
};
/** The longest wait that a timer of Node can take, about 24.8 days. */
const longestSeconds = 2 ** 31 / 1000 - 1;

/**
 * Reads a duration such as `90`, `90s`, `1.5m`, `1h30m`, `200ms`.
 * @param name the flag it came from, for the message
 * @returns seconds, above 0
 * @throws Stop (usage) when it is none, or longer than 24 days
 */
export function parseDuration(name: string, text: string): number {
  const refuse = () =>
    wrongUsage(`${name} wants a duration from 1ms to 24d such as 90s, 5m or 1h30m, got "${text}".`);
  const plain = text.trim();
  let seconds = 0;
  if (/^\d+(\.\d+)?$/.test(plain)) seconds = Number(plain);
  else {
    if (!/^(\d+(\.\d+)?(ms|[smhd]))+$/.test(plain)) throw refuse();
    for (const [, amount, unit] of plain.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)) {
      seconds += Number(amount) * (unitSeconds[unit ?? ""] ?? Number.NaN);
    }
  }
  if (!(seconds >= 0.001) || seconds > longestSeconds) throw refuse();
  return seconds;
}
