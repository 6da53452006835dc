import * as z from "zod";
import type { InterventionDefinition, OwnField, OwnParameter } from "../core/definitions.ts";
import { outcomeDefinitions } from "../core/outcomes.ts";
import type { OutcomeDefinition } from "../core/trajectory.ts";
import { scenarioFormat, scenarioSchema } from "./format/schema.ts";
import { verbs } from "./format/verbs.ts";
import { ownOutcomes } from "./own-outcomes.ts";
import { extensionOfPlugins, type Plugin } from "./plugin.ts";
import type { ParameterDefinition } from "./registry/definition.ts";
import { parameterRegistry } from "./registry/parameters.ts";

/** The words that scenarios are written in: what is built in and what plugins add. */
export interface Vocabulary {
  /** Parameters by id. */
  readonly parameters: Readonly<Record<string, ParameterDefinition>>;
  readonly parameterIds: readonly string[];
  /** Fields of each verb. */
  readonly verbs: Readonly<Record<string, z.ZodObject>>;
  readonly verbNames: readonly string[];
  /** The interventions that plugins define, by verb. */
  readonly ownVerbs: ReadonlyMap<string, InterventionDefinition>;
  readonly outcomes: readonly OutcomeDefinition[];
  readonly schema: z.ZodObject;
  readonly plugins: readonly Plugin[];
}

/** What building a scenario that is known to be valid needs of the words: no schema, which is big. */
export type BuildingWords = Pick<
  Vocabulary,
  "parameters" | "parameterIds" | "ownVerbs" | "outcomes" | "plugins"
>;

/** What can be written without plugins. */
export const builtInVocabulary: Vocabulary = {
  parameters: parameterRegistry,
  parameterIds: Object.keys(parameterRegistry),
  verbs,
  verbNames: Object.keys(verbs),
  ownVerbs: new Map(),
  outcomes: outcomeDefinitions,
  schema: scenarioSchema,
  plugins: [],
};

/**
 * What can be written with plugins.
 *
 * @throws PluginError if they clash.
 */
export function vocabularyOf(plugins: readonly Plugin[]): Vocabulary {
  if (plugins.length === 0) return builtInVocabulary;
  const { processes, outcomes, interventions } = extensionOfPlugins(plugins);
  const own = [...processes, ...interventions].flatMap(({ id, parameters = {} }) =>
    Object.entries(parameters).map(([name, one]) => ownParameter(id, name, one)),
  );
  const parameters = {
    ...parameterRegistry,
    ...Object.fromEntries(own.map((one) => [one.id, one])),
  };
  const all = {
    ...verbs,
    ...Object.fromEntries(interventions.map((one) => [one.id, verbOf(one)])),
  };
  return {
    parameters,
    parameterIds: Object.keys(parameters),
    verbs: all,
    verbNames: Object.keys(all),
    ownVerbs: new Map(interventions.map((one) => [one.id, one])),
    outcomes: [...outcomeDefinitions, ...ownOutcomes(outcomes)],
    schema: scenarioFormat(parameters, all),
    plugins,
  };
}

function ownParameter(group: string, name: string, one: OwnParameter): ParameterDefinition {
  const { label, unit, range, symbol = name, limits = range, citation = "of a plugin" } = one;
  const id = `${group}.${name}`;
  const source = "A" as const;
  return { id, group, symbol, label, unit, default: one.default, range, limits, source, citation };
}

function verbOf({ definition, fields = {} }: InterventionDefinition): z.ZodObject {
  return z
    .strictObject(
      Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, cellOf(field)])),
    )
    .meta({ description: definition });
}

function cellOf(field: OwnField): z.ZodType {
  const { definition: description } = field;
  switch (field.type) {
    case "number": {
      const number = z.number().min(field.low).max(field.high).meta({ description });
      return field.default === undefined ? number : number.optional();
    }
    case "flag": {
      const flag = z.boolean().meta({ description });
      return field.default === undefined ? flag : flag.optional();
    }
    case "supplier":
      return z.string().meta({ description });
    case "suppliers":
    case "countries":
      return z.array(z.string()).min(1).meta({ description });
  }
}
