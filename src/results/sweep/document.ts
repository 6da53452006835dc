import { runSeed } from "../../experiments/run-key.ts";
import { rowsOf } from "../../experiments/run-table.ts";
import type { Points } from "../../experiments/sampling/draw-points.ts";
import type { EndReason, PrecisionRule, SweepResult } from "../../experiments/sweep.ts";
import type { Label } from "../../scenario/uncertainty.ts";
import type { ReportVersions } from "../report-input.ts";
import type { Row } from "../row.ts";
import type { Experiment } from "./experiment.ts";
import { writtenPoint } from "./prepare-sweep.ts";
import { goesWith, type PointSummary, spreadOf } from "./summarise-points.ts";

/** A sweep that was run. */
export interface Swept {
  readonly experiment: Experiment;
  readonly points: Points;
  /** How the points were drawn. */
  readonly text: string;
  readonly result: SweepResult;
  /** [point][outcome] */
  readonly summaries: readonly (readonly PointSummary[])[];
  readonly rule: PrecisionRule | null;
  /** Runs of a point after which parameter sets come again; undefined where there is one. */
  readonly cycle: number | undefined;
  /** Runs asked for at each point. */
  readonly runs: number;
  readonly seconds: number;
}

/** Version of a sweep as JSON. */
const SCHEMA = "panoptes/sweep@1";

/** One row per run: point, seed, what varies, outcomes. */
export function* sweepRows({ experiment, points, result }: Swept): Generator<Row> {
  const { outcomes } = experiment.prepared;
  const { table } = result;
  for (let row = 0; row < rowsOf(table); row++) {
    const point = table.points[row] as number;
    const cells = outcomes.map(({ name }, k): [string, number | null] => {
      const value = table.values[row * outcomes.length + k] as number;
      return [name, Number.isNaN(value) ? null : value];
    });
    yield {
      point,
      seed: runSeed(experiment.seed, table.seeds[row] as number),
      ...writtenPoint(points, point, experiment.quantities),
      ...Object.fromEntries(cells),
      failed: table.reasons.get(row) ?? null,
    };
  }
}

/** A sweep as JSON. */
export interface SweepDocument {
  readonly schema: typeof SCHEMA;
  readonly scenario: { readonly id: string; readonly title: string };
  readonly status: "partial" | "complete";
  readonly versions: {
    readonly panoptes: string;
    readonly model: string;
    readonly data: string;
  };
  readonly seed: string;
  readonly design: {
    readonly points: number;
    readonly drawn: string;
    readonly design_seed: string;
    readonly runs_per_point: number;
  };
  readonly runs: { readonly done: number; readonly failed: number };
  readonly precision: Readonly<Record<string, unknown>> | null;
  readonly outcomes: Readonly<
    Record<
      string,
      {
        readonly unit: string;
        readonly period: string;
        readonly goal: "minimise" | "maximise" | null;
        readonly spread: Readonly<Record<string, unknown>>;
        readonly rank_correlation: Readonly<Record<string, number | null>>;
      }
    >
  >;
  readonly points: readonly {
    readonly point: number;
    readonly at: Readonly<Record<string, number | Label>>;
    readonly end_reason: EndReason | undefined;
    readonly watched?: Readonly<Record<string, unknown>>;
    /** `PointSummary` by outcome, with names in snake case and null for what is not a number. */
    readonly outcomes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }[];
  readonly elapsed_seconds: number;
}

/** A sweep as one JSON value. */
export function sweepDocument(swept: Swept, versions: ReportVersions): SweepDocument {
  const { experiment, points, result, summaries, rule, runs, text, seconds } = swept;
  const { prepared, seed, designSeed } = experiment;
  return {
    schema: SCHEMA,
    scenario: { id: prepared.scenario.id, title: prepared.scenario.title },
    status: result.stopped ? "partial" : "complete",
    versions: { panoptes: versions.package, model: versions.model, data: versions.data },
    seed,
    design: { points: points.count, drawn: text, design_seed: designSeed, runs_per_point: runs },
    runs: { done: rowsOf(result.table), failed: result.table.reasons.size },
    precision:
      rule === null
        ? null
        : {
            outcome: prepared.outcomes[rule.pick]?.name,
            ...rule.statistic,
            half_width: rule.half,
            most: rule.most,
          },
    outcomes: Object.fromEntries(
      prepared.outcomes.map(({ name, unit, period, goal }, k) => [
        name,
        {
          unit,
          period,
          goal,
          spread: finite(spreadOf(summaries.map((own) => own[k] as PointSummary))),
          rank_correlation: Object.fromEntries(
            correlations(swept, k).map(({ name, value }) => [name, value]),
          ),
        },
      ]),
    ),
    points: summaries.map((own, point) => ({
      point,
      at: writtenPoint(points, point, experiment.quantities),
      end_reason: result.ends[point],
      ...(rule === null ? {} : { watched: finite(result.precision[point] ?? {}) }),
      outcomes: Object.fromEntries(
        own.map((summary, k) => [prepared.outcomes[k]?.name ?? "", finite(summary)]),
      ),
    })),
    elapsed_seconds: seconds,
  };
}

function finite(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      typeof value === "number" && !Number.isFinite(value) ? null : value,
    ]),
  );
}

/**
 * Rank correlation of an outcome's means with everything that varies, for categories their correlation
 * ratio, strongest first.
 */
export function correlations(
  { points, summaries, experiment }: Pick<Swept, "points" | "summaries" | "experiment">,
  outcome: number,
): { readonly name: string; readonly value: number | null }[] {
  const means = summaries.map((own) => own[outcome]?.value ?? Number.NaN);
  const width = points.names.length;
  return points.names
    .map((name, k) => {
      const inputs = means.map((_, p) => points.values[p * width + k] as number);
      const quantity = experiment.quantities.find((one) => one.name === name);
      const value = goesWith(quantity, inputs, means);
      return { name, value: Number.isNaN(value) ? null : Number(value.toFixed(3)) };
    })
    .sort((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0));
}
