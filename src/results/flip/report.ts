import { formatExact } from "../charts/numbers.ts";
import { axisOver, type ScatterChart } from "../charts/scatter.ts";
import { numbers } from "../charts/table.ts";
import { type Page, places } from "../page.ts";
import { chartsOf, type QuestionInput, questionPage, runsText } from "../question-page.ts";
import { paragraphs, tableHtml } from "../report-html.ts";
import { flipWords } from "../words/flip-words.ts";
import type { FoundFlip } from "./find-flip.ts";

/** What a report on a flip says. */
export interface FlipReport extends QuestionInput {
  readonly found: FoundFlip;
  /** What is asked of the runs: "adoption.share.usa above 0.3 at the end of 2040Q4". */
  readonly question: string;
}

/** A flip as a page: in how many runs the answer is yes at every value that was tried. */
export function flipPage(input: FlipReport): Page {
  const { found, question } = input;
  const { lever, tried, flip } = found;
  const text = (value: number) => formatExact(Number(value.toPrecision(6)));
  const share = ({ yes, runs }: (typeof tried)[number]) => (runs === 0 ? Number.NaN : yes / runs);
  const chart: ScatterChart = {
    kind: "scatter",
    id: "flip.tried",
    title: `${question}: share of runs, by ${lever.id}`,
    sentence: flipWords(found, question, "short"),
    x: axisOver(lever.id, lever.unit, [lever.low, lever.high, ...tried.map(({ value }) => value)]),
    y: { label: "Share of runs in which it is so", unit: "share", domain: [0, 1] },
    points: tried.map((one) => ({
      x: one.value,
      y: share(one),
      marked: one.value === flip?.value,
      label: `${one.yes} of ${runsText(one.runs)}`,
    })),
    marked: "smallest change that turns it round",
    unmarked: "other values tried",
    box: null,
    joined: false,
  };
  const charts = chartsOf({ tried: chart });
  return questionPage(input, {
    title: `What would turn it round? “${input.scenario.title}”`,
    headline: [flipWords(found, question, "medium")],
    work: `${tried.length} values of ${lever.id} in ${runsText(found.before.runs)} each`,
    scope: question,
    sections: [
      { id: "tried", title: "Every value that was tried", html: places(charts, ["tried"]) },
      {
        id: "values",
        title: "Values",
        html: tableHtml({
          caption: `In how many runs it is so: ${question}`,
          columns: [numbers(lever.id), numbers("True in"), numbers("Runs")],
          rows: tried.map(({ value, yes, runs }) => [text(value), String(yes), String(runs)]),
        }),
      },
      {
        id: "method",
        title: "Method",
        html: paragraphs([
          "The lever's range is walked outward from where it stands, on a grid, with the same seeds and parameter sets at each value; the first step that turns the answer of half of the runs round is bisected. No nearer point of the grid does it. Between two points of the grid a turn and its undoing can hide.",
        ]),
      },
    ],
    charts,
  });
}
