import { rowsOf } from "../../experiments/run-table.ts";
import type { ReportVersions } from "../report-input.ts";
import type { Row } from "../row.ts";
import type { Experiment } from "../sweep/experiment.ts";
import { isConstant, isUnknown, type Ranked, rankInputs } from "./ranking.ts";
import type { Sensitivity } from "./run-sensitivity.ts";

/** A sensitivity analysis that was made. */
export interface Analysed {
  readonly experiment: Experiment;
  readonly sensitivity: Sensitivity;
  readonly method: "sobol" | "morris";
  readonly base: number;
  /** Indices of the outcomes to show. */
  readonly outcomes: readonly number[];
  readonly seconds: number;
}

/** One row per outcome and input. */
export function* indexRows({
  experiment,
  sensitivity,
  method,
  outcomes,
}: Analysed): Generator<Row> {
  for (const k of outcomes) {
    for (const ranked of rankInputs(sensitivity, k)) {
      yield { outcome: experiment.prepared.outcomes[k]?.name ?? "", ...cellsOf(ranked, method) };
    }
  }
}

function cellsOf(
  { input, value, low, high, second }: Ranked,
  method: Analysed["method"],
): InputDocument {
  const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
  return method === "sobol"
    ? {
        input,
        total: finite(value),
        total_low95: finite(low),
        total_high95: finite(high),
        first: finite(second),
      }
    : {
        input,
        mu_star: finite(value),
        mu_star_low95: finite(low),
        mu_star_high95: finite(high),
        sigma: finite(second),
      };
}

/** An input of one outcome as JSON; null where too little finished. */
export type InputDocument = Readonly<Record<string, string | number | null>> & {
  readonly input: string;
};

/** A sensitivity analysis as JSON. */
export interface SensitivityDocument {
  readonly schema: "panoptes/sensitivity@1";
  readonly scenario: { readonly id: string; readonly title: string };
  readonly status: "partial" | "complete";
  readonly versions: {
    readonly panoptes: string;
    readonly model: string;
    readonly data: string;
  };
  readonly method: "sobol" | "morris";
  readonly base: number;
  readonly seed: string;
  readonly design_seed: string;
  readonly inputs: readonly string[];
  readonly runs: { readonly done: number; readonly failed: number };
  readonly outcomes: Readonly<
    Record<
      string,
      {
        readonly unit: string;
        readonly period: string;
        /** Whether it was the same at every point. */
        readonly constant: boolean;
        readonly inputs: readonly InputDocument[];
      }
    >
  >;
  readonly elapsed_seconds: number;
}

/** A sensitivity analysis as one JSON value. */
export function sensitivityDocument(
  shown: Analysed,
  versions: ReportVersions,
): SensitivityDocument {
  const { experiment, sensitivity, method, base, outcomes, seconds } = shown;
  const { prepared, seed, designSeed } = experiment;
  return {
    schema: "panoptes/sensitivity@1",
    scenario: { id: prepared.scenario.id, title: prepared.scenario.title },
    status: sensitivity.stopped ? "partial" : "complete",
    versions: { panoptes: versions.package, model: versions.model, data: versions.data },
    method,
    base,
    seed,
    design_seed: designSeed,
    inputs: sensitivity.inputs,
    runs: { done: rowsOf(sensitivity.table), failed: sensitivity.table.reasons.size },
    outcomes: Object.fromEntries(
      outcomes.map((k) => {
        const one = sensitivity.outcomes[k];
        return [
          prepared.outcomes[k]?.name ?? "",
          {
            unit: prepared.outcomes[k]?.unit ?? "",
            period: prepared.outcomes[k]?.period ?? "",
            constant: isConstant(sensitivity, k) && !isUnknown(sensitivity, k),
            inputs: rankInputs(sensitivity, k).map((ranked) => cellsOf(ranked, method)),
            ...(one?.method === "sobol"
              ? {
                  rows: { used: one.indices.rows, failed: one.indices.failed },
                  mean: one.indices.rows === 0 ? null : one.indices.mean,
                  variance: one.indices.rows === 0 ? null : one.indices.variance,
                  second_order: one.indices.second.map(([i, j, index]) => ({
                    inputs: [sensitivity.inputs[i], sensitivity.inputs[j]],
                    ...index,
                  })),
                }
              : {}),
          },
        ];
      }),
    ),
    elapsed_seconds: seconds,
  };
}
