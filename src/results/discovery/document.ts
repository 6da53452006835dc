import type { Points } from "../../experiments/sampling/draw-points.ts";
import type { Label } from "../../scenario/uncertainty.ts";
import type { ReportVersions } from "../report-input.ts";
import type { Row } from "../row.ts";
import type { Experiment } from "../sweep/experiment.ts";
import { writtenPoint } from "../sweep/prepare-sweep.ts";
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
    for (const { values, ...condition } of conditionsOf({ experiment, discovery }, k)) {
      const { input, role, low, high, quasi_p, stability } = condition;
      yield {
        box: k + 1,
        ...{ input, role, low, high },
        values: values === null ? null : values.join(" "),
        ...{ quasi_p, stability },
        coverage: found.coverage,
        density: found.density,
        mass: found.mass,
        points: found.points,
      };
    }
  }
}

/** A condition of a box as JSON: ends that are null are open. */
export interface ConditionDocument {
  readonly input: string;
  readonly role: string;
  readonly low: number | null;
  readonly high: number | null;
  /** Instead of ends, for categories. */
  readonly values: readonly (number | string)[] | null;
  readonly quasi_p: number | null;
  readonly stability: number | null;
}

/** A discovery as JSON. */
export interface DiscoveryDocument {
  readonly schema: "panoptes/discovery@1";
  readonly scenario: { readonly id: string; readonly title: string };
  readonly versions: {
    readonly panoptes: string;
    readonly model: string;
    readonly data: string;
  };
  readonly interest: string;
  readonly method: "prim" | "cart";
  readonly seed: string;
  readonly design_seed: string;
  readonly points: number;
  readonly points_without_runs: number;
  readonly runs: number;
  readonly share_of_interest: number;
  readonly boxes: readonly {
    readonly coverage: number;
    readonly density: number;
    readonly mass: number;
    readonly points: number;
    readonly conditions: readonly ConditionDocument[];
    readonly trajectory: readonly {
      readonly coverage: number;
      readonly density: number;
      readonly mass: number;
      readonly conditions: number;
    }[];
  }[];
  /** Every point with a finished run: where it lies, and the share of its runs that are of interest. */
  readonly cases: readonly {
    readonly point: number;
    readonly at: Readonly<Record<string, number | Label>>;
    readonly share: number;
  }[];
  readonly elapsed_seconds: number;
}

/** A discovery as one JSON value. */
export function discoveryDocument(shown: Discovered, versions: ReportVersions): DiscoveryDocument {
  const { experiment, discovery, interest, method, runs, seconds } = shown;
  const { prepared, seed, designSeed } = experiment;
  const conditions = [...discovery.boxes.keys()].map((k) => conditionsOf(shown, k));
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
      conditions: conditions[k] ?? [],
      trajectory: trajectory.map((step) => ({
        coverage: step.coverage,
        density: step.density,
        mass: step.mass,
        conditions: step.box.size,
      })),
    })),
    cases: discovery.points.map((point, row) => ({
      point,
      at: writtenPoint(pointsOf(discovery), row, experiment.quantities),
      share: discovery.cases.y[row] as number,
    })),
    elapsed_seconds: seconds,
  };
}

/** The cases as points. */
function pointsOf({ cases }: Pick<Discovery, "cases">): Points {
  return { names: cases.inputs.map(({ name }) => name), count: cases.y.length, values: cases.x };
}

/** The conditions of a box. */
function conditionsOf(
  { experiment, discovery }: Pick<Discovered, "experiment" | "discovery">,
  k: number,
): readonly ConditionDocument[] {
  const found = discovery.boxes[k];
  return [...(found?.box ?? [])].map(([at, limit]) => {
    const name = discovery.cases.inputs[at]?.name ?? "";
    const quantity = experiment.quantities.find((one) => one.name === name);
    const open = (end: number): number | null => (Number.isFinite(end) ? end : null);
    return {
      input: name,
      role: quantity?.role ?? "",
      low: limit.kind === "range" ? open(limit.low) : null,
      high: limit.kind === "range" ? open(limit.high) : null,
      values:
        limit.kind === "values"
          ? limit.values.map((value) => numberOrName(valueText(quantity, value, 6)))
          : null,
      quasi_p: found?.quasi.get(at) ?? null,
      stability: found?.stability[at] ?? null,
    };
  });
}

function numberOrName(text: string): number | string {
  return Number.isNaN(Number(text)) ? text : Number(text);
}
