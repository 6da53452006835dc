/** Processor time that something took on this process, all threads together, s. */
export async function processorSeconds<T>(
  run: () => T | Promise<T>,
): Promise<{ readonly value: Awaited<T>; readonly seconds: number }> {
  const before = process.cpuUsage();
  const value = await run();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (user + system) / 1e6 };
}

/** The least processor time of several repetitions, s: what other work on the machine disturbs least. */
export async function leastSeconds(
  repetitions: number,
  run: () => unknown | Promise<unknown>,
): Promise<number> {
  let least = Infinity;
  for (let k = 0; k < repetitions; k++) {
    least = Math.min(least, (await processorSeconds(run)).seconds);
  }
  return least;
}

/** What is left over at a count of 0, and what each one adds, from two counts. */
export function line(
  [a, atA]: readonly [count: number, value: number],
  [b, atB]: readonly [count: number, value: number],
): { readonly each: number; readonly fixed: number } {
  const each = Math.max(0, (atB - atA) / (b - a));
  return { each, fixed: Math.max(0, atA - a * each) };
}
