import { domainOf, type FanChart, type FanPanel } from "../../src/results/charts/fan.ts";
import { formatMoment, formatValue } from "../../src/results/charts/numbers.ts";
import type { Spread, Values } from "../../src/results/charts/series.ts";
import type { Course } from "../../src/results/lessons/course.ts";
import { memorySink } from "../../src/results/series-sink.ts";
import { type SeriesSummary, summariseSeries } from "../../src/results/summarise-series.ts";
import { probabilities } from "../../src/results/summary.ts";
import { words } from "../strings/words.ts";

/** How the runs of a course spread at every period, and their mean; failed runs are left out. */
function summaryOf({ values, runs, periods }: Course): SeriesSummary {
  const steps = periods.length;
  const sink = memorySink(steps);
  for (let run = 0; run < runs; run++) {
    const series = values.subarray(run * steps, (run + 1) * steps);
    if (!Number.isNaN(series[0])) sink.add(series);
  }
  return summariseSeries(sink, 1, steps);
}

/** Median and bands of a course; null where no run finished. */
export function spreadOfCourse(course: Course): Spread {
  const { quantiles } = summaryOf(course);
  const line = (probability: (typeof probabilities)[number]): Values => {
    const place = probabilities.indexOf(probability);
    return course.periods.map((_, step) => {
      const value = quantiles[step * probabilities.length + place] ?? Number.NaN;
      return Number.isNaN(value) ? null : value;
    });
  };
  return { p10: line(0.1), p25: line(0.25), p50: line(0.5), p75: line(0.75), p90: line(0.9) };
}

/** Mean over the runs of a course at a period; NaN where none finished. */
function meanAt(course: Course, step: number): number {
  return summaryOf(course).means[step] ?? Number.NaN;
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
