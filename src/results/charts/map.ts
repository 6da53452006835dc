import type { Labels } from "../../scenario/compiled.ts";
import type { EnsembleSummary } from "../summary.ts";
import { formatCount, formatMoment, formatPeriod, formatRuns } from "./numbers.ts";
import { noneMark, otherMark, ownSlots, type Slot, supplierMark } from "./palette.ts";
import { type NumberTable, numbers, words } from "./table.ts";

/** A map over time of the most common supplier of each country. Plain values; JSON keeps all of it. */
export interface MapChart {
  readonly kind: "map";
  readonly title: string;
  /** One sentence about the last period. */
  readonly sentence: string;
  /** Finished runs behind every cell. */
  readonly runs: number;
  readonly periods: readonly string[];
  /** Places in the legend: suppliers, at most one "other", then none. Cells refer to them by index. */
  readonly entries: readonly MapEntry[];
  readonly countries: readonly MapCountry[];
}

/** A place in the legend. */
export interface MapEntry {
  readonly label: string;
  readonly slot: Slot;
  /** Letter, "" for none. */
  readonly code: string;
}

/** One country with its cells over the periods. */
export interface MapCountry {
  readonly id: string;
  readonly name: string;
  /** Degrees north; null when unknown, then no dot can be drawn. */
  readonly latitude: number | null;
  /** Degrees east. */
  readonly longitude: number | null;
  /** Index of the most common entry; [period] */
  readonly first: readonly number[];
  /** Runs in which the country was in that state; [period] */
  readonly firstRuns: readonly number[];
  /** Index of the second most common entry; [period] */
  readonly second: readonly number[];
  readonly secondRuns: readonly number[];
}

