import type { Executor } from "../../experiments/ensemble.ts";
import { type PlanOptions, runPlan } from "../../experiments/run-plan.ts";
import type { RunTable } from "../../experiments/run-table.ts";
import { type Points, scaled } from "../../experiments/sampling/draw-points.ts";
import {
  type MorrisPoints,
  morrisTrajectories,
} from "../../experiments/sampling/morris-trajectories.ts";
import type { UnitPoints } from "../../experiments/sampling/unit-points.ts";
import { type MorrisEffect, morrisEffects } from "../../experiments/sensitivity/morris-effects.ts";
import { type SobolDesign, sobolDesign } from "../../experiments/sensitivity/sobol-design.ts";
import { type SobolIndices, sobolIndices } from "../../experiments/sensitivity/sobol-indices.ts";
import type { Uncertainty } from "../../scenario/uncertainty.ts";
import type { Prepared } from "../sweep/prepare-sweep.ts";
import { LUCK, SETS } from "./input-names.ts";

/** Options of `runSensitivity`. */
export interface SensitivityOptions extends Omit<PlanOptions, "onPart"> {
  readonly method: "sobol" | "morris";
  /** Rows of the Sobol' design, best a power of 2, or Morris trajectories. */
  readonly base: number;
  /** Seed of the design. */
  readonly designSeed: string;
  /** Seed of the runs. */
  readonly seed: string;
  /** Also second-order indices; for Sobol' only. */
  readonly secondOrder?: boolean;
  /** Quantities that count as one input, by the name of the group. Others are inputs of their own. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Told whenever runs have come in, with what estimates from all runs so far. */
  readonly onPart?: (soFar: () => Sensitivity) => void;
}

/** What a sensitivity analysis gave. */
export interface Sensitivity {
  /** Names of the inputs: groups and single quantities, luck the last. */
  readonly inputs: readonly string[];
  readonly points: Points;
  readonly table: RunTable;
  readonly stopped: boolean;
  /** By outcome, in the order of `prepared.outcomes`. */
  readonly outcomes: readonly SensitivityOutcome[];
}

/** How an outcome depends on the inputs. */
export type SensitivityOutcome =
  | { readonly method: "sobol"; readonly indices: SobolIndices }
  | { readonly method: "morris"; readonly effects: readonly MorrisEffect[] };

/**
 * What matters: runs a design over the quantities, the parameter sets where there are several, and luck,
 * and estimates how much of each outcome's variance every input explains. Luck is an input like the others: a coordinate that chooses the seed,
 * so that its share, alone and with others, stands beside theirs.
 *
 * @throws RangeError if nothing varies, a group names what does not vary, or the design makes no sense.
 */
export async function runSensitivity(
  prepared: Prepared,
  quantities: readonly Uncertainty[],
  executor: Executor,
  options: SensitivityOptions,
): Promise<Sensitivity> {
  const { method, base, designSeed, seed, secondOrder = false, groups = {}, onPart } = options;
  if (quantities.length === 0) {
    throw new RangeError("nothing varies: the scenario has no levers and no uncertainty");
  }
  const several = prepared.sets.length > 1;
  const { inputs, groupOf } = groupInputs(quantities, groups, several);
  const dimensions = groupOf.length;
  const common = { seed: designSeed, groups: groupOf };
  const design: SobolDesign | MorrisPoints =
    method === "sobol"
      ? sobolDesign(dimensions, { ...common, base, secondOrder })
      : morrisTrajectories(dimensions, { ...common, trajectories: base });
  const points = scaled(quantities, firstOf(design, quantities.length));
  const planned = {
    points: Uint32Array.from({ length: design.count }, (_, k) => k),
    seeds: Uint32Array.from({ length: design.count }, (_, k) => seedNumber(design, k)),
    sets: Uint32Array.from({ length: design.count }, (_, k) => {
      const share = several ? (design.values[k * dimensions + quantities.length] as number) : 0;
      return prepared.sets[Math.floor(share * prepared.sets.length)] as number;
    }),
  };
  const picks = prepared.outcomes.length;
  const estimated = (table: RunTable, stopped: boolean): Sensitivity => ({
    inputs,
    points,
    table,
    stopped,
    outcomes: prepared.outcomes.map((_, pick): SensitivityOutcome => {
      const rows = table.points.length;
      const values = Float64Array.from(
        { length: rows },
        (_, row) => table.values[row * picks + pick] as number,
      );
      return "block" in design
        ? { method: "sobol", indices: sobolIndices(design, values, { seed: designSeed }) }
        : { method: "morris", effects: morrisEffects(design, values, { seed: designSeed }) };
    }),
  });
  const { table, stopped } = await runPlan(prepared.jobAt(points, seed), planned, executor, {
    ...options,
    onPart: (soFar) => onPart?.(() => estimated(soFar(), true)),
  });
  return estimated(table, stopped);
}

/**
 * Runs of an analysis: one for each point of its design.
 * @throws RangeError if a group names what does not vary
 */
export function sensitivityRuns(
  { sets }: Pick<Prepared, "sets">,
  quantities: readonly Uncertainty[],
  {
    method,
    base,
    secondOrder = false,
    groups = {},
  }: Pick<SensitivityOptions, "method" | "base" | "secondOrder" | "groups">,
): number {
  const inputs = groupInputs(quantities, groups, sets.length > 1).inputs.length;
  return method === "sobol" ? base * ((secondOrder ? 2 : 1) * inputs + 2) : base * (inputs + 1);
}

/** Names of the inputs and the group of every quantity, then of luck. */
function groupInputs(
  quantities: readonly Uncertainty[],
  groups: Readonly<Record<string, readonly string[]>>,
  several: boolean,
): { readonly inputs: readonly string[]; readonly groupOf: readonly number[] } {
  const known = quantities.map(({ name }) => name);
  const owner = new Map<string, string>();
  for (const [group, members] of Object.entries(groups)) {
    if (group === LUCK || group === SETS) {
      throw new RangeError(`"${group}" is an input already; name the group otherwise`);
    }
    for (const member of members) {
      if (!known.includes(member)) {
        throw new RangeError(`group "${group}": "${member}" does not vary`);
      }
      if (owner.has(member)) throw new RangeError(`"${member}" is in two groups`);
      owner.set(member, group);
    }
  }
  const own = known.map((name) => owner.get(name) ?? name);
  const all = [...own, ...(several ? [SETS] : []), LUCK];
  const inputs = [...new Set(all)];
  return { inputs, groupOf: all.map((name) => inputs.indexOf(name)) };
}

/** The points with their first coordinates only; the others choose the parameter set and luck. */
function firstOf({ count, dimensions, values }: UnitPoints, width: number): UnitPoints {
  const kept = new Float64Array(count * width);
  for (let p = 0; p < count; p++) {
    kept.set(values.subarray(p * dimensions, p * dimensions + width), p * width);
  }
  return { count, dimensions: width, values: kept };
}

/** Seed numbers are 31 bits: so many that two rows hardly ever share their luck. */
const SEEDS = 2 ** 31;

/** The seed number that luck's coordinate stands for. */
function seedNumber(design: SobolDesign | MorrisPoints, point: number): number {
  const { values, dimensions } = design;
  const luck = values[(point + 1) * dimensions - 1] as number;
  if ("block" in design) return Math.floor(luck * SEEDS);
  // A trajectory has two fates, that before and that after luck's move.
  const trajectory = Math.floor(point / (design.groups + 1));
  return 2 * trajectory + (luck < 0.5 ? 0 : 1);
}
