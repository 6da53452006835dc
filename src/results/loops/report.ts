import { domainOf, type FanChart, type FanPanel } from "../charts/fan.ts";
import { formatDifference, formatMoment, formatPeriod, formatValue } from "../charts/numbers.ts";
import { type NumberTable, numbers, words } from "../charts/table.ts";
import { type Page, places } from "../page.ts";
import {
  barChart,
  chartsOf,
  type QuestionInput,
  questionPage,
  runsText,
} from "../question-page.ts";
import { paragraphs, tableHtml } from "../report-html.ts";
import { loopsWords } from "../words/loops-words.ts";
import { type Course, type LoopsOverTime, loopNames, type Spread } from "./loops.ts";

/** What a report on feedback loops says. */
export interface LoopsReport extends QuestionInput {
  readonly result: LoopsOverTime;
  /** Decimal year at the end of each period of the result. */
  readonly dates: readonly number[];
}

/** What feedback loops carry as a page: bars at the end, fans over time, years, interactions. */
export function loopsPage(input: LoopsReport): Page {
  const { result } = input;
  const { metric, unit, since, periods, runs } = result;
  const at = formatMoment(periods.at(-1) ?? since);
  const parts = partsOf(result);
  const difference = (value: number) => formatDifference(value, unit, 1);
  const [largest] = [...result.loops].sort((a, b) => endOf(b) - endOf(a));
  const sentence =
    largest === undefined
      ? ""
      : `Of the loops ${loopNames[largest.loop]} carries most: ${difference(largest.carried.at(-1)?.mean ?? Number.NaN)} until ${at}.`;
  const charts = chartsOf({
    carried: barChart(
      {
        id: "loops.carried",
        title: `What carries the change of ${metric} since ${formatPeriod(since)}`,
        sentence,
        measure: `change until ${at}, mean with 95 % interval`,
        unit,
        differences: true,
        subject: "Part",
      },
      parts.map(({ name, course }) => {
        const end = course.carried.at(-1);
        return {
          label: name,
          value: end?.mean ?? Number.NaN,
          low: end?.low ?? null,
          high: end?.high ?? null,
        };
      }),
    ),
    time: fans(input, parts, sentence),
  });
  return questionPage(input, {
    title: `Which loop carries it? ${metric} in “${input.scenario.title}”`,
    headline: [
      loopsWords(
        result,
        {
          value: (value) => formatValue(value, unit, 1),
          difference,
        },
        "medium",
      ),
    ],
    notices: result.stopped ? ["Stopped early: only the first runs are in it."] : [],
    work: `${runsText(runs)}, each repeated with all 32 combinations of loops held`,
    scope: `${formatPeriod(since)} to ${formatPeriod(periods.at(-1) ?? since)}`,
    sections: [
      { id: "carried", title: "What carries the change", html: places(charts, ["carried"]) },
      { id: "time", title: "Over time", html: places(charts, ["time"]) },
      {
        id: "years",
        title: "What each carried of the change of each year",
        html: tableHtml(yearsTable(result, parts)),
      },
      {
        id: "bracket",
        title: "Alone, and if held",
        html:
          tableHtml({
            caption: `Until ${at}: share, what the loop does alone, and what is lost without it`,
            columns: [words("Loop"), numbers("Carries"), numbers("Alone"), numbers("Lost if held")],
            rows: result.loops.map((one) => [
              loopNames[one.loop],
              ranged(one.carried.at(-1), difference),
              ranged(one.alone, difference),
              ranged(one.lost, difference),
            ]),
          }) +
          tableHtml({
            caption: "Two loops together beyond what each does alone, strongest first",
            columns: [words("Loops"), numbers("Mean (95 % interval)")],
            rows: result.interactions.map((one) => [
              `${loopNames[one.first]} with ${loopNames[one.second]}`,
              ranged(one, difference),
            ]),
          }),
      },
      { id: "method", title: "Method", html: paragraphs(method) },
    ],
    charts,
  });
}

const method = [
  "A loop is held by repeating the run on the same luck with what the loop feeds back as it stood at the start. What a loop carries is its Shapley value over all combinations of loops held and at work; outside and loops add up to the change exactly. Outside of the loops lies what moves the outcome with every one of them held: covariates, policies, contracts that run out, and what else the model feeds back.",
  "A loop alone and what is lost if it is held bracket its share: they part where loops need each other or stand in for each other. Intervals are 95 % by Student's t over runs, those of one parameter set counted together.",
];

interface Part {
  readonly key: string;
  readonly name: string;
  readonly course: Course;
}

function partsOf({ outside, loops }: LoopsOverTime): readonly Part[] {
  return [
    { key: "outside", name: "outside the loops", course: outside },
    ...loops.map((one) => ({ key: one.loop, name: loopNames[one.loop], course: one as Course })),
  ];
}

function endOf({ carried }: Course): number {
  return Math.abs(carried.at(-1)?.mean ?? 0);
}

function fans(
  { result, dates }: LoopsReport,
  parts: readonly Part[],
  sentence: string,
): FanChart | null {
  const { metric, unit, since, periods, runs } = result;
  const line = (course: Course, read: (one: Spread) => number) =>
    course.carried.map((one) => Number(read(one).toPrecision(5)));
  const panels = parts.map(({ key, name, course }): FanPanel => {
    const end = course.carried.at(-1);
    return {
      key,
      label: name,
      slot: "total",
      spread: {
        p10: line(course, ({ p10 }) => p10),
        p25: line(course, ({ p25 }) => p25),
        p50: line(course, ({ median }) => median),
        p75: line(course, ({ p75 }) => p75),
        p90: line(course, ({ p90 }) => p90),
      },
      baseline: null,
      note: `above 0 in ${end?.higher ?? 0}, below in ${end?.lower ?? 0} of ${runsText(runs)}`,
    };
  });
  return {
    kind: "fan",
    differences: true,
    id: "loops.time",
    title: `Change of ${metric} since ${formatPeriod(since)}, carried until each quarter`,
    sentence,
    unit,
    decimals: unit === "share" ? 1 : 0,
    periods,
    dates,
    domain: domainOf(panels, unit),
    baseline: null,
    panels,
  };
}

function yearsTable({ periods, unit, total }: LoopsOverTime, parts: readonly Part[]): NumberTable {
  const all = [...parts, { key: "total", name: "total", course: total }];
  const ends = periods.flatMap((period, k) =>
    /Q4$|^\d{4}$/.test(period) || k === periods.length - 1 ? [k] : [],
  );
  return {
    caption: "Mean change in the year that ends there",
    columns: [words("Period"), ...all.map(({ name }) => numbers(name))],
    rows: ends.map((k, n) => [
      formatPeriod(periods[k] ?? ""),
      ...all.map(({ course }) => {
        const before = n === 0 ? 0 : (course.carried[ends[n - 1] ?? 0]?.mean ?? 0);
        return formatDifference((course.carried[k]?.mean ?? Number.NaN) - before, unit, 1);
      }),
    ]),
  };
}

function ranged(
  one: { readonly mean: number; readonly low: number; readonly high: number } | undefined,
  difference: (value: number) => string,
): string {
  if (one === undefined) return "–";
  const range = Number.isNaN(one.low) ? "" : ` (${difference(one.low)} to ${difference(one.high)})`;
  return difference(one.mean) + range;
}
