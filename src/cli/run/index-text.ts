import { type Calibration, calibrationNote, isMet } from "../../results/calibration.ts";
import type { IndexStatistic } from "../../results/summary.ts";
import { fixed } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";

/** What has to be said of calibration, as lines of text; none where all is well. */
export function calibrationLines(calibration: Calibration, look: Look): string[] {
  const note = calibrationNote(calibration);
  return note === "" ? [] : wrap(note, look.columns).map(look.colours.yellow);
}

/** The runs seen through the adoption index beside what the index observed, as lines of text. */
export function indexLines(index: readonly IndexStatistic[], look: Look): string[] {
  if (index.length === 0) return [];
  const { signs, colours } = look;
  const rows = index.map((one) => {
    const write = (value: number) =>
      one.unit === "share"
        ? `${fixed(value * 100, 0, signs)}${signs.percent}`
        : digits(value, one, look);
    const low = one.unit === "share" ? fixed(one.p10 * 100, 0, signs) : digits(one.p10, one, look);
    return [
      // The label tells the parts of a target apart.
      one.id.split(".")[0] ?? one.id,
      one.label,
      `${write(one.observed)} ${signs.plusMinus}${write(one.tolerance)}`,
      write(one.mean),
      `${low}${signs.dash}${write(one.p90)}`,
      isMet(one) ? colours.green("yes") : colours.yellow("no"),
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
  return [
    colours.bold("Simulated against observed, adoption index"),
    ...formatTable(columns, rows, { indent: 2, width: look.columns, title: colours.dim }),
  ];
}

function digits(value: number, one: IndexStatistic, look: Look): string {
  const size = Math.max(Math.abs(one.observed), Math.abs(one.mean), Math.abs(one.tolerance));
  return fixed(value, size >= 10 ? 0 : size >= 2 ? 1 : 2, look.signs);
}
