import type { OutcomeSummary, ResultDocument } from "../../api/schemas/results.ts";
import { MODEL_VERSION } from "../../core/version.ts";
import { calibrationNote, calibrationOf } from "../../results/calibration.ts";
import { type EnsembleSummary, probabilities } from "../../results/summary.ts";
import type { Labels } from "../../scenario/compiled.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import { quantileName } from "./write-result.ts";

/** Most failures that a document lists; the table of runs has all. */
const MOST_FAILURES = 100;

/** What a result's document is made of. */
export interface DocumentInputs {
  readonly runId: string;
  readonly scenario: Scenario;
  readonly world: World;
  readonly labels: Labels;
  readonly summary: EnsembleSummary;
  /** Runs that were done, failed ones included. */
  readonly count: number;
  /** Version of the package. */
  readonly version: string;
}

/** Makes the document of a result. */
export function resultDocument(inputs: DocumentInputs): ResultDocument {
  const { runId, scenario, world, labels, summary, count, version } = inputs;
  const { periods } = labels;
  const self = `/v1/results/${runId}`;
  return {
    schema: "panoptes/result@1",
    run_id: runId,
    result_hash: summary.resultHash,
    scenario: { id: scenario.id, title: scenario.title, parents: scenario.parents },
    versions: {
      panoptes: version,
      model: MODEL_VERSION,
      data: world.version,
      data_digest: world.digest,
    },
    runs: {
      count,
      finished: summary.runs.finished,
      failed: summary.failures.length,
      seed: summary.runs.seed,
      ensemble: summary.ensemble ?? null,
      parameter_sets: summary.parameterSets,
    },
    period: { first: periods[0] ?? "", last: periods.at(-1) ?? "" },
    outcomes: Object.fromEntries(
      summary.columns.map(({ name, unit }, column) => [
        name,
        outcomeAt(summary, column, unit, periods.length),
      ]),
    ),
    failures: summary.failures.slice(0, MOST_FAILURES),
    note: `${calibrationNote(calibrationOf(summary))} Simulated worlds, not a forecast.`,
    reproduce: `panoptes run <scenario> --runs ${count} --seed ${JSON.stringify(summary.runs.seed)} --json`,
    links: {
      self,
      series: `${self}/series`,
      map: `${self}/map`,
      runs: `${self}/runs`,
      outcomes: `${self}/outcomes`,
    },
  };
}

function outcomeAt(
  { quantiles, means, deviations }: EnsembleSummary,
  column: number,
  unit: string,
  steps: number,
): OutcomeSummary {
  const cell = (column + 1) * steps - 1;
  const bands = Object.fromEntries(
    probabilities.map((p, k) => [
      quantileName(p),
      finite(quantiles[cell * probabilities.length + k]),
    ]),
  ) as Omit<OutcomeSummary, "unit" | "mean" | "sd">;
  return { unit, ...bands, mean: finite(means[cell]), sd: finite(deviations[cell]) };
}

function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
