import type { Points } from "../../experiments/sampling/draw-points.ts";
import type { SweepResult } from "../../experiments/sweep.ts";
import { type Uncertainty, writtenValue } from "../../scenario/uncertainty.ts";
import type { ExperimentColumn, ExperimentTable } from "./experiment-table.ts";
import type { Outcome } from "./prepare-sweep.ts";
import type { PointSummary } from "./summarise-points.ts";

/** Tables of a sweep besides its runs: `points` and `summary`. */
export function sweepTables(
  points: Points,
  quantities: readonly Uncertainty[],
  outcomes: readonly Outcome[],
  {
    result,
    summaries,
  }: {
    readonly result: Pick<SweepResult, "ends">;
    readonly summaries: readonly (readonly PointSummary[])[];
  },
): readonly ExperimentTable[] {
  return [pointsTable(points, quantities, result.ends), summaryTable(summaries, outcomes)];
}

/** One row per point: what varies, and why there are no more runs. */
export function pointsTable(
  points: Points,
  quantities: readonly Uncertainty[],
  ends: readonly string[] | null,
): ExperimentTable {
  const width = points.names.length;
  const inputs = points.names.map((name, k) =>
    inputColumn(
      name,
      Float64Array.from({ length: points.count }, (_, p) => points.values[p * width + k] as number),
      quantities,
    ),
  );
  return {
    name: "points",
    columns: [
      { name: "point", type: "INT32", unit: "", definition: "Index of the point" },
      ...inputs.map(({ column }) => column),
      ...(ends === null
        ? []
        : [
            {
              name: "end_reason",
              type: "STRING" as const,
              unit: "",
              definition:
                "Why it has no more runs: all (that were asked for), precise, most, sets (differ by more), budget, stopped",
              nullable: true,
            },
          ]),
    ],
    values: [
      Int32Array.from({ length: points.count }, (_, p) => p),
      ...inputs.map(({ values }) => values),
      ...(ends === null ? [] : [ends]),
    ],
  };
}

/** A column of the values of something that varies: text where its categories have names. */
export function inputColumn(
  name: string,
  values: Float64Array,
  quantities: readonly Uncertainty[],
): { readonly column: ExperimentColumn; readonly values: ExperimentTable["values"][number] } {
  const quantity = quantities.find((one) => one.name === name);
  const column = { name, unit: "", definition: quantity?.label ?? `Value of ${name}` };
  if (quantity?.distribution.kind !== "categorical" || !quantity.distribution.labels) {
    return { column: { ...column, type: "DOUBLE" }, values };
  }
  const { distribution } = quantity;
  const written = Array.from(values, (value) => String(writtenValue(distribution, value)));
  return { column: { ...column, type: "STRING", nullable: true }, values: written };
}

function summaryTable(
  summaries: readonly (readonly PointSummary[])[],
  outcomes: readonly Outcome[],
): ExperimentTable {
  const cells = summaries.flatMap((own, point) =>
    own.map((summary, k) => ({ point, outcome: outcomes[k]?.name ?? "", ...summary })),
  );
  const number = (name: string, definition: string) => ({
    name,
    type: "DOUBLE" as const,
    unit: "that of the outcome",
    definition,
  });
  const count = (name: string, definition: string) => ({
    name,
    type: "INT32" as const,
    unit: "",
    definition,
  });
  return {
    name: "summary",
    columns: [
      count("point", "Index of the point"),
      {
        name: "outcome",
        type: "STRING",
        unit: "",
        definition: "Name of the outcome",
        nullable: true,
      },
      count("runs", "Finished runs"),
      count("failed", "Failed runs"),
      number("mean", "Mean over finished runs"),
      number(
        "low95",
        "Lower end of the 95 % interval of the mean, parameter sets being the independent units where there are several",
      ),
      number("high95", "Upper end of it"),
      number("sd", "Standard deviation over runs"),
      number("sd_luck", "Standard deviation over runs of one parameter set, which is luck"),
      number("p10", "Quantile over runs"),
      number("p50", "Median over runs"),
      number("p90", "Quantile over runs"),
    ],
    values: [
      Int32Array.from(cells, ({ point }) => point),
      cells.map(({ outcome }) => outcome),
      Int32Array.from(cells, ({ runs }) => runs),
      Int32Array.from(cells, ({ failed }) => failed),
      Float64Array.from(cells, ({ value }) => value),
      Float64Array.from(cells, ({ low }) => low),
      Float64Array.from(cells, ({ high }) => high),
      Float64Array.from(cells, ({ deviation }) => deviation),
      Float64Array.from(cells, ({ luck }) => luck),
      Float64Array.from(cells, ({ p10 }) => p10),
      Float64Array.from(cells, ({ p50 }) => p50),
      Float64Array.from(cells, ({ p90 }) => p90),
    ],
  };
}
