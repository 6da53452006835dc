import type { ExperimentTable } from "../sweep/experiment-table.ts";
import type { Outcome } from "../sweep/prepare-sweep.ts";
import { rankInputs } from "./ranking.ts";
import type { Sensitivity } from "./run-sensitivity.ts";

/** The table of indices of a sensitivity analysis, and that of second-order indices where there are any. */
export function indexTables(
  sensitivity: Sensitivity,
  outcomes: readonly Outcome[],
): readonly ExperimentTable[] {
  const sobol = sensitivity.outcomes[0]?.method !== "morris";
  const rows = outcomes.flatMap(({ name }, k) =>
    rankInputs(sensitivity, k).map((ranked) => ({ outcome: name, ...ranked })),
  );
  const pairs = outcomes.flatMap(({ name }, k) => {
    const one = sensitivity.outcomes[k];
    return one?.method === "sobol"
      ? one.indices.second.map(([i, j, index]) => ({
          outcome: name,
          first: sensitivity.inputs[i] ?? "",
          other: sensitivity.inputs[j] ?? "",
          ...index,
        }))
      : [];
  });
  const text = (name: string, definition: string) =>
    ({ name, type: "STRING", unit: "", definition, nullable: true }) as const;
  const number = (name: string, definition: string) =>
    ({
      name,
      type: "DOUBLE",
      unit: sobol ? "share of the variance" : "that of the outcome",
      definition,
    }) as const;
  const indices: ExperimentTable = {
    name: "indices",
    columns: [
      text("outcome", "Name of the outcome"),
      text("input", "Group or quantity; luck is the seed"),
      number(sobol ? "total" : "mu_star", sobol ? "Total index" : "Mean absolute effect"),
      number("low95", "Lower end of its bootstrap interval"),
      number("high95", "Upper end of it"),
      number(sobol ? "first" : "sigma", sobol ? "First-order index" : "SD of the effects"),
    ],
    values: [
      rows.map(({ outcome }) => outcome),
      rows.map(({ input }) => input),
      Float64Array.from(rows, ({ value }) => value),
      Float64Array.from(rows, ({ low }) => low),
      Float64Array.from(rows, ({ high }) => high),
      Float64Array.from(rows, ({ second }) => second),
    ],
  };
  if (pairs.length === 0) return [indices];
  return [
    indices,
    {
      name: "interactions",
      columns: [
        text("outcome", "Name of the outcome"),
        text("input", "One of the inputs"),
        text("other", "The other"),
        number("second", "Second-order index"),
        number("low95", "Lower end of its bootstrap interval"),
        number("high95", "Upper end of it"),
      ],
      values: [
        pairs.map(({ outcome }) => outcome),
        pairs.map(({ first }) => first),
        pairs.map(({ other }) => other),
        Float64Array.from(pairs, ({ value }) => value),
        Float64Array.from(pairs, ({ low }) => low),
        Float64Array.from(pairs, ({ high }) => high),
      ],
    },
  ];
}
