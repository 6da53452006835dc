import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { scalar } from "./entries.ts";

/** What incidents stir up at home and among peers (E12). */
export const backlashParameters: {
  readonly [K in Extract<ParameterId, `backlash.${string}`>]: ParameterEntry;
} = {
  "backlash.forgetting": scalar(
    "kB",
    "Backlash forgotten",
    "1/yr",
    0.35,
    [0.2, 1.5],
    [1e-6, 1000],
    "A",
    "assumed; New Orleans loosened its ban after 1.6 years [V2]",
  ),
  "backlash.own": scalar(
    "dB",
    "Backlash over incidents at home",
    "per unit of severity and civil society",
    0.5,
    [0, 1.5],
    [0, 100],
    "A",
    "assumed",
  ),
  "backlash.peers": scalar(
    "dBp",
    "Backlash over incidents among peers",
    "per unit of weighted severity",
    0.1,
    [0, 0.3],
    [0, 100],
    "A",
    "assumed",
  ),
  "backlash.crime_relief": scalar(
    "bcr",
    "Backlash lost to a crime wave",
    "1/yr per SD",
    0.3,
    [0, 0.9],
    [0, 100],
    "A",
    "assumed; sign from New Orleans [V2]",
  ),
};
