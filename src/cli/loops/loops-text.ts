import type { LoopId } from "../../core/ledger/loops.ts";
import {
  type Course,
  type LoopsOverTime,
  loopNames,
  type Spread,
} from "../../results/loops/loops.ts";
import { count, counted, type Scale, scaleFor } from "../format/numbers.ts";
import { sparkline, trendWords } from "../format/sparkline.ts";
import { formatTable } from "../format/table.ts";
import type { Look } from "../look.ts";

/** Spans of time that are listed, at most; the other formats have every quarter. */
const SPANS = 8;
/** Interactions that are listed; JSON has all. */
const mostShown = 3;
const right = "right" as const;

/** What a result is of. */
export interface FollowedScenario {
  readonly title: string;
  readonly seed: string;
  readonly run: number | null;
}

/** Lays out for people what the loops carry. */
export function loopLines(
  result: LoopsOverTime,
  { title, seed, run }: FollowedScenario,
  look: Look,
): string[] {
  const { bold, dim } = look.colours;
  const { metric, since, periods, runs, before, total, loops, interactions } = result;
  const scale = loopScale(result, look);
  const at = periods.at(-1) ?? since;
  const end = total.carried.at(-1)?.mean ?? 0;
  const luck =
    run === null ? `${counted(runs, "run")}, seed ${seed}` : `run ${run} of seed ${seed}`;
  const courses = coursesOf(result);
  const low = Math.min(0, ...courses.flatMap(({ course }) => meansOf(course)));
  const high = Math.max(0, ...courses.flatMap(({ course }) => meansOf(course)));
  const narrow = look.columns < 100;
  /** Cells of the columns that a narrow terminal has no room for. */
  const beside = <T>(...cells: readonly T[]): readonly T[] => (narrow ? [] : cells);
  const trend = (course: Course) => {
    const means = meansOf(course);
    return look.ascii
      ? trendWords(means, high - low)
      : sparkline(means, low, high, narrow ? 8 : 16);
  };
  return [
    bold(title),
    dim(`${luck}, each repeated with every combination of ${loops.length} loops held`),
    "",
    `${bold(metric)}: ${scale.value(before)} at the end of ${since}, ` +
      `${scale.value(before + end)} at the end of ${at}, ${scale.difference(end)}`,
    "",
    bold(`What carries the change from ${since} to ${at}`) +
      dim(" (mean over runs, 95 % interval; the parts add up)"),
    ...formatTable(
      [
        { title: "" },
        { title: "" },
        { title: "carries", align: right },
        { title: "95 % interval", align: right },
        { title: "above 0 in", align: right },
        ...beside({ title: "alone", align: right }, { title: "lost if held", align: right }),
      ],
      courses.map(({ name, course, alone, lost }) => {
        const last = course.carried.at(-1);
        return [
          name,
          look.ascii ? trend(course) : look.colours.cyan(trend(course)),
          last === undefined ? "" : scale.difference(last.mean),
          last === undefined ? "" : rangeOf(last, scale),
          last === undefined ? "" : `${count(last.higher)} of ${count(runs)}`,
          ...beside(
            alone === undefined ? "" : scale.difference(alone),
            lost === undefined ? "" : scale.difference(lost),
          ),
        ];
      }),
      { indent: 2, title: dim },
    ),
    "",
    bold("In which years") + dim(" (mean change in each span)"),
    ...formatTable(
      [{ title: "" }, ...courses.map(({ short }) => ({ title: short, align: right }))],
      spans(periods.length).map(([from, to]) => [
        `${periods[from]}${look.signs.dash}${periods[to]}`,
        ...courses.map(({ course }) => {
          const start = from === 0 ? 0 : (course.carried[from - 1]?.mean ?? 0);
          return scale.difference((course.carried[to]?.mean ?? 0) - start);
        }),
      ]),
      { indent: 2, title: dim },
    ),
    "",
    bold("Two loops beyond each alone") + dim(" (below 0 they stand in for each other)"),
    ...formatTable(
      [{ title: "" }, { title: "", align: right }, { title: "", align: right }],
      interactions
        .slice(0, mostShown)
        .map((one) => [
          `${loopNames[one.first]} x ${loopNames[one.second]}`,
          scale.difference(one.mean),
          rangeOf(one, scale),
        ]),
      { indent: 2 },
    ),
  ];
}

/** How to write the numbers of a result: parts of a change are small, and their intervals stand beside them. */
export function loopScale({ before, total, unit }: LoopsOverTime, { signs }: Look): Scale {
  const end = total.carried.at(-1)?.mean ?? 0;
  return scaleFor(unit, 0, Math.max(Math.abs(before), Math.abs(before + end)), signs);
}

/** A line of the tables. */
interface Line {
  readonly name: string;
  /** Name as the title of a column. */
  readonly short: string;
  readonly course: Course;
  readonly alone?: number;
  readonly lost?: number;
}

const shortNames: Readonly<Record<LoopId, string>> = {
  price_learning: "price",
  peers: "peers",
  norms: "norms",
  backlash_and_rules: "rules",
  unrest: "unrest",
};

function coursesOf({ total, outside, loops }: LoopsOverTime): readonly Line[] {
  return [
    { name: "outside the loops", short: "outside", course: outside },
    ...loops.map((one) => ({
      name: loopNames[one.loop],
      short: shortNames[one.loop],
      course: one as Course,
      alone: one.alone.mean,
      lost: one.lost.mean,
    })),
    { name: "total", short: "total", course: total },
  ];
}

function meansOf({ carried }: Course): number[] {
  return carried.map(({ mean }) => mean);
}

function rangeOf({ low, high }: Pick<Spread, "low" | "high">, scale: Scale): string {
  // The unit once.
  const from = scale.difference(low).replace(/ pp$/, "");
  return Number.isNaN(low) ? "" : `${from} to ${scale.difference(high)}`;
}

/** First and last period of equal spans of time. */
function spans(periods: number): readonly (readonly [number, number])[] {
  const parts = Math.min(SPANS, periods);
  return Array.from({ length: parts }, (_, k) => [
    Math.floor((k * periods) / parts),
    Math.floor(((k + 1) * periods) / parts) - 1,
  ]);
}
