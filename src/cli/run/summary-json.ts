import { MODEL_VERSION } from "../../core/version.ts";
import { calibrationNote, calibrationOf, isMet } from "../../results/calibration.ts";
import { type EnsembleSummary, probabilities } from "../../results/summary.ts";
import { checkDocument } from "./check.ts";
import { countryChances } from "./country-text.ts";
import type { Outcome } from "./outcome.ts";
import { differenceOf } from "./summary-text.ts";
import { statisticsAt } from "./summary-view.ts";

/** What the document needs besides the outcome. */
export interface JsonAdditions {
  /** Version of the package. */
  readonly version: string;
  /** Index of a country to report, or null. */
  readonly country: number | null;
  /** Metric to keep to, or null for all. */
  readonly metric: string | null;
  /** Where results were written, or null. */
  readonly output: string | null;
}

/**
 * The summary of an ensemble as a JSON document. It holds no times, so that the same inputs give the
 * same document. Numbers that do not exist are null.
 */
export function summaryDocument(outcome: Outcome, additions: JsonAdditions): object {
  const { scenario, world, compiled, summary, reference, row, stopped } = outcome;
  const { periods } = compiled.labels;
  const last = periods.length - 1;
  const rows = row === last ? [last] : [row, last];
  // Without a finished run there are no numbers; the document says so by holding none.
  const none = summary.runs.finished === 0;
  const wanted = none
    ? []
    : [...summary.columns.entries()].filter(
        ([, { name, outcome: id }]) =>
          additions.metric === null || name === additions.metric || id === additions.metric,
      );
  return {
    schema: "panoptes/summary@1",
    scenario: { id: scenario.id, title: scenario.title, parents: scenario.parents },
    status: stopped === null ? "complete" : "partial",
    stopped_by: stopped,
    runs: summary.runs,
    failures: summary.failures,
    versions: {
      panoptes: additions.version,
      model: MODEL_VERSION,
      data: world.version,
      data_digest: world.digest,
    },
    run_id: summary.runId,
    result_hash: summary.resultHash,
    period: { first: periods[0] ?? null, last: periods[last] ?? null },
    reference: reference?.name ?? null,
    outcomes: Object.fromEntries(
      wanted.map(([index, column]) => [
        column.name,
        {
          unit: column.unit,
          at: Object.fromEntries(rows.map((at) => [periods[at] ?? "", values(outcome, index, at)])),
        },
      ]),
    ),
    index: (none ? [] : summary.index).map((one) => ({ ...one, within: isMet(one) })),
    calibration: none ? null : calibrationDocument(summary),
    ...(additions.country === null || none
      ? {}
      : { country: countryDocument(outcome, additions.country) }),
    ...(outcome.judged.length === 0 ? {} : { expectations: checkDocument(outcome.judged) }),
    output: additions.output,
  };
}

function values(outcome: Outcome, index: number, row: number): object {
  const line = { index, complement: false, at: null };
  const shown = statisticsAt(outcome.summary, line, row, outcome.compiled.frame.steps);
  const column = outcome.summary.columns[index];
  const difference =
    column === undefined ? null : differenceOf(outcome, { ...line, name: "", column }, row);
  const last = row === outcome.compiled.labels.periods.length - 1;
  const split = last ? (outcome.summary.split?.[index] ?? null) : null;
  return {
    ...Object.fromEntries(
      probabilities.map((p, k) => [
        `p${String(Math.round(p * 100)).padStart(2, "0")}`,
        shown.quantiles[k],
      ]),
    ),
    mean: shown.mean,
    sd: shown.deviation,
    // Told apart at the end of the run only: there all values of single runs are kept.
    ...(split === null
      ? {}
      : { sd_luck: split.luck, sd_assumptions: split.assumptions, assumptions_share: split.share }),
    ...(difference === null ? {} : { against_reference: difference }),
  };
}

function calibrationDocument(summary: EnsembleSummary): object {
  const calibration = calibrationOf(summary);
  return {
    calibrated: calibration.calibrated,
    ensemble: summary.ensemble ?? null,
    parameter_sets: calibration.parameterSets,
    targets: calibration.targets,
    missed: calibration.missed,
    note: calibrationNote(calibration),
  };
}

function countryDocument(outcome: Outcome, country: number): object {
  const { id, name, names, shares } = countryChances(outcome, country);
  return {
    id,
    name,
    periods: outcome.compiled.labels.periods,
    share_of_runs: Object.fromEntries(names.map((supplier, k) => [supplier, shares[k]])),
  };
}
