/**
 * The name nearest to a misspelt one, or null if none is near: at most a third of its letters wrong.
 * Only names of similar length are compared, and only short ones, so a long list costs little.
 */
export function nearestName(wrong: string, names: Iterable<string>): string | null {
  const allowed = Math.max(1, Math.floor(wrong.length / 3));
  if (wrong.length > 40) return null;
  let best: string | null = null;
  let bestDistance = allowed + 1;
  for (const name of names) {
    if (Math.abs(name.length - wrong.length) >= bestDistance) continue;
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Letters to add, drop, change or swap with the next (Damerau-Levenshtein, adjacent swaps). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let k = 1; k <= b.length; k++) {
      const same = a[i - 1] === b[k - 1] ? 0 : 1;
      let d = Math.min((last[k] ?? 0) + 1, (row[k - 1] ?? 0) + 1, (last[k - 1] ?? 0) + same);
      if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1]) {
        d = Math.min(d, (before[k - 2] ?? 0) + 1);
      }
      row.push(d);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The hint that offers a name, or none. */
export function hintOf(name: string | null): { hint?: string } {
  return name === null ? {} : { hint: `did you mean "${name}"?` };
}

/**
 * Suggests names from a fixed list, remembering its answers, and stops looking after a budget of
 * comparisons, so that a table full of unknown ids is still checked in linear time.
 */
export function suggester(
  names: readonly string[],
  comparisons = 300_000,
): (wrong: string) => string | null {
  const answers = new Map<string, string | null>();
  let left = comparisons;
  return (wrong) => {
    const known = answers.get(wrong);
    if (known !== undefined) return known;
    if (left < names.length) return null;
    left -= names.length;
    const answer = nearestName(wrong, names);
    answers.set(wrong, answer);
    return answer;
  };
}
