import type { IndexStatistic } from "../../results/summary.ts";
import { fixed } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";

/**
 * The runs seen through the adoption index beside what the index observed, as lines of text, with a
 * word on calibration where targets are missed.
 */
export function indexLines(index: readonly IndexStatistic[], look: Look): string[] {
  if (index.length === 0) return [];
  const { signs, colours } = look;
  const rows = index.map((one) => {
    const write = (value: number) =>
      one.unit === "share"
        ? `${fixed(value * 100, 0, signs)}${signs.percent}`
        : digits(value, one, look);
    const low = one.unit === "share" ? fixed(one.p10 * 100, 0, signs) : digits(one.p10, one, look);
    const within = isWithin(one);
    return [
      // The label tells the parts of a target apart.
      one.id.split(".")[0] ?? one.id,
      one.label,
      `${write(one.observed)} ${signs.plusMinus}${write(one.tolerance)}`,
      write(one.mean),
      `${low}${signs.dash}${write(one.p90)}`,
      within ? colours.green("yes") : colours.yellow("no"),
    ];
  });
  const columns = [
    { title: "" },
    { title: "", shrink: look.fixedWidth },
    { title: "observed", align: "right" as const },
    { title: "mean", align: "right" as const },
    { title: "8 in 10 runs", align: "right" as const },
    { title: "met" },
  ];
  const missed = index.filter(isMissed);
  const targets = index.filter(({ role }) => role === "C").length;
  return [
    colours.bold("Simulated against observed, adoption index"),
    ...formatTable(columns, rows, { indent: 2, width: look.columns, title: colours.dim }),
    ...(missed.length > 0
      ? [
          ...wrap(
            `Not yet calibrated: ${missed.length} of ${targets} calibration targets missed ` +
              `(${[...new Set(missed.map(({ id }) => id))].join(", ")}).`,
            look.columns,
          ).map(colours.yellow),
        ]
      : []),
  ];
}

/** Whether the simulated mean lies within the tolerance of what was observed. */
export function isWithin(one: IndexStatistic): boolean {
  return Math.abs(one.mean - one.observed) <= one.tolerance;
}

/** Whether a statistic is a calibration target that the runs miss. */
export function isMissed(one: IndexStatistic): boolean {
  return one.role === "C" && !isWithin(one);
}

function digits(value: number, one: IndexStatistic, look: Look): string {
  const size = Math.max(Math.abs(one.observed), Math.abs(one.mean), Math.abs(one.tolerance));
  return fixed(value, size >= 10 ? 0 : size >= 2 ? 1 : 2, look.signs);
}
