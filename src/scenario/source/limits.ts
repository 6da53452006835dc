// What a scenario document may use up. Each limit is far beyond any scenario a person writes, and
// small enough that a hostile document is refused at once.

/** Most bytes of a document in UTF-8. */
export const MOST_BYTES: number = 256 * 1024;

/** Most words, signs and indents of a document. */
export const MOST_TOKENS = 120_000;

/** Deepest nesting of mappings and lists. The scenario format itself needs six levels. */
export const DEEPEST = 32;

/** Most values after aliases are written out. */
export const MOST_VALUES = 50_000;

/** Longest name or text that a message repeats in full. */
const LONGEST_QUOTE = 60;

/** A name or value as messages show it: in quotes, cut if it is long, on one line. */
export function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > LONGEST_QUOTE ? `"${line.slice(0, LONGEST_QUOTE - 1)}…"` : `"${line}"`;
}

/** Number of bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let k = 0; k < text.length; k++) {
    const unit = text.charCodeAt(k);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      bytes += 4;
      k++;
    } else bytes += 3;
  }
  return bytes;
}
