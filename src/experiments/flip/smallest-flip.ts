/** How to look for the smallest flip of a lever. */
export interface FlipSearch {
  /** Where the lever stands. */
  readonly base: number;
  /** Lowest and highest value that is tried; the base lies between them. */
  readonly low: number;
  readonly high: number;
  /** Steps of the grid from `low` to `high`, at least 1. */
  readonly grid: number;
  /** Width of the bracket at which bisecting ends, above 0. */
  readonly tolerance: number;
  /** Try whole numbers only; base and ends have to be some. The step of the grid is then one, too. */
  readonly whole?: boolean;
}

/** What was found. */
export interface Flip {
  /** Nearest value found at which the answer is another. */
  readonly value: number;
  /** Value between it and the base, at most the tolerance away, at which it is not. */
  readonly unflipped: number;
  /** First point of the grid, outward from the base, that flips. */
  readonly gridPoint: number;
}

/** The outcome of a search, with every value that was asked for. */
export interface FlipResult {
  /** The answer at the base. */
  readonly before: boolean;
  /** Null if no point of the grid flips. */
  readonly flip: Flip | null;
  readonly asked: readonly { readonly value: number; readonly answer: boolean }[];
}

/**
 * Finds the smallest change of a lever that turns an answer round. The grid is walked outward from the
 * base, a step up and a step down in turn, so no nearer point of it flips; the step in which the answer
 * turns is then bisected. Where both ways turn at the same distance, both are bisected and the nearer is
 * taken. Between two points of the grid that do not flip, a flip and its undoing can hide.
 *
 * @param answer the answer at a value of the lever, on the same luck every time
 * @throws RangeError for a search that makes no sense
 * @example
 * const { flip } = await smallestFlip({ base: 1, low: 0, high: 2, grid: 20, tolerance: 1e-3 }, ask);
 */
export async function smallestFlip(
  { base, low, high, grid, tolerance, whole = false }: FlipSearch,
  answer: (value: number) => Promise<boolean>,
): Promise<FlipResult> {
  if (!(low <= base && base <= high && low < high)) {
    throw new RangeError(`the lever stands at ${base}, outside ${low} to ${high}`);
  }
  if (!Number.isSafeInteger(grid) || grid < 1 || !(tolerance > 0)) {
    throw new RangeError(`a grid of ${grid} steps to within ${tolerance} makes no search`);
  }
  if (whole && ![base, low, high].every(Number.isSafeInteger)) {
    throw new RangeError(`${base}, ${low} and ${high} are not all whole numbers`);
  }
  const asked: { value: number; answer: boolean }[] = [];
  const ask = async (value: number) => {
    const found = await answer(value);
    asked.push({ value, answer: found });
    return found;
  };
  const before = await ask(base);
  const step = whole ? Math.max(1, Math.ceil((high - low) / grid)) : (high - low) / grid;
  const fine = { tolerance: whole ? 1 : tolerance, whole };
  for (let k = 1; (k - 1) * step < Math.max(high - base, base - low); k++) {
    const flips: Flip[] = [];
    for (const way of [1, -1]) {
      // The last step ends at the edge.
      const point = Math.min(high, Math.max(low, base + way * k * step));
      const nearer = Math.min(high, Math.max(low, base + way * (k - 1) * step));
      if (point === nearer || (await ask(point)) === before) continue;
      flips.push(await bisect(nearer, point, fine, async (x) => (await ask(x)) !== before));
    }
    const [first, second] = flips;
    if (first === undefined) continue;
    const closer =
      second !== undefined && Math.abs(second.value - base) < Math.abs(first.value - base);
    return { before, flip: closer ? second : first, asked };
  }
  return { before, flip: null, asked };
}

async function bisect(
  inside: number,
  outside: number,
  { tolerance, whole }: { readonly tolerance: number; readonly whole: boolean },
  flips: (value: number) => Promise<boolean>,
): Promise<Flip> {
  let unflipped = inside;
  let value = outside;
  while (Math.abs(value - unflipped) > tolerance) {
    const half = (value + unflipped) / 2;
    // Of whole numbers more than 1 apart it lies between the two.
    const middle = whole ? Math.floor(half) : half;
    if (middle === value || middle === unflipped) break;
    if (await flips(middle)) value = middle;
    else unflipped = middle;
  }
  return { value, unflipped, gridPoint: outside };
}
