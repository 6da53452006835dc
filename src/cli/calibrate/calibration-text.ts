import type { StageReport } from "../../experiments/calibration/calibrate.ts";
import type { CalibrationRecord } from "../../experiments/calibration/record.ts";
import { count } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";

/** What a stage has come to, in a line. */
export function stageLine({ stage, runs, radius, effective, plausible }: StageReport): string {
  const parts = [`${stage}: ${count(runs)} runs`];
  if (plausible !== null)
    parts.push(`${(100 * plausible).toPrecision(2)}% of the prior is plausible`);
  if (radius !== null) parts.push(`distance ${radius.toFixed(2)}`);
  if (effective !== null) parts.push(`effective sets ${Math.round(effective)}`);
  return parts.join(", ");
}

/** What was learnt of each parameter, as a table. */
export function posteriorLines({ contractions, effective }: CalibrationRecord): string[] {
  const write = (x: number): string => String(Number(x.toPrecision(3)));
  const rows = contractions.map(({ id, low, high, q05, q50, q95, contraction }) => [
    id,
    `${write(low)} to ${write(high)}`,
    write(q50),
    `${write(q05)} to ${write(q95)}`,
    `${Math.round(100 * contraction)}%`,
  ]);
  return [
    `Parameters after the fit (effective sets ${Math.round(effective)})`,
    ...formatTable(
      [
        { title: "" },
        { title: "before" },
        { title: "median", align: "right" },
        { title: "9 in 10 sets" },
        { title: "learnt", align: "right" },
      ],
      rows,
      { indent: 2 },
    ),
  ];
}

/** Scores on countries not seen, as tables; nothing where there are none. */
export function scoreLines({ scores }: CalibrationRecord): string[] {
  if (scores === null) return [];
  const rows = scores.questions.flatMap(({ label, scores: list }) =>
    list.map(({ forecast, auc, brier, log }) => [
      label,
      forecast,
      auc.toFixed(3),
      brier.toFixed(3),
      log.toFixed(3),
    ]),
  );
  const later = scores.later.map(
    ({ vintage, observed, mean, low, high, bass, auc, newAdopters }) => [
      vintage,
      String(observed),
      `${mean.toFixed(0)} (${low} to ${high})`,
      bass.toFixed(0),
      String(newAdopters),
      auc.model?.toFixed(3) ?? "",
      auc.ridge?.toFixed(3) ?? "",
    ],
  );
  return [
    "",
    `Countries not seen, 2019 (${count(scores.runs)} runs, the nearest ${100 * scores.fraction}% in each fold)`,
    ...formatTable(
      [
        { title: "" },
        { title: "" },
        { title: "AUC", align: "right" },
        { title: "Brier", align: "right" },
        { title: "log", align: "right" },
      ],
      rows,
      { indent: 2 },
    ),
    "",
    "Later vintages, to which nothing is fitted",
    ...formatTable(
      [
        { title: "" },
        { title: "adopters", align: "right" },
        { title: "model (9 in 10)", align: "right" },
        { title: "Bass", align: "right" },
        { title: "new", align: "right" },
        { title: "AUC of new: model", align: "right" },
        { title: "ridge", align: "right" },
      ],
      later,
      { indent: 2 },
    ),
  ];
}
