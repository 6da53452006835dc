import { domainOf, type FanChart, type FanPanel } from "../../src/results/charts/fan.ts";
import { formatMoment, formatValue } from "../../src/results/charts/numbers.ts";
import type { Spread, Values } from "../../src/results/charts/series.ts";
import type { Course } from "../../src/results/lessons/course.ts";
import { quantile } from "../../src/results/quantile.ts";
import { words } from "../strings/words.ts";

/** How the runs of a course spread at every period. */
export function spreadOfCourse({ values, runs, periods }: Course): Spread {
  const steps = periods.length;
  const sorted = periods.map((_, step) =>
    Float64Array.from({ length: runs }, (__, run) => values[run * steps + step] as number)
      .filter((value) => !Number.isNaN(value))
      .sort(),
  );
  const line = (probability: number): Values =>
    sorted.map((row) => (row.length === 0 ? null : quantile(row, probability)));
  return { p10: line(0.1), p25: line(0.25), p50: line(0.5), p75: line(0.75), p90: line(0.9) };
}

/** Mean over the runs of a course at a period; NaN where none finished. */
export function meanAt({ values, runs, periods }: Course, step: number): number {
  const steps = periods.length;
  const kept = Array.from(
    { length: runs },
    (_, run) => values[run * steps + step] as number,
  ).filter((value) => !Number.isNaN(value));
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/**
 * The fan of a course, against the median of another.
 *
 * @param start null: the course is the start itself
 */
export function courseFan(now: Course, start: Course | null, title: string): FanChart {
  const { unit, step, periods, dates } = now;
  const panel: FanPanel = {
    key: title,
    label: title,
    slot: "total",
    spread: spreadOfCourse(now),
    baseline: start === null ? null : spreadOfCourse(start).p50,
  };
  const decimals = unit === "share" ? 1 : 0;
  const text = (course: Course): string => formatValue(meanAt(course, step), unit, decimals);
  const at = formatMoment(periods[step] ?? "");
  return {
    kind: "fan",
    id: title,
    title,
    sentence: words.lessons.sentence(text(now), at, start === null ? null : text(start)),
    unit,
    decimals,
    periods,
    dates,
    domain: domainOf([panel], unit),
    baseline: start === null ? null : words.lessons.startName,
    panels: [panel],
  };
}
