/**
 * Takes `key=value` apart; a word alone has the value "".
 *
 * @param flag that it came from, for messages
 * @throws RangeError for one that begins with no key or holds what would end a line
 */
export function readSetting(flag: string, text: string): readonly [key: string, value: string] {
  const [, key, value = ""] = /^([a-z][a-z-]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (key === undefined) {
    throw new RangeError(`${flag} wants key=value such as ${flag} tasks=100, got "${text}"`);
  }
  // A line break would begin a line of its own in a script.
  if (/\p{Cc}/u.test(value)) {
    throw new RangeError(
      `${flag} ${key}: a line break or another control character cannot stand there`,
    );
  }
  return [key, value];
}

/**
 * A whole number from 1.
 * @throws RangeError for anything else
 */
export function readNumber(flag: string, key: string, value: string): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new RangeError(`${flag} ${key} wants a whole number from 1, got "${value}"`);
  }
  return number;
}
