import { formatDifference, formatMoment, formatValue } from "../charts/numbers.ts";
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
import { attributionWords } from "../words/attribution-words.ts";
import type { Attribution, MeanInterval } from "./attribution.ts";

/** What a report on an attribution says. */
export interface AttributionReport extends QuestionInput {
  readonly attribution: Attribution;
  readonly metric: string;
  readonly unit: string;
  readonly at: string;
}

/** An attribution as a page: the shares of measures with intervals, interactions, mechanisms. */
export function attributionPage(input: AttributionReport): Page {
  const { attribution, metric, unit, at } = input;
  const { measures, mechanisms, interactions, interplay, total, runs, from, to } = attribution;
  const difference = (value: number) => formatDifference(value, unit, 1);
  const moment = formatMoment(at);
  const bySize = <T extends MeanInterval>(all: readonly T[]) =>
    [...all].sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
  const [first] = bySize(measures);
  const most = bySize(mechanisms)[0];
  const measure = `difference at ${moment}, mean with 95 % interval`;
  const charts = chartsOf({
    measures: barChart(
      {
        id: "attribution.measures",
        title: `What each measure contributes to ${metric}`,
        sentence:
          first === undefined
            ? ""
            : `Of ${difference(total.mean)} in all, ${first.id} contributes most: ${difference(first.mean)}.`,
        measure,
        unit,
        differences: true,
        subject: "Measure",
      },
      [...bySize(measures), { id: "all together", ...total }].map(({ id, mean, low, high }) => {
        return { label: id, value: mean, low, high };
      }),
    ),
    mechanisms: barChart(
      {
        id: "attribution.mechanisms",
        title: "How much of the difference is lost with a mechanism off",
        sentence:
          most === undefined
            ? ""
            : `Most is lost without ${most.mechanism}: ${difference(most.mean)}.`,
        measure,
        unit,
        differences: true,
        subject: "Mechanism",
      },
      bySize(mechanisms).map(({ mechanism, mean, low, high }) => {
        return { label: mechanism, value: mean, low, high };
      }),
    ),
  });
  const wording = { metric, at, value: (x: number) => formatValue(x, unit, 1), difference };
  const rest =
    interplay === null
      ? []
      : [
          `With one mechanism off at a time these losses do not add up to the difference; ${difference(interplay)} is carried by several.`,
        ];
  return questionPage(input, {
    title: `Which measure does how much? “${input.scenario.title}”`,
    headline: [attributionWords(attribution, wording, "medium")],
    notices: attribution.stopped ? ["Stopped early, or runs failed: fewer runs are in it."] : [],
    work: `${runsText(runs)} of each of ${attribution.coalitions} combinations of measures`,
    scope: `${to} against ${from} at ${moment}`,
    sections: [
      { id: "measures", title: "Measures", html: places(charts, ["measures"]) },
      {
        id: "interactions",
        title: "Two together beyond each alone",
        html:
          interactions.length === 0
            ? ""
            : tableHtml({
                caption: "Above 0 they need each other, below 0 they stand in for each other",
                columns: [words("Measures"), numbers("Mean"), numbers("95 % interval")],
                rows: bySize(interactions).map(({ first: a, second: b, mean, low, high }) => [
                  `${a} with ${b}`,
                  difference(mean),
                  Number.isNaN(low) ? "–" : `${difference(low)} to ${difference(high)}`,
                ]),
              }),
      },
      {
        id: "mechanisms",
        title: "Mechanisms",
        html: mechanisms.length === 0 ? "" : places(charts, ["mechanisms"]) + paragraphs(rest),
      },
      { id: "method", title: "Method", html: paragraphs([methodOf(attribution)]) },
    ],
    charts,
  });
}

function methodOf({ orders, coalitions }: Attribution): string {
  const how =
    orders === null
      ? `All ${coalitions} combinations were run`
      : `${orders} orders of joining were sampled, which pass through ${coalitions} combinations`;
  return `A measure's share is its Shapley value: what it adds to the outcome when it joins the others, mean over all orders of joining. ${how}, each on the same seeds and parameter sets, so the shares add up to the whole. Intervals are 95 % by Student's t over paired runs, those of one parameter set counted together.`;
}
