import { formatExact, formatMoment } from "../charts/numbers.ts";
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
import { explanationWords, withoutWords } from "../words/explanation-words.ts";
import type { Explanation, HazardMean, StripEntry, Without } from "./explanation.ts";
import { utilityTermNames } from "./term-names.ts";

/** What a report on a country's decisions says. */
export interface ExplanationReport extends QuestionInput {
  readonly explanation: Explanation;
  readonly without: readonly Without[];
}

/** Neighbours that have a bar, at most. */
const MOST_NEIGHBOURS = 12;
/** Rows of what happened, at most. */
const MOST_EVENTS = 30;

/** An explanation as a page: holders, the terms of the decision as bars, neighbours, what happened, hazards. */
export function explanationPage(input: ExplanationReport): Page {
  const { explanation, without } = input;
  const { name, at, segment, runs, holders, strip, decision, hazards } = explanation;
  const moment = formatMoment(at);
  const where = segment === null ? "" : `, ${segment}`;
  const plain = (value: number) => ({ value, low: null, high: null });
  const utils = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
  const charts = chartsOf({
    holders: barChart(
      {
        id: "explain.holders",
        title: `Whom ${name} has contracts with at ${moment}${where}`,
        sentence: `${holders[0]?.alternative ?? "none"} in ${holders[0]?.runs ?? 0} of ${runsText(runs)}; a country can have several suppliers at once.`,
        measure: "share of runs",
        unit: "share",
        subject: "Supplier",
      },
      holders.map((one) => ({ label: one.alternative, ...plain(one.runs / runs) })),
    ),
    terms:
      decision === null
        ? null
        : barChart(
            {
              id: "explain.terms",
              title: `Why ${decision.chosen} over ${decision.over}`,
              sentence: `${decision.chosen} was ahead by ${utils(decision.margin)} utils in the mean of ${decision.decisions} decisions in ${runsText(decision.runs)}; the terms add up to it.`,
              measure: "utils towards it",
              unit: "utils",
              subject: "Term",
            },
            [
              ...[...decision.terms]
                .filter(({ value }) => value !== 0)
                .sort((a, b) => b.value - a.value)
                .map(({ term, value }) => ({ label: utilityTermNames[term], ...plain(value) })),
              { label: "total", ...plain(decision.margin) },
            ],
          ),
    neighbours:
      decision === null
        ? null
        : barChart(
            {
              id: "explain.neighbours",
              title: "Neighbours who moved it",
              sentence: `Above 0 towards ${decision.chosen}, below towards ${decision.over}; ${decision.neighbours.length} countries pushed at all.`,
              measure: "utils towards it",
              unit: "utils",
              subject: "Country",
            },
            decision.neighbours
              .slice(0, MOST_NEIGHBOURS)
              .map((one) => ({ label: one.name, ...plain(one.push) })),
          ),
  });
  return questionPage(input, {
    title: `Why did ${name} decide so? “${input.scenario.title}”`,
    headline: [explanationWords(explanation, "medium")],
    work: `${runsText(runs)} repeated and taken apart`,
    scope: `${name} at ${moment}${where}`,
    sections: [
      { id: "holders", title: "What it has", html: places(charts, ["holders"]) },
      {
        id: "decision",
        title: "Why",
        html:
          decision === null
            ? paragraphs(["No decision stands behind this: none was due, or there was no other."])
            : places(charts, ["terms", "neighbours"]),
      },
      {
        id: "without",
        title: "Without an intervention",
        html: paragraphs(without.map((one) => withoutWords(explanation, one))),
      },
      { id: "strip", title: "What happened", html: stripHtml(strip, runs) },
      { id: "hazards", title: "How likely decisions were", html: hazardsHtml(hazards, moment) },
      {
        id: "method",
        title: "Method",
        html: paragraphs([
          "Each run is repeated on its luck, and what the model reads when it decides is read along with it. Terms are in utils, the unit of equation E8, and add up to the margin exactly. A single country in a single run is one of many that could have been.",
        ]),
      },
    ],
    charts,
  });
}

function stripHtml(strip: readonly StripEntry[], runs: number): string {
  if (strip.length === 0) return paragraphs(["Nothing happened until then."]);
  return tableHtml({
    caption:
      "In how many runs, and the quarter of the first time: median and 8 in 10 of them" +
      (strip.length > MOST_EVENTS ? `; the first ${MOST_EVENTS} of ${strip.length}` : ""),
    columns: [words("What"), words("Where"), words("With"), numbers("Runs"), words("First time")],
    rows: strip
      .slice(0, MOST_EVENTS)
      .map(({ kind, segment, supplier, treaty, tier, runs: its, median, low, high }) => [
        kind,
        segment ?? "",
        supplier ?? treaty ?? (tier === null ? "" : `tier ${tier}`),
        `${its} of ${runs}`,
        low === high ? median : `${median} (${low} to ${high})`,
      ]),
  });
}

function hazardsHtml(hazards: readonly HazardMean[], moment: string): string {
  if (hazards.length === 0) return "";
  const rate = (value: number) => formatExact(Number(value.toPrecision(2)));
  return tableHtml({
    caption: `Hazards at ${moment}, a year, and the terms that set them apart from the average country's`,
    columns: [words("Of"), numbers("Here"), numbers("Average"), words("Because of")],
    rows: hazards.map(({ kind, subject, hazard, average, terms }) => [
      subject === null ? kind : `${kind} ${subject}`,
      rate(hazard),
      rate(average),
      [...terms]
        .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
        .slice(0, 3)
        .map(({ term, value }) => `${term} ${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`)
        .join(", "),
    ]),
  });
}
