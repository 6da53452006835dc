import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { scalar } from "./entries.ts";

/** The races of suppliers on compliance and price (E25, E26). */
export const raceParameters: {
  readonly [K in Extract<ParameterId, `race.${string}`>]: ParameterEntry;
} = {
  "race.compliance_pull": scalar(
    "kk",
    "Pull of buyers' rules on compliance",
    "1/yr",
    0.15,
    [0, 0.5],
    [0, 1000],
    "A",
    "assumed",
  ),
  "race.compliance_slip": scalar(
    "kd",
    "Slipping back of compliance",
    "1/yr",
    0.05,
    [0, 0.2],
    [0, 1000],
    "A",
    "assumed",
  ),
  "race.price_response": scalar(
    "mr",
    "Mark-up cut for lost business",
    "1/yr",
    0.3,
    [0, 1],
    [0, 1000],
    "A",
    "assumed; incumbents cut prices when they lose tenders",
  ),
  "race.price_return": scalar(
    "mb",
    "Return of the mark-up",
    "1/yr",
    0.2,
    [0, 1],
    [0, 1000],
    "A",
    "assumed",
  ),
};
