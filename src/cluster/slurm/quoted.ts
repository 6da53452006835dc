/**
 * A value as sbatch reads it back from a line of a script: it takes quotes off, and `#` begins a comment.
 * @throws RangeError for one that it cannot read
 */
export function quoted(value: string): string {
  if (/^[\w@%+=:,./-]+$/.test(value)) return value;
  const quote = ["'", '"'].find((one) => !value.includes(one));
  if (quote === undefined || value.includes("\\")) {
    throw new RangeError(
      `sbatch cannot read ${value} from a script; leave out the backslash or one sort of quotes`,
    );
  }
  return `${quote}${value}${quote}`;
}
