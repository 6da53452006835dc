import { settingPath } from "../../scenario/setting-path.ts";
import type { LessonStep, NumberToFind, PartialDocument } from "../../scenario/teaching.ts";

/**
 * Runs a lesson's scenario with documents put over it, one after the other, and reads the outcome that
 * is asked for: one value per run, in the order of runs, NaN where a run failed.
 */
export type Measure = (over: readonly PartialDocument[]) => Promise<ArrayLike<number>>;

/** How often the interval is halved before the rest is taken as a straight line. */
const HALVINGS = 4;

/**
 * The number that a step of a lesson asks for, as the model has it.
 *
 * A lever is sought by halving `between`; the statistic is taken to rise or fall all the way. With the same
 * seeds everywhere the result is exact for these runs: who moves the lever by hand sees the same figures.
 *
 * @throws RangeError where the step asks for no number, no run finished, or what is to be reached does not
 * lie between the ends of the lever
 * @example
 * const rate = await findNumber(step, (over) => valuesOf([lesson, ...over]));
 */
export async function findNumber(
  { find, scenario }: Pick<LessonStep, "find" | "scenario">,
  measure: Measure,
): Promise<number> {
  if (find === null) throw new RangeError("the step asks for no number");
  const over = scenario === null ? [] : [scenario];
  const { lever } = find;
  if (lever === null) return statisticOf(find, over, [], measure);
  const goal = lever.reaches === "start" ? await statisticOf(find, [], [], measure) : lever.reaches;
  const miss = async (value: number): Promise<number> =>
    (await statisticOf(find, over, [settingDocument(lever.key, value)], measure)) - goal;
  let [low, high] = lever.between;
  let atLow = await miss(low);
  let atHigh = await miss(high);
  if (atLow * atHigh > 0) {
    const reached = `${atLow + goal} at ${low} and ${atHigh + goal} at ${high}`;
    throw new RangeError(`${lever.key} does not reach ${goal}: it comes to ${reached}`);
  }
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    const atMiddle = await miss(middle);
    if (atLow * atMiddle <= 0) [high, atHigh] = [middle, atMiddle];
    else [low, atLow] = [middle, atMiddle];
  }
  return atLow === atHigh ? low : low + ((high - low) * atLow) / (atLow - atHigh);
}

/** The statistic of a scenario's runs, and of what it is compared with if it is a change. */
async function statisticOf(
  find: NumberToFind,
  over: readonly PartialDocument[],
  settings: readonly PartialDocument[],
  measure: Measure,
): Promise<number> {
  const values = await measure([...over, ...settings]);
  if (find.statistic !== "change") return statistic(find, values, null);
  const other = find.against === null ? [] : [find.against];
  return statistic(find, values, await measure([...other, ...settings]));
}

/**
 * The statistic of values per run.
 *
 * @param reference values of the same runs that a change is taken against
 * @throws RangeError where no run is left
 */
export function statistic(
  { statistic: kind, limit }: Pick<NumberToFind, "statistic" | "limit">,
  values: ArrayLike<number>,
  reference: ArrayLike<number> | null,
): number {
  const kept = Array.from(values, (value, run) =>
    kind === "change" ? value - (reference?.[run] ?? Number.NaN) : value,
  ).filter((value) => !Number.isNaN(value));
  const n = kept.length;
  if (n === 0) throw new RangeError("no run finished, so there is nothing to read");
  const mean = kept.reduce((sum, value) => sum + value, 0) / n;
  if (kind === "spread") {
    return Math.sqrt(kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  }
  if (kind !== "runs" || limit === null) return mean;
  const beyond = (value: number): boolean =>
    limit.side === "above" ? value > limit.value : value < limit.value;
  return kept.filter(beyond).length / n;
}

/** The document that sets one value. */
function settingDocument(key: string, value: number): PartialDocument {
  const path = settingPath(key) ?? [];
  return [...path]
    .reverse()
    .reduce<unknown>((inner, name) => ({ [name]: inner }), value) as PartialDocument;
}
