import type { ParameterId } from "../../core/parameters.ts";
import { choiceParameters } from "./choice.ts";
import { contractParameters } from "./contract.ts";
import { costParameters } from "./cost.ts";
import { coverageParameters } from "./coverage.ts";
import type { ParameterDefinition, ParameterEntry, ParameterGroup } from "./definition.ts";
import { observationParameters } from "./observation.ts";
import { opportunityParameters } from "./opportunity.ts";
import { peersParameters } from "./peers.ts";

const entries: { readonly [K in ParameterId]: ParameterEntry } = {
  ...costParameters,
  ...opportunityParameters,
  ...choiceParameters,
  ...contractParameters,
  ...coverageParameters,
  ...peersParameters,
  ...observationParameters,
};

/** Ids of all parameters, by process. */
export const parameterIds: readonly ParameterId[] = Object.keys(entries) as ParameterId[];

/**
 * The registry of scalar parameters: one definition per id. Types, checks, the JSON Schema, sliders,
 * `panoptes params` and sensitivity ranges are made from it. Defaults are parameter set C.
 */
export const parameterRegistry: { readonly [K in ParameterId]: ParameterDefinition } =
  Object.fromEntries(
    parameterIds.map((id) => [
      id,
      { id, group: id.slice(0, id.indexOf(".")) as ParameterGroup, ...entries[id] },
    ]),
  ) as { readonly [K in ParameterId]: ParameterDefinition };

/** Whether a text is the id of a parameter. */
export function isParameterId(text: string): text is ParameterId {
  return Object.hasOwn(entries, text);
}
