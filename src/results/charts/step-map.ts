import { formatCount, formatPeriod } from "./numbers.ts";
import { type NumberTable, numbers, words } from "./table.ts";

/** A map over time of one ordered value per country, drawn in six steps. */
export interface StepMap {
  readonly kind: "steps";
  readonly title: string;
  readonly sentence: string;
  readonly periods: readonly string[];
  readonly countries: readonly { readonly id: string; readonly name: string }[];
  /** [period × country] */
  readonly values: ArrayLike<number>;
  /** Names of the steps from low to high. */
  readonly steps: readonly string[];
  /** Lowest value of each step but the first, ascending; a value on an edge is in the upper step. */
  readonly edges: readonly number[];
  /** A value in words, without the country. */
  readonly say: (value: number) => string;
}

/** The value of a country in a period; NaN if there is none. */
export function stepValue(map: StepMap, country: number, period: number): number {
  return map.values[period * map.countries.length + country] ?? Number.NaN;
}

/** Step of a value, 0 the lowest. */
export function stepOf(map: StepMap, value: number): number {
  // A hair of tolerance: a share of runs like 0.95 has no exact binary form.
  return map.edges.filter((edge) => value >= edge - 1e-9).length;
}

/** How many countries are in each step in a period. */
export function stepCounts(map: StepMap, period: number): readonly number[] {
  const counts = map.steps.map(() => 0);
  map.countries.forEach((_, country) => {
    const value = stepValue(map, country, period);
    if (Number.isNaN(value)) return;
    const step = stepOf(map, value);
    counts[step] = (counts[step] ?? 0) + 1;
  });
  return counts;
}

/** The countries of a period as a table. */
export function stepTable(map: StepMap, period: number): NumberTable {
  return {
    caption: `${map.title}, ${formatPeriod(map.periods[period] ?? "")}`,
    columns: [words("Country"), numbers("Value"), words("Step")],
    rows: map.countries.map(({ name }, country) => {
      const value = stepValue(map, country, period);
      return [name, map.say(value), map.steps[stepOf(map, value)] ?? "unknown"];
    }),
  };
}

/** What a step map says of its last period: how many countries are in the highest steps. */
export function stepSentence(map: Omit<StepMap, "sentence">, from: number, means: string): string {
  const whole = { ...map, sentence: "" };
  const last = map.periods.length - 1;
  const count = stepCounts(whole, last)
    .slice(from)
    .reduce((sum, step) => sum + step, 0);
  const period = formatPeriod(map.periods[last] ?? "");
  return `${formatCount(count)} of ${formatCount(map.countries.length)} countries ${means} in ${period}.`;
}
