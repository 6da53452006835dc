import { formatExact, formatMoment } from "../charts/numbers.ts";
import { axisOver, type ScatterChart } from "../charts/scatter.ts";
import { numbers, words } from "../charts/table.ts";
import { type Page, places } from "../page.ts";
import {
  barChart,
  chartsOf,
  type QuestionInput,
  questionPage,
  runsText,
} from "../question-page.ts";
import { paragraphs, tableHtml } from "../report-html.ts";
import { cascadeWords } from "../words/cascade-words.ts";
import type { CascadeResult, PivotalCountry } from "./run-cascades.ts";

/** What a report on cascades says. */
export interface CascadeReport extends QuestionInput {
  readonly result: CascadeResult;
  readonly at: string;
}

/** Bars of a chart and rows of a table, at most. */
const MOST_SHOWN = 15;
const MOST_LISTED = 40;

/** Cascades as a page: on whose contracts and bans most hangs, who was nearly indifferent, and who moved whom. */
export function cascadePage(input: CascadeReport): Page {
  const { result, at } = input;
  const { countries, influences, runs, sources } = result;
  const moment = formatMoment(at);
  const bars = (id: string, title: string, of: (one: PivotalCountry) => PivotalCountry["size"]) => {
    const shown = [...countries]
      .filter((one) => of(one).mean > 0)
      .sort((a, b) => of(b).mean - of(a).mean)
      .slice(0, MOST_SHOWN);
    const [first] = shown;
    return barChart(
      {
        id: `cascade.${id}`,
        title,
        sentence:
          first === undefined
            ? ""
            : `Most hangs on ${first.name}: ${of(first).mean.toFixed(1)} other countries in the mean of ${runsText(runs)}.`,
        measure: "countries that decide otherwise, mean with 95 % interval",
        unit: "countries",
        subject: "Country",
      },
      shown.map((one) => {
        const { mean, low, high } = of(one);
        return { label: one.name, value: mean, low, high };
      }),
    );
  };
  const adopters = countries.filter(({ margin }) => Number.isFinite(margin));
  const pivotal: ScatterChart | null =
    adopters.length === 0
      ? null
      : {
          kind: "scatter",
          id: "cascade.pivotal",
          title: "Nearly indifferent, and much hangs on it",
          sentence:
            "To the left stand countries whose first choice had a rival close behind; high up those on whose contracts most hangs.",
          x: axisOver("Margin of the first choice (utils)", "utils", [
            0,
            ...adopters.map(({ margin }) => margin),
          ]),
          y: axisOver("Countries that decide otherwise", "countries", [
            0,
            ...adopters.map(({ size }) => size.mean),
          ]),
          points: adopters.map(({ name, margin, size }, k) => {
            return { x: margin, y: size.mean, marked: k < 5, label: name };
          }),
          marked: "the five on which most hangs",
          unmarked: "other countries",
          box: null,
          joined: false,
        };
  const charts = chartsOf({
    contracts: bars("contracts", "On whose contracts most decisions hang", ({ size }) => size),
    bans: bars("bans", "On whose bans most decisions hang", ({ banSize }) => banSize),
    pivotal,
  });
  const listed = influences.slice(0, MOST_LISTED);
  return questionPage(input, {
    title: `Who decided because of whom? “${input.scenario.title}”`,
    headline: [cascadeWords(result, at, "medium")],
    work: `${runsText(runs)}, ${sources} decisions taken away one by one`,
    scope: `decisions until ${moment}`,
    sections: [
      {
        id: "pivotal",
        title: "The pivotal countries",
        html: places(charts, ["contracts", "bans", "pivotal"]),
      },
      {
        id: "influences",
        title: "Who moved whom",
        html:
          listed.length === 0
            ? ""
            : tableHtml({
                caption: `The most frequent of ${influences.length} influences`,
                columns: [
                  words("Because of"),
                  words("Its"),
                  words("Decides otherwise"),
                  words("On its"),
                  words("Without it"),
                  numbers("Runs"),
                ],
                rows: listed.map((one) => [
                  one.source,
                  one.because === "ban" ? `ban of ${one.sourceSupplier}` : "contracts",
                  one.target,
                  one.decision === "ban" ? `ban of ${one.supplier}` : "first contract",
                  one.change,
                  `${one.runs} of ${runs}`,
                ]),
              }),
      },
      {
        id: "countries",
        title: "Countries",
        html: tableHtml({
          caption: "On whom most hangs, by their contracts",
          columns: [
            words("Country"),
            numbers("Countries moved by contracts"),
            numbers("by bans"),
            numbers("Most in a run"),
            numbers("Margin, utils"),
            numbers("Persons, million"),
            numbers("Adopts in"),
          ],
          rows: countries
            .slice(0, MOST_LISTED)
            .map(({ name, size, banSize, largest, margin, population, adopts }) => [
              name,
              interval(size),
              interval(banSize),
              String(largest),
              Number.isFinite(margin) ? margin.toFixed(2) : "–",
              formatExact(Math.round(population / 1e6)),
              `${adopts} of ${runs}`,
            ]),
        }),
      },
      {
        id: "method",
        title: "Method",
        html: paragraphs([
          "Influence is checked, not inferred: the run is repeated on the same luck without the contracts of a country, or without a ban that it made, and the first contracts and bans of all others are compared. Ways through third countries, prices and norms count. Intervals are 95 % by Student's t over runs, those of one parameter set counted together.",
        ]),
      },
    ],
    charts,
  });
}

function interval({ mean, low, high }: PivotalCountry["size"]): string {
  const range = Number.isNaN(low) ? "" : ` (${low.toFixed(1)} to ${high.toFixed(1)})`;
  return mean.toFixed(1) + range;
}
