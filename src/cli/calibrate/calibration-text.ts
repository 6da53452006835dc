import type { Posterior, StageReport } from "../../experiments/calibration/calibrate.ts";
import type { PlacedTargets } from "../../experiments/calibration/place-targets.ts";
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

/** Effective sets per fitted target below which the adjustment has too little to go by. */
const LEAST_PER_TARGET = 3;

/** What there is to doubt about a fit; nothing where it is sound. */
export function doubtLines(
  { effective, missed }: Posterior,
  { targets }: Pick<PlacedTargets, "targets">,
): string[] {
  const write = (x: number): string => String(Number(x.toPrecision(3)));
  const fitted = targets.filter(({ role }) => role === "C").length;
  const lines: string[] = [];
  if (effective < LEAST_PER_TARGET * fitted) {
    lines.push(
      `Few: ${Math.round(effective)} effective sets for ${fitted} targets make a loose fit. Raise --keep, with --wave and --generation several times as large.`,
    );
  }
  if (missed.length > 0) {
    const list = missed.map(
      ({ id, observed, mean }) => `${id} (${write(observed)}, runs give ${write(mean)})`,
    );
    lines.push(`Poor: the runs that were kept miss ${list.join(", ")} in the mean.`);
  }
  return lines;
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
    list.map(({ forecast, auc, brier, log, crps, coverage }) => [
      label,
      forecast,
      auc.toFixed(3),
      brier.toFixed(3),
      log.toFixed(3),
      crps.toFixed(2),
      coverage.map((share) => `${Math.round(100 * share)}%`).join(" "),
    ]),
  );
  const later = scores.later.flatMap(({ vintage, observed, counts }) =>
    counts.map(({ forecast, mean, low, high, crps }) => [
      vintage,
      forecast,
      String(observed),
      `${mean.toFixed(0)} (${low} to ${high})`,
      crps.toFixed(1),
    ]),
  );
  const who = scores.later.flatMap(({ vintage, newAdopters, who: list }) =>
    list.map(({ forecast, auc }) => [
      vintage,
      forecast,
      String(newAdopters),
      auc?.toFixed(3) ?? "",
    ]),
  );
  return [
    "",
    `Countries not seen, 2019 (${count(scores.runs)} runs, a regression over the nearest ${100 * scores.fraction}% in each fold)`,
    ...formatTable(
      [
        { title: "" },
        { title: "" },
        { title: "AUC", align: "right" },
        { title: "Brier", align: "right" },
        { title: "log", align: "right" },
        { title: "CRPS", align: "right" },
        { title: "in 50/80/95%", align: "right" },
      ],
      rows,
      { indent: 2 },
    ),
    "",
    "Later vintages, to which nothing is fitted",
    ...formatTable(
      [
        { title: "" },
        { title: "" },
        { title: "adopters", align: "right" },
        { title: "foreseen (9 in 10)", align: "right" },
        { title: "CRPS", align: "right" },
      ],
      later,
      { indent: 2 },
    ),
    "",
    "Which countries are new in them",
    ...formatTable(
      [
        { title: "" },
        { title: "" },
        { title: "new", align: "right" },
        { title: "AUC", align: "right" },
      ],
      who,
      { indent: 2 },
    ),
  ];
}
