import { MODEL_VERSION } from "../../core/version.ts";
import { rowsOf } from "../../experiments/run-table.ts";
import { correlations, type Swept } from "../../results/sweep/document.ts";
import { type PointSummary, spreadOf } from "../../results/sweep/summarise-points.ts";
import { precisionText } from "../../results/sweep/words.ts";
import { count, counted, duration, scaleFor } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";

/** Inputs whose correlation is told for each outcome. */
const TOLD = 3;

/** A sweep for people, as lines of text. */
export function sweepLines(swept: Swept, look: Look): string[] {
  const { experiment, points, result, summaries, text, seconds } = swept;
  const { prepared } = experiment;
  const { colours, signs } = look;
  const facts = [
    `${counted(points.count, "point")} (${text})`,
    `${counted(rowsOf(result.table), "run")}`,
    `model ${MODEL_VERSION}`,
    `data ${prepared.world.version}`,
    duration(seconds),
  ];
  const share = (deviation: number, part: number): string =>
    Number.isNaN(deviation) ? signs.dash : `${Math.round(100 * part)}${signs.percent}`;
  const rows = prepared.outcomes.map(({ name, unit, period }, k) => {
    const spread = spreadOf(summaries.map((own) => own[k] as PointSummary));
    const largest = Math.max(Math.abs(spread.least), Math.abs(spread.most));
    const scale = scaleFor(unit, 0, largest, signs);
    const told = correlations(swept, k)
      .filter(({ value }) => Math.abs(value ?? 0) >= 0.2)
      .slice(0, TOLD)
      .map(
        ({ name: input, value }) =>
          `${input} ${(value ?? 0) < 0 ? signs.minus : "+"}${Math.abs(value ?? 0).toFixed(2)}`,
      );
    const constant = spread.least === spread.most && !(spread.luck > 0) && !(spread.sets > 0);
    return [
      `${name}, ${period}`,
      scale.value(spread.least),
      scale.value(spread.p50),
      scale.value(spread.most),
      share(spread.luck, spread.luckShare),
      ...(prepared.cycle === undefined ? [] : [share(spread.sets + spread.luck, spread.setsShare)]),
      constant ? "constant" : told.join(", "),
    ];
  });
  const varied = experiment.quantities.map(({ name, role }) => `${name} (${role})`).join(", ");
  return [
    colours.bold(`A sweep of "${prepared.scenario.title}"`),
    ...wrap(facts.join(` ${signs.dot} `), look.columns).map(colours.dim),
    colours.dim("Simulated worlds, not a forecast."),
    "",
    ...wrap(`Varied: ${varied}`, look.columns),
    "",
    ...formatTable(
      [
        { title: "means of points", shrink: look.fixedWidth },
        { title: "least", align: "right" },
        { title: "median", align: "right" },
        { title: "most", align: "right" },
        { title: "luck", align: "right" },
        ...(prepared.cycle === undefined ? [] : [{ title: "sets", align: "right" } as const]),
        { title: "goes with (rank correlation; ratio for categories)", shrink: look.fixedWidth },
      ],
      rows,
      { width: look.columns, title: colours.dim },
    ),
    "",
    ...wrap(precisionText(swept, prepared.outcomes), look.columns),
    `Failed runs: ${count(result.table.reasons.size)}`,
  ].map((line) => (look.ascii ? line.replaceAll("×", "x").replaceAll("±", "+-") : line));
}
