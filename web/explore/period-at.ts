/** The last of the periods that is not after the one wanted; the last of all where none is wanted. */
export function periodAt(periods: readonly string[], wanted: string | null): number {
  if (wanted === null) return periods.length - 1;
  return Math.max(
    0,
    periods.findLastIndex((period) => period <= wanted),
  );
}
