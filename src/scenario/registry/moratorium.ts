import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { scalar } from "./entries.ts";

/** Moratoria of one's own (E15). */
export const moratoriumParameters: {
  readonly [K in Extract<ParameterId, `moratorium.${string}`>]: ParameterEntry;
} = {
  "moratorium.threshold": scalar(
    "psi",
    "Backlash that brings a moratorium",
    "median over countries",
    2,
    [1, 6],
    [0, 1e9],
    "A",
    "assumed",
  ),
  "moratorium.life": scalar(
    "T_M",
    "Life of a moratorium",
    "yr",
    2,
    [1, 5],
    [0, 1e9],
    "A",
    "assumed; New Orleans and Virginia held out for 1 to 1.6 years",
  ),
  "moratorium.peers": scalar(
    "bM",
    "Moratoria of peers",
    "backlash that moratoria of all peers stand for",
    0.5,
    [0, 2],
    [0, 100],
    "A",
    "assumed",
  ),
};
