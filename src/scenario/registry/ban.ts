import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { loading, scalar } from "./entries.ts";

/** Bans of suppliers by importing countries (E16). */
export const banParameters: {
  readonly [K in Extract<ParameterId, `ban.${string}`>]: ParameterEntry;
} = {
  "ban.base": scalar(
    "b0",
    "Bans of suppliers",
    "1/yr",
    0.0012,
    [0.0003, 0.005],
    [0, 1000],
    "A",
    "assumed; about 8 of 27 EU states then restrict a supplier by mid-2024, 11 did [V2]",
  ),
  "ban.distance": loading(
    "bAl",
    "Bans by distance",
    "unit of alignment lost, against a rival's camp",
    0.8,
    [0, 1.6],
    "assumed; sign from Christie et al. [V]",
  ),
  "ban.ally": loading(
    "bAlly",
    "Bans by allies",
    "alliance with a rival of the supplier (yes or no)",
    2,
    [1, 3],
    "assumed; sign from Christie et al. [V]",
  ),
  "ban.pressure": loading("bPr", "Bans under pressure", "full pressure", 1, [0, 2], "assumed"),
  "ban.peers": loading(
    "bWb",
    "Bans after peers'",
    "unit share of peers with the ban",
    1,
    [0, 2],
    "assumed",
  ),
  "ban.dependence": loading(
    "bDep",
    "Bans against dependence",
    "unit share of segments with the supplier, downwards",
    1.5,
    [0, 3],
    "assumed",
  ),
  "ban.compliance": scalar(
    "cban",
    "Compliance with bans",
    "share of contracts that a ban removes",
    0.8,
    [0.5, 1],
    [0, 1],
    "V2",
    "more than 300 US bodies went on buying listed cameras",
  ),
};
