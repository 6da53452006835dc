import * as z from "zod";
import type { ParameterDefinition } from "../registry/definition.ts";
import { mechanismIds, mechanismRegistry } from "../registry/mechanisms.ts";
import { parameterRegistry } from "../registry/parameters.ts";
import { supplierAttributeIds, supplierRegistry } from "../registry/suppliers.ts";
import { COUNTRY_COLUMNS, COVARIATE_COLUMNS } from "../world/tables.ts";
import { date, identifier, numberCell, prose, switchCell } from "./cells.ts";
import { claimKeys, expectation, parts, trigger } from "./claims.ts";
import { FORMAT } from "./name.ts";
import { teach, teachKeys } from "./teach.ts";
import { design, uncertain, uncertaintyKeys } from "./uncertainty.ts";
import { verbs as builtInVerbs } from "./verbs.ts";

/** Most runs of an ensemble. */
const MOST_RUNS = 1_000_000;

function parameterCells(
  registry: Readonly<Record<string, ParameterDefinition>>,
): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(registry).map(([id, one]) => {
      const { label, symbol, unit, range, source, citation, limits } = one;
      const tried = `Default ${one.default}, worth trying ${range[0]} to ${range[1]}`;
      const description = `${label} (${symbol}), ${unit}. ${tried}. Source ${source}: ${citation}.`;
      return [id, numberCell(limits, description).optional()];
    }),
  );
}

const mechanisms = z.strictObject(
  Object.fromEntries(
    mechanismIds.map((id) => {
      const { label, off } = mechanismRegistry[id];
      return [id, switchCell(`${label}. Off: ${off}.`).optional()];
    }),
  ),
);

const supplierFields = {
  name: z.string().min(1).max(200).optional().meta({ description: "Name for people" }),
  homes: z
    .array(z.string())
    .min(1)
    .optional()
    .meta({ description: "Home countries, the lead first" }),
  rivals: z.array(z.string()).optional().meta({ description: "Ids of rival suppliers" }),
};

const suppliers = z.record(
  identifier,
  z.strictObject({
    ...supplierFields,
    ...Object.fromEntries(
      supplierAttributeIds.map((id) => {
        const { label, symbol, unit, limits } = supplierRegistry[id];
        return [id, numberCell(limits, `${label} (${symbol}), ${unit}.`).optional()];
      }),
    ),
  }),
);

const countries = z.record(
  z.string(),
  z.strictObject(
    Object.fromEntries([
      ...COUNTRY_COLUMNS.map(({ name, low, high }) => [
        name,
        numberCell([low ?? -1e15, high ?? 1e15], `Replaces the table's ${name}`).optional(),
      ]),
      ...COVARIATE_COLUMNS.map(({ name, low, high }) => [
        name,
        numberCell(
          [low ?? -1e15, high ?? 1e15],
          `Holds ${name} at this value in every year`,
        ).optional(),
      ]),
    ]),
  ),
);

const words = (description: string): z.ZodType =>
  z
    .union([z.string(), z.array(z.string()).min(1)])
    .optional()
    .meta({ description });

const filters = {
  region: words("Regions or subregions of the world, for example western-africa"),
  regime: words("Regimes: CA, EA, ED, LD"),
  income: words("Bands of GDP per head in 2019: low, lower-middle, upper-middle, high"),
  bloc: words("Suppliers whose homes and allies are covered"),
  alliance: words("Suppliers whose allies are covered"),
};

const interventionOf = (verbs: Readonly<Record<string, z.ZodObject>>): z.ZodObject =>
  z.strictObject({
    id: identifier.meta({ description: "Tells interventions apart; a parent's is replaced" }),
    at: date("First period in which it acts").optional(),
    when: trigger.optional(),
    until: date("Last period in which it acts; to the end of the run if left out").optional(),
    ramp: z
      .number()
      .min(0)
      .max(200)
      .optional()
      .meta({ description: "Years over which it grows to its full size; default 0", default: 0 }),
    who: z
      .union([z.literal("all"), z.array(z.string()), z.strictObject(filters)])
      .optional()
      .meta({ description: "all, a list of countries, or filters that all must hold" }),
    do: z
      .strictObject(
        Object.fromEntries(
          Object.entries(verbs).map(([verb, fields]) => [verb, fields.optional()]),
        ),
      )
      .optional()
      .meta({ description: "What it does: one verb", minProperties: 1, maxProperties: 1 }),
    because: prose.optional().meta({ description: "Why, for readers" }),
    remove: z
      .literal(true)
      .optional()
      .meta({ description: "Takes the parent's intervention of this id out" }),
  });

const outcome = z.strictObject({
  metric: z.string().meta({ description: "Outcome of the model, for example adoption.share" }),
  by: z
    .enum(["none", "supplier", "segment", "region", "regime", "income"])
    .optional()
    .meta({ description: "One value for all, or one per supplier, segment or group of countries" }),
  ...parts,
  at: date("Read at the end of this period; the whole series if left out").optional(),
  goal: z
    .enum(["minimise", "maximise"])
    .optional()
    .meta({ description: "Which way is better, for comparisons of points and policies" }),
});

const time = z.strictObject({
  start: date("First period of the run; default 2011Q1").optional(),
  end: date("Last period of the run; default 2040Q4").optional(),
  step: z
    .enum(["quarter", "month", "year"])
    .optional()
    .meta({ description: "Length of a step; default quarter", default: "quarter" }),
});