/** Where a country lies. */
export interface Place {
  readonly id: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** How far the runs agree: at least 80 % of them, 50 to 79 %, or fewer. */
export type Agreement = "firm" | "leaning" | "contested";

/** What a map is made of. */
export interface MapRequest {
  readonly summary: EnsembleSummary;
  readonly labels: Labels;
  readonly places: readonly Place[];
  readonly title: string;
}

/** More jurisdictions than this cannot be told apart on a map of a page's width. */
const mostCountries = 2_000;
/** Cells that a page can hold without becoming slow to load; beyond, periods are left out. */
const mostCells = 60_000;

/**
 * The map of the most common supplier. Null when the summary has no holders or no finished run, or more than 2,000
 * jurisdictions. A country may hold several suppliers at once, so the counts of two suppliers may
 * add up to more than the number of runs; "none" counts the runs in which it held no supplier.
 */
export function mapChart(request: MapRequest): MapChart | null {
  const { summary, labels, places } = request;
  const count = labels.countries.length;
  const steps = labels.periods.length;
  const width = labels.suppliers.length + 1;
  const complete = summary.held.length === steps * count * width && summary.runs.finished > 0;
  if (!complete || count === 0 || steps === 0 || count > mostCountries) return null;
  const kept = keptSteps(steps, count);
  const entries = entriesOf(labels);
  const placeOf = new Map(places.map((place) => [place.id, place]));
  const countries = labels.countries.map((id, index): MapCountry => {
    const cells = kept.map((step) =>
      cellOf(summary, (step * count + index) * width, labels.suppliers.length, entries.length),
    );
    const place = placeOf.get(id);
    return {
      id,
      name: labels.countryNames[index] ?? id,
      latitude: place !== undefined && Number.isFinite(place.latitude) ? place.latitude : null,
      longitude: place !== undefined && Number.isFinite(place.longitude) ? place.longitude : null,
      first: cells.map((cell) => cell.first),
      firstRuns: cells.map((cell) => cell.firstRuns),
      second: cells.map((cell) => cell.second),
      secondRuns: cells.map((cell) => cell.secondRuns),
    };
  });
  const chart = {
    kind: "map" as const,
    title: request.title,
    runs: summary.runs.finished,
    periods: kept.map((step) => labels.periods[step] ?? ""),
    entries,
    countries,
  };
  return { ...chart, sentence: sentenceOf({ ...chart, sentence: "" }) };
}

/** How far the runs agree on a state that `count` of `runs` runs gave. */
export function agreement(count: number, runs: number): Agreement {
  // In integers: 0.8 has no exact binary form, and 160 of 200 must be firm.
  if (count * 10 >= runs * 8) return "firm";
  return count * 2 >= runs ? "leaning" : "contested";
}

/** How many countries have each legend entry as their most common state in a period. [entry] */
export function entryCounts(chart: MapChart, period: number): readonly number[] {
  const counts = chart.entries.map(() => 0);
  for (const country of chart.countries) {
    const entry = country.first[period];
    if (entry !== undefined) counts[entry] = (counts[entry] ?? 0) + 1;
  }
  return counts;
}

/** A country in a period in words: `Kenya: China in 124 of 200 runs; next United States in 61`. */
export function cellText(chart: MapChart, country: MapCountry, period: number): string {
  const label = (entry: number | undefined): string => {
    const found = chart.entries[entry ?? -1];
    return found === undefined ? "unknown" : found.slot === "none" ? "no supplier" : found.label;
  };
  const first = `${label(country.first[period])} ${formatRuns(country.firstRuns[period] ?? 0, chart.runs)}`;
  const second = country.secondRuns[period] ?? 0;
  const next =
    second === 0 ? "" : `; next ${label(country.second[period])} in ${formatCount(second)}`;
  return `${country.name}: ${first}${next}`;
}

/** The countries of a period as a table. */
export function mapTable(chart: MapChart, period: number): NumberTable {
  const moment = formatPeriod(chart.periods[period] ?? "");
  return {
    caption: `${chart.title}, ${moment}`,
    columns: [
      words("Country"),
      words("Most common supplier"),
      numbers(`Runs of ${formatCount(chart.runs)}`),
      words("Agreement"),
    ],
    rows: chart.countries.map((country) => {
      const count = country.firstRuns[period] ?? 0;
      return [
        country.name,
        chart.entries[country.first[period] ?? -1]?.label ?? "unknown",
        formatCount(count),
        agreementWords[agreement(count, chart.runs)],
      ];
    }),
  };
}

/** How the classes of agreement are called in legends and tables. */
export const agreementWords: Readonly<Record<Agreement, string>> = {
  firm: "80 % of runs or more",
  leaning: "50 to 79 % of runs",
  contested: "contested, under 50 %",
};

interface Cell {
  readonly first: number;
  readonly firstRuns: number;
  readonly second: number;
  readonly secondRuns: number;
}

/** The two most common states of a row of `held`; ties go to the supplier with the lower id, none last. */
function cellOf(summary: EnsembleSummary, row: number, suppliers: number, entries: number): Cell {
  const runs = summary.runs.finished;
  const none = entries - 1;
  let first = -1;
  let firstRuns = -1;
  let second = none;
  let secondRuns = 0;
  for (let j = 0; j <= suppliers; j++) {
    const share = summary.held[row + j] ?? 0;
    const count = Math.round((j === suppliers ? 1 - share : share) * runs);
    const entry = j === suppliers ? none : Math.min(j, ownSlots);
    if (count > firstRuns) {
      second = first < 0 ? none : first;
      secondRuns = Math.max(firstRuns, 0);
      first = entry;
      firstRuns = count;
    } else if (count > secondRuns) {
      second = entry;
      secondRuns = count;
    }
  }
  return { first, firstRuns, second, secondRuns };
}

function entriesOf(labels: Labels): readonly MapEntry[] {
  const own = labels.suppliers.slice(0, ownSlots).map((id, index): MapEntry => {
    const { slot, code } = supplierMark(index);
    return { label: labels.supplierNames[index] ?? id, slot, code };
  });
  const rest = labels.suppliers.length - own.length;
  const other = { label: `Other suppliers (${rest})`, slot: otherMark.slot, code: otherMark.code };
  const none = { label: "None", slot: noneMark.slot, code: "" };
  return rest > 0 ? [...own, other, none] : [...own, none];
}

/** All steps, or evenly spaced ones that end with the last. */
function keptSteps(steps: number, countries: number): readonly number[] {
  const stride = Math.max(1, Math.ceil((steps * countries) / mostCells));
  const kept: number[] = [];
  for (let step = steps - 1; step >= 0; step -= stride) kept.push(step);
  return kept.reverse();
}

function sentenceOf(chart: MapChart): string {
  const last = chart.periods.length - 1;
  const counts = entryCounts(chart, last);
  const firm = chart.countries.filter(
    (country) => agreement(country.firstRuns[last] ?? 0, chart.runs) === "firm",
  ).length;
  const parts = chart.entries
    .map((entry, index) => ({ entry, count: counts[index] ?? 0 }))
    .filter(({ entry, count }) => entry.slot !== "none" && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(({ entry, count }) => `${entry.label} in ${formatCount(count)}`);
  const none = counts[chart.entries.length - 1] ?? 0;
  const moment = formatMoment(chart.periods[last] ?? "");
  const leaders = parts.length === 0 ? "no supplier leads anywhere" : parts.join(", ");
  const total = formatCount(chart.countries.length);
  return `Most common at ${moment}: ${leaders}; none in ${formatCount(none)} of ${total} countries. At least 8 in 10 runs agree on ${formatCount(firm)} of them.`;
}
