import {
  crossPoints,
  drawPoints,
  type Points,
  type Sampler,
} from "../../experiments/sampling/draw-points.ts";
import { readPoints as readPointsTable } from "../../experiments/sampling/read-points.ts";
import { type Prepared, prepareSweep } from "../../results/sweep/prepare-sweep.ts";
import { samplers } from "../../scenario/format/uncertainty-names.ts";
import { didYouMean } from "../../scenario/names.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { quote } from "../../scenario/source/limits.ts";
import type { Uncertainty } from "../../scenario/uncertainty.ts";
import type { World } from "../../scenario/world/world.ts";
import type { Call } from "../bind.ts";
import { loadSets } from "../jobs/remember-spread.ts";
import { Refusal } from "../refusal.ts";
import { invalidQuery, listOf, orInvalid, wordsOf } from "./read-query.ts";
import type { ScenarioWithTable } from "./read-table.ts";

/** Points unless told. */
const STANDING_POINTS = 128;

/** Most points of one request. */
const MOST_POINTS = 10_000;

const tooMany = `a request may have ${MOST_POINTS} points at most`;

/** What varies in an experiment. */
export interface Variation {
  /** Names of levers and uncertainties. */
  readonly vary: readonly string[];
  readonly designSeed: string;
}

/** The points at which a scenario is run. */
export interface PointsQuestion extends Variation {
  readonly sampler: Sampler;
  readonly points: number;
  /** Points over levers, each crossed with all over uncertainties; null where they are drawn together. */
  readonly policies: number | null;
  /** Points that came as a table; they stand in place of those that are drawn. */
  readonly table?: { readonly names: readonly string[]; readonly values: readonly number[] };
}

/** Points with how they came about, in a phrase. */
export interface DrawnPoints {
  readonly points: Points;
  readonly text: string;
}

/**
 * Reads what varies.
 * @throws Refusal for a scenario that varies nothing, or a name that does not vary
 */
export function readVariation({ query }: Call, scenario: Scenario): Variation {
  const known = scenario.uncertainty.map(({ name }) => name);
  if (known.length === 0) {
    throw new Refusal("invalid-scenario", `${quote(scenario.id)} varies nothing`, [
      {
        pointer: "/uncertainty",
        message: "there are neither levers nor uncertainties",
        hint: "uncertainty: { choice.price: { uniform: [1, 4] } }",
      },
    ]);
  }
  const asked = listOf(query.vary);
  for (const name of asked) {
    if (known.includes(name)) continue;
    const hint = didYouMean(name, known) ?? `there is ${known.slice(0, 12).join(", ")}`;
    throw invalidQuery("vary", `${quote(name)} does not vary`, hint);
  }
  return {
    vary: known.filter((name) => asked.length === 0 || asked.includes(name)),
    designSeed: query.design_seed ?? scenario.design?.seed ?? "1",
  };
}

/**
 * Reads which points are asked for.
 * @param table points as CSV, or null: they are to be drawn
 * @throws Refusal for points that cannot be drawn, or not be used
 */
export function readPoints(call: Call, { scenario, table }: ScenarioWithTable): PointsQuestion {
  const { query } = call;
  const { design } = scenario;
  if (table !== null) return readTable(call, scenario, table);
  const sampler = query.sampler ?? design?.sampler ?? "latin-hypercube";
  const known = samplers.find((one) => one === sampler);
  if (known === undefined) {
    throw invalidQuery("sampler", `${quote(sampler)} is none`, `one of ${samplers.join(", ")}`);
  }
  const question = {
    ...readVariation(call, scenario),
    sampler: known,
    points: query.points === undefined ? (design?.points ?? STANDING_POINTS) : Number(query.points),
    policies: query.policies === undefined ? null : Number(query.policies),
  };
  if (question.points * (question.policies ?? 1) > MOST_POINTS) {
    throw invalidQuery("points", tooMany);
  }
  orInvalid("points", () => pointsOf(question, scenario));
  return question;
}

/** Points of a table: with the same checks as those of the command line. */
function readTable(call: Call, scenario: Scenario, text: string): PointsQuestion {
  for (const name of ["sampler", "points", "policies"]) {
    if (call.query[name] === undefined) continue;
    throw invalidQuery(name, "the table gives the points", `leave out ${name}`);
  }
  const variation = readVariation(call, scenario);
  const { names, count, values } = orInvalid("/table", () =>
    readPointsTable(text, quantitiesOf(variation, scenario)),
  );
  if (count > MOST_POINTS) throw invalidQuery("/table", tooMany);
  return {
    ...variation,
    // Not looked at beside a table.
    ...{ sampler: "random", points: count, policies: null },
    table: { names, values: [...values] },
  };
}

/** Draws the points of a question. Throws RangeError for what cannot be drawn. */
export function pointsOf(question: PointsQuestion, scenario: Scenario): DrawnPoints {
  const { sampler, points: count, designSeed, policies, table } = question;
  if (table !== undefined) {
    const points = { names: table.names, count, values: Float64Array.from(table.values) };
    return { points, text: "points of a table" };
  }
  const quantities = quantitiesOf(question, scenario);
  const options = { sampler, points: count, seed: designSeed };
  if (policies === null) {
    return { points: drawPoints(quantities, options), text: `${sampler}, seed ${designSeed}` };
  }
  const levers = quantities.filter(({ role }) => role === "lever");
  const uncertain = quantities.filter(({ role }) => role === "uncertainty");
  if (levers.length === 0 || uncertain.length === 0) {
    throw new RangeError("policies crosses levers with uncertainties; the scenario needs both");
  }
  const seed = `${designSeed}/levers`;
  const outer = drawPoints(levers, { ...options, points: policies, seed });
  const inner = drawPoints(uncertain, options);
  return {
    points: crossPoints(outer, inner),
    text: `${outer.count} policies × ${inner.count} samples, ${sampler}, seed ${designSeed}`,
  };
}

/** Levers and uncertainties that vary. */
export function quantitiesOf({ vary }: Variation, scenario: Scenario): readonly Uncertainty[] {
  return scenario.uncertainty.filter(({ name }) => vary.includes(name));
}

/** Makes a scenario ready to be run at points. */
export async function prepare(scenario: Scenario, world: World): Promise<Prepared> {
  return prepareSweep(scenario, world, { ensemble: await loadSets(scenario) });
}

/**
 * One of the outcomes of an experiment by its name.
 * @throws Refusal where there is none
 */
export function outcomeIndex({ outcomes }: Prepared, pointer: string, name: string): number {
  const names = outcomes.map((one) => one.name);
  const index = names.indexOf(name);
  if (index >= 0) return index;
  const hint = didYouMean(name, names) ?? `there is ${names.slice(0, 12).join(", ")}`;
  throw invalidQuery(pointer, `${quote(name)} is no outcome of the scenario`, hint);
}

/** The flags that choose these points again. */
export function pointWords({ query }: Call, table: string | null = null): readonly string[] {
  return [
    ...(table === null ? [] : ["--table", "<points>"]),
    ...listOf(query.vary).flatMap((name) => ["--vary", name]),
    ...wordsOf(query, ["sampler", "points", "policies", "design_seed"]),
  ];
}
