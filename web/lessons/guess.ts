/** A drawn line: values at some years, by the year's place; what lies between is straight. */
export type Guess = ReadonlyMap<number, number>;

/** The guess with a value at a year, and at the years that the pen passed on the way from the last one. */
export function drawn(
  guess: Guess,
  from: { readonly year: number; readonly value: number } | null,
  to: { readonly year: number; readonly value: number },
): Guess {
  const next = new Map(guess);
  const span = from === null ? 0 : to.year - from.year;
  for (let k = 1; k < Math.abs(span); k++) {
    const year = (from?.year ?? 0) + k * Math.sign(span);
    const share = k / Math.abs(span);
    next.set(year, (from?.value ?? 0) * (1 - share) + to.value * share);
  }
  return next.set(to.year, to.value);
}

/** The value of a guess at every year; level before its first and after its last; empty without any. */
export function lineOf(guess: Guess, years: number): readonly number[] {
  const known = [...guess].sort(([a], [b]) => a - b);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: years }, (_, year) => {
    if (year <= first[0]) return first[1];
    if (year >= last[0]) return last[1];
    const after = known.findIndex(([at]) => at >= year);
    const [right, high] = known[after] as [number, number];
    const [left, low] = known[after - 1] as [number, number];
    return low + ((high - low) * (year - left)) / (right - left);
  });
}

/**
 * How far a guess lies from what came out: the mean absolute distance over the years.
 *
 * @param truth by year; years without a value are left out
 */
export function scoreOf(line: readonly number[], truth: readonly (number | null)[]): number {
  const distances = truth.flatMap((value, year) =>
    value === null || line[year] === undefined ? [] : [Math.abs(value - line[year])],
  );
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}
