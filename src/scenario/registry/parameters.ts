import type { ParameterId } from "../../core/parameters.ts";
import { backlashParameters } from "./backlash.ts";
import { banParameters } from "./ban.ts";
import { choiceParameters } from "./choice.ts";
import { contractParameters } from "./contract.ts";
import { costParameters } from "./cost.ts";
import { coverageParameters } from "./coverage.ts";
import type { ParameterDefinition, ParameterEntry, ParameterGroup } from "./definition.ts";
import { incidentParameters } from "./incident.ts";
import { lawParameters } from "./law.ts";
import { moratoriumParameters } from "./moratorium.ts";
import { normsParameters } from "./norms.ts";
import { observationParameters } from "./observation.ts";
import { opportunityParameters } from "./opportunity.ts";
import { peersParameters } from "./peers.ts";
import { raceParameters } from "./race.ts";
import { reputationParameters } from "./reputation.ts";
import { researchParameters } from "./research.ts";
import { rightsParameters } from "./rights.ts";
import { rulesParameters } from "./rules.ts";
import { securityParameters } from "./security.ts";
import { treatyParameters } from "./treaty.ts";
import { unrestParameters } from "./unrest.ts";

const entries: { readonly [K in ParameterId]: ParameterEntry } = {
  ...costParameters,
  ...opportunityParameters,
  ...choiceParameters,
  ...contractParameters,
  ...coverageParameters,
  ...researchParameters,
  ...raceParameters,
  ...incidentParameters,
  ...reputationParameters,
  ...backlashParameters,
  ...lawParameters,
  ...rulesParameters,
  ...moratoriumParameters,
  ...banParameters,
  ...normsParameters,
  ...treatyParameters,
  ...unrestParameters,
  ...securityParameters,
  ...rightsParameters,
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
      {
        id,
        group: id.slice(0, id.indexOf(".")) as ParameterGroup,
        ...entries[id],
      },
    ]),
  ) as { readonly [K in ParameterId]: ParameterDefinition };

/** Whether a text is the id of a parameter. */
export function isParameterId(text: string): text is ParameterId {
  return Object.hasOwn(entries, text);
}