const runs = z.strictObject({
  count: z
    .int()
    .min(1)
    .max(MOST_RUNS)
    .optional()
    .meta({ description: "Number of runs of the ensemble; default 200", default: 200 }),
  seed: z
    .union([z.string().min(1).max(200), z.number()])
    .optional()
    .meta({ description: "Any text or number; default 1", default: 1 }),
});

const branch = z.strictObject({
  from: z.union([z.string().min(1).max(500), z.record(z.string(), z.unknown())]).meta({
    description:
      "Scenario that the run is until then: a built-in name, name@version, a relative path, a results folder, or a whole scenario",
  }),
  at: date("First period in which this scenario acts"),
});

const parameterSets = z.strictObject({
  from: z.string().min(1).max(500).optional().meta({
    description: "Shipped parameter sets, a file of them, or single: the one written here",
  }),
  only: z
    .int()
    .min(0)
    .max(MOST_RUNS)
    .optional()
    .meta({ description: "Only this set of them, counted from 0" }),
  pinned: z
    .array(z.string())
    .max(1000)
    .optional()
    .meta({ description: "Parameters that every set leaves at the value written here" }),
});

/** The keys of each section that has a fixed set, for suggestions. */
export const sectionKeys: Readonly<Record<Section, readonly string[]>> = {
  time: Object.keys(time.shape),
  runs: Object.keys(runs.shape),
  parameter_sets: Object.keys(parameterSets.shape),
  branch: Object.keys(branch.shape),
  supplier: Object.keys(supplierFields),
  who: Object.keys(filters),
  intervention: Object.keys(interventionOf(builtInVerbs).shape),
  outcome: Object.keys(outcome.shape),
  cell: ["value", "was", "because", "source"],
  ...claimKeys,
  ...teachKeys,
  ...uncertaintyKeys,
};

/** A section with a fixed set of keys. */
export type Section =
  | "time"
  | "runs"
  | "parameter_sets"
  | "branch"
  | "supplier"
  | "who"
  | "intervention"
  | "outcome"
  | "cell"
  | keyof typeof claimKeys
  | keyof typeof teachKeys
  | keyof typeof uncertaintyKeys;

/** The scenario format. Ids, dates and sums are checked beyond it, by `checks/`. */
export const scenarioSchema: z.ZodObject = scenarioFormat(parameterRegistry, builtInVerbs);

/** The format with other parameters and verbs than those that are built in. */
export function scenarioFormat(
  registry: Readonly<Record<string, ParameterDefinition>>,
  verbs: Readonly<Record<string, z.ZodObject>>,
): z.ZodObject {
  return z.strictObject({
    schema: z.literal(FORMAT).meta({ description: "Name and number of the format" }),
    id: identifier.meta({ description: "Short name, for files and results" }),
    title: z.string().min(1).max(200).meta({ description: "The scenario in a sentence" }),
    summary: prose.optional().meta({ description: "The story, in a paragraph" }),
    sources: z.array(prose).min(1).max(50).optional().meta({
      description: "What the story rests on: references or links; not taken over from a parent",
    }),
    extends: z.string().min(1).max(500).optional().meta({
      description:
        "Scenario that holds everything not written here: a built-in name, name@version, or a relative path",
    }),
    world: z.string().min(1).max(500).optional().meta({
      description: "Folder of world tables; default: the shipped world",
      default: "world",
    }),
    time: time.optional().meta({ description: "Span of the run, both ends included" }),
    runs: runs.optional().meta({ description: "Size and seed of the ensemble" }),
    branch: branch.optional().meta({
      description:
        "Until a date the run is another scenario's; from then on this one's settings and interventions act",
    }),
    parameter_sets: parameterSets.optional().meta({
      description:
        "Parameter sets that runs are spread over; what a scenario writes itself stands on top of each",
    }),
    parameters: z.strictObject(parameterCells(registry)).optional().meta({
      description: "Parameters of the model: a number, or { value, was, because, source }",
    }),
    mechanisms: mechanisms.optional().meta({ description: "Parts of the model, on (true) or off" }),
    suppliers: suppliers.optional().meta({
      description: "Attributes of suppliers by id; an id the world does not have is a new supplier",
    }),
    countries: countries.optional().meta({ description: "Values of countries by their code" }),
    interventions: z
      .array(interventionOf(verbs))
      .max(1000)
      .optional()
      .meta({ description: "Dated changes" }),
    levers: z.record(z.string().min(1).max(100), uncertain).optional().meta({
      description:
        "Quantities that a decision-maker may set, in the form of `uncertainty`: sweeps vary them, trade-offs search them",
    }),
    uncertainty: z.record(z.string().min(1).max(100), uncertain).optional().meta({
      description:
        "Quantities that sweeps vary: parameters, suppliers.<id>.<attribute>, or names that interventions use as $name",
    }),
    design: design.optional().meta({ description: "How sweeps draw points from them" }),
    outcomes: z
      .union([z.array(outcome), z.record(z.string().min(1).max(100), outcome)])
      .optional()
      .meta({ description: "What to report: a list, or a mapping with names of your own" }),
    expect: z
      .array(expectation)
      .max(100)
      .optional()
      .meta({ description: "What the runs should show; not taken over from a parent" }),
    teach: teach
      .optional()
      .meta({ description: "Teaching material; not taken over from a parent" }),
  });
}

/** Keys of the top of a scenario. */
export const topKeys: readonly string[] = Object.keys(scenarioSchema.shape);
