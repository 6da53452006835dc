import { formatCount, formatPeriod } from "../../src/results/charts/numbers.ts";
import { type StepMap, stepValue } from "../../src/results/charts/step-map.ts";
import { numbers, words as textColumn } from "../../src/results/charts/table.ts";
import type { Differing } from "../../src/results/compare/differing.ts";
import type { MapLayer } from "../charts/map-layer.ts";
import { stepLayer } from "../charts/map-steps.ts";
import { words } from "../strings/words.ts";

/** Countries that the sentence of a period names. */
const NAMED = 3;

/** A country in a period: pairs in which it differs, and in which it does for the first time. */
interface Standing {
  readonly name: string;
  readonly now: number;
  readonly fresh: number;
  /** Pairs in which it has differed by then. */
  readonly ever: number;
}

/** The first row at which any pair parts; -1 where none does. */
export function firstRow({ parted }: Differing): number {
  return parted.findIndex((pairs) => pairs > 0);
}

/** Where and when two scenarios part, as a layer of the map. Who differs for the first time has an outline. */
export function cascadeLayer(differing: Differing, letter: string): MapLayer {
  const { pairs, periods, countries, now, fresh } = differing;
  const first = firstRow(differing);
  const map: StepMap = {
    kind: "steps",
    title: words.compare.whereApart(letter),
    sentence: words.compare.firstParts(
      formatCount(pairs),
      formatPeriod(periods[first] ?? ""),
      formatPeriod(periods.at(-1) ?? ""),
      standings(differing, periods.length - 1).length,
    ),
    periods,
    countries,
    values: Float64Array.from(now, (count) => count / pairs),
    steps: words.compare.apartSteps,
    edges: [0.5 / pairs, 0.05, 0.15, 0.3, 0.5],
    say: (value) => words.compare.differsIn(Math.round(value * pairs), pairs),
  };
  const layer = stepLayer(map, "var(--none)");
  const isFresh = (country: number, period: number): boolean =>
    (fresh[period * countries.length + country] ?? 0) > 0;
  return {
    ...layer,
    paint: (country, period, fills) => ({
      ...layer.paint(country, period, fills),
      fresh: isFresh(country, period),
    }),
    text: (country, period) => {
      const said = map.say(stepValue(map, country, period));
      const anew = fresh[period * countries.length + country] ?? 0;
      return words.compare.countryApart(countries[country]?.name ?? "", said, anew);
    },
    table: (period) => ({
      caption: words.compare.apartTable(formatPeriod(periods[period] ?? ""), pairs, letter),
      columns: [
        textColumn(words.shared.country),
        numbers(words.compare.apartNow),
        numbers(words.compare.apartFresh),
        numbers(words.compare.apartEver),
      ],
      rows: standings(differing, period).map(({ name, now: own, fresh: anew, ever }) => [
        name,
        formatCount(own),
        formatCount(anew),
        formatCount(ever),
      ]),
    }),
  };
}

/** What happens in a period, in a sentence. */
export function sentenceAt(differing: Differing, period: number): string {
  const { pairs, periods, parted } = differing;
  const all = standings(differing, period);
  const anew = all.filter((one) => one.fresh > 0).sort((x, y) => y.fresh - x.fresh);
  return words.compare.apartAt({
    moment: formatPeriod(periods[period] ?? ""),
    parted: parted[period] ?? 0,
    pairs,
    countries: all.filter((one) => one.now > 0).length,
    anew: anew.slice(0, NAMED).map(({ name, fresh }) => words.compare.inPairs(name, fresh)),
    more: Math.max(0, anew.length - NAMED),
  });
}

/** Countries that differ in a period or did before, most pairs first. */
function standings({ countries, now, fresh }: Differing, period: number): readonly Standing[] {
  const n = countries.length;
  return countries
    .map(({ name }, i): Standing => {
      let ever = 0;
      for (let row = 0; row <= period; row++) ever += fresh[row * n + i] ?? 0;
      return { name, now: now[period * n + i] ?? 0, fresh: fresh[period * n + i] ?? 0, ever };
    })
    .filter(({ ever }) => ever > 0)
    .sort((x, y) => y.now - x.now || y.ever - x.ever || (x.name < y.name ? -1 : 1));
}
