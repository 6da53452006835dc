import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { scalar } from "./entries.ts";

/** What surveillance does to unrest (E20). */
export const unrestParameters: {
  readonly [K in Extract<ParameterId, `unrest.${string}`>]: ParameterEntry;
} = {
  "unrest.persistence": scalar(
    "aU",
    "Persistence of unrest",
    "share left after a year",
    0.8,
    [0.5, 0.95],
    [0, 1],
    "A",
    "assumed",
  ),
  "unrest.suppression": scalar(
    "uK",
    "Unrest suppressed",
    "SD per unit of working coverage",
    0.25,
    [0, 0.5],
    [0, 100],
    "V2",
    "a quarter less unrest at one SD more of AI (Beraja et al. 2023)",
  ),
  "unrest.provocation": scalar(
    "uB",
    "Unrest provoked",
    "SD per unit of backlash",
    0.1,
    [0, 0.5],
    [0, 100],
    "A",
    "assumed; sign from a thesis on imports and protest [V]",
  ),
  "unrest.regime_cut": scalar(
    "Dcut",
    "Democracy below which both act",
    "[0,1]",
    0.5,
    [0.3, 0.6],
    [0, 1.01],
    "A",
    "assumed",
  ),
};
