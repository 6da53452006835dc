import type { Outcome } from "../../src/cli/run/outcome.ts";
import { probabilities, type SeriesColumn } from "../../src/results/summary.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

/** Columns of a world with two suppliers. */
export const columns: readonly SeriesColumn[] = [
  column("adoption.share", "none", null, "share"),
  column("adoption.share", "supplier", "china", "share"),
  column("adoption.share", "supplier", "usa", "share"),
  column("market.hhi", "none", null, "0-10,000"),
  column("price.index", "supplier", "china", "index"),
  column("price.index", "supplier", "usa", "index"),
];

const periods = ["2011Q1", "2011Q2", "2011Q3", "2011Q4"];

/**
 * The outcome of 100 runs over a year. Run r of a column c has base(c) + (r - 49.5) / 1000 at every
 * row, so that quantiles can be said beforehand: p is at base + (p - 0.5) × 0.099.
 */
export function outcomeDouble(changes: Partial<Outcome> = {}): Outcome {
  const steps = periods.length;
  const runs = 100;
  const base = [0.6, 0.4, 0.3, 3000, 0.8, 1.2];
  const cells = columns.flatMap((_, c) => periods.map(() => base[c] ?? 0));
  const value = (run: number, c: number) => (base[c] ?? 0) + (run - 49.5) / 1000;
  const compiled = {
    frame: { steps, countries: 2, suppliers: 2, start: 2011 },
    labels: {
      countries: ["DEU", "KEN"],
      countryNames: ["Germany", "Kenya"],
      suppliers: ["china", "usa"],
      supplierNames: ["China", "United States"],
      segments: ["public_space"],
      groups: { region: [], regime: [], income: [] },
      periods,
      dates: [2011.25, 2011.5, 2011.75, 2012],
    },
  };
  return {
    scenario: {
      id: "small",
      title: "A small world",
      parents: ["baseline"],
      parameterSets: { from: "single", only: null, pinned: [] },
    } as unknown as Scenario,
    world: { version: "2026.1", digest: "sha256:0" } as Outcome["world"],
    compiled: compiled as unknown as Outcome["compiled"],
    summary: {
      runs: { requested: runs, finished: runs, seed: "1" },
      failures: [],
      columns,
      quantiles: Float64Array.from(
        cells.flatMap((middle) => probabilities.map((p) => middle + (p - 0.5) * 0.099)),
      ),
      means: Float64Array.from(cells),
      deviations: Float64Array.from(cells, () => 0.029),
      // Kenya holds china in half of the runs, Germany nobody. [step × country × (suppliers + 1)]
      held: Float64Array.from(periods.flatMap(() => [0, 0, 0, 0.5, 0, 0.5])),
      index: [
        statistic("T1", "Adopters 2019", 75, 10, 77),
        statistic("T3", "With Chinese technology 2019", 63, 10, 40),
      ],
      parameterSets: 1,
      runId: "sha256:aa",
      resultHash: "sha256:bb",
      elapsedSeconds: 0.6,
    },
    values: { add: () => {}, value },
    reference: null,
    row: 3,
    judged: [],
    stopped: null,
    ...changes,
  };
}

/** The same runs with every value moved by some amount, as a reference. */
export function referenceDouble(move: (run: number) => number): NonNullable<Outcome["reference"]> {
  const { summary, values } = outcomeDouble();
  return {
    name: "baseline",
    title: "The baseline",
    summary,
    samePeriods: true,
    values: { add: () => {}, value: (run, c, row) => values.value(run, c, row) + move(run) },
    rowOf: (row) => row,
    columnOf: (c) => c,
  };
}

function column(
  outcome: string,
  by: SeriesColumn["by"],
  of: string | null,
  unit: string,
): SeriesColumn {
  const name = of === null ? outcome : `${outcome}.${of}`;
  return { name, outcome, by, of, unit, definition: `What ${outcome} is` };
}

function statistic(id: string, label: string, observed: number, tolerance: number, mean: number) {
  return {
    id,
    label,
    unit: "countries",
    observed,
    tolerance,
    role: "C" as const,
    mean,
    p10: mean - 5,
    p90: mean + 5,
  };
}
