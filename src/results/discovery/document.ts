import type { ReportVersions } from "../report-input.ts";
import type { Row } from "../row.ts";
import type { Experiment } from "../sweep/experiment.ts";
import { valueText } from "../sweep/value-text.ts";
import type { Discovery } from "./find-boxes.ts";

/** A discovery that was made. */
export interface Discovered {
  readonly experiment: Experiment;
  readonly discovery: Discovery;
  readonly interest: string;
  readonly method: "prim" | "cart";
  readonly runs: number;
  readonly seconds: number;
}

/** One row per condition of a box. */
export function* boxRows({ experiment, discovery }: Discovered): Generator<Row> {
  for (const [k, found] of discovery.boxes.entries()) {
    for (const [at, limit] of found.box) {
      const quantity = experiment.quantities.find(
        ({ name }) => name === discovery.cases.inputs[at]?.name,
      );
      const range = limit.kind === "range" ? limit : null;
      yield {
        box: k + 1,
        input: discovery.cases.inputs[at]?.name ?? "",
        role: quantity?.role ?? "",
        low: range !== null && Number.isFinite(range.low) ? range.low : null,
        high: range !== null && Number.isFinite(range.high) ? range.high : null,
        values:
          limit.kind === "values"
            ? limit.values.map((value) => valueText(quantity, value, 6)).join(" ")
            : null,
        quasi_p: found.quasi.get(at) ?? null,
        stability: found.stability[at] ?? null,
        coverage: found.coverage,
        density: found.density,
        mass: found.mass,
        points: found.points,
      };
    }
  }
}

/** A discovery as one JSON value. */
export function discoveryDocument(shown: Discovered, versions: ReportVersions): object {
  const { experiment, discovery, interest, method, runs, seconds } = shown;
  const { prepared, seed, designSeed } = experiment;
  const rows = [...boxRows(shown)];
  return {
    schema: "panoptes/discovery@1",
    scenario: { id: prepared.scenario.id, title: prepared.scenario.title },
    versions: { panoptes: versions.package, model: versions.model, data: versions.data },
    interest,
    method,
    seed,
    design_seed: designSeed,
    points: discovery.cases.y.length,
    points_without_runs: discovery.empty,
    runs,
    share_of_interest: discovery.share,
    boxes: discovery.boxes.map(({ coverage, density, mass, points, trajectory }, k) => ({
      coverage,
      density,
      mass,
      points,
      conditions: rows
        .filter(({ box }) => box === k + 1)
        .map(({ input, role, low, high, values, quasi_p, stability }) => ({
          input,
          role,
          low,
          high,
          values: typeof values === "string" ? values.split(" ").map(numberOrName) : null,
          quasi_p,
          stability,
        })),
      trajectory: trajectory.map((step) => ({
        coverage: step.coverage,
        density: step.density,
        mass: step.mass,
        conditions: step.box.size,
      })),
    })),
    elapsed_seconds: seconds,
  };
}

function numberOrName(text: string): number | string {
  return Number.isNaN(Number(text)) ? text : Number(text);
}
