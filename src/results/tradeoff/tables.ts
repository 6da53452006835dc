import type { ExperimentTable } from "../sweep/experiment-table.ts";
import type { Outcome } from "../sweep/prepare-sweep.ts";
import { inputColumn } from "../sweep/tables.ts";
import { type Goal, type Robustness, shownValue } from "./robustness.ts";
import type { Tradeoff } from "./run-tradeoff.ts";

/** Tables of a trade-off besides its runs: `front` and `progress`. */
export function tradeoffTables(
  { levers, front, progress }: Tradeoff,
  outcomes: readonly Outcome[],
  objectives: readonly { readonly outcome: number; readonly goal: Goal }[],
  robustness: Robustness,
): readonly ExperimentTable[] {
  const number = (name: string, unit: string, definition: string) =>
    ({ name, type: "DOUBLE", unit, definition }) as const;
  const inputs = levers.map(({ name }, k) =>
    inputColumn(
      name,
      Float64Array.from(front, (policy) => policy.levers[k] as number),
      levers,
    ),
  );
  const named = objectives.map(({ outcome, goal }, k) => ({
    name: outcomes[outcome]?.name ?? "",
    unit: robustness.kind === "satisfy" ? "share" : (outcomes[outcome]?.unit ?? ""),
    goal,
    k,
  }));
  return [
    {
      name: "front",
      columns: [
        ...inputs.map(({ column }) => column),
        ...named.map(({ name, unit }) => number(name, unit, "In the worlds of the search")),
        ...named.map(({ name, unit }) => number(`${name}_fresh`, unit, "In fresh worlds")),
        {
          name: "holds",
          type: "INT32",
          unit: "",
          definition: "1 if nothing dominates it in the fresh worlds either",
        },
      ],
      values: [
        ...inputs.map(({ values }) => values),
        ...named.map(({ k, goal }) =>
          Float64Array.from(front, ({ found }) => shownValue(found[k] as number, goal, robustness)),
        ),
        ...named.map(({ k, goal }) =>
          Float64Array.from(front, ({ fresh }) => shownValue(fresh[k] as number, goal, robustness)),
        ),
        Int32Array.from(front, ({ holds }) => (holds ? 1 : 0)),
      ],
    },
    {
      name: "progress",
      columns: [
        { name: "evaluated", type: "INT32", unit: "policies", definition: "Policies tried so far" },
        { name: "front", type: "INT32", unit: "policies", definition: "Policies not dominated" },
        number("hypervolume", "share", "Of the box between the best and the worst of all fronts"),
      ],
      values: [
        Int32Array.from(progress, ({ evaluated }) => evaluated),
        Int32Array.from(progress, ({ size }) => size),
        Float64Array.from(progress, ({ volume }) => volume),
      ],
    },
  ];
}
