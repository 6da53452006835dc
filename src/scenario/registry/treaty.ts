import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { loading, scalar } from "./entries.ts";

/** Joining treaties (E19). */
export const treatyParameters: {
  readonly [K in Extract<ParameterId, `treaty.${string}`>]: ParameterEntry;
} = {
  "treaty.base": scalar(
    "t0",
    "Joining of treaties",
    "1/yr",
    0.03,
    [0.005, 0.2],
    [0, 1000],
    "A",
    "assumed; 8 to 25 members in 1.3 years is the fast case [V]",
  ),
  "treaty.norms": loading(
    "tn",
    "Joining by norms",
    "unit of norm position below one half",
    2,
    [0, 4],
    "assumed",
  ),
  "treaty.democracy": loading(
    "tD",
    "Joining by democracy",
    "SD of democracy",
    0.5,
    [0, 1],
    "assumed",
  ),
  "treaty.peers": loading(
    "tW",
    "Joining after peers",
    "unit share of peers in",
    1.5,
    [0, 3],
    "assumed",
  ),
  "treaty.inducement": loading(
    "tI",
    "Joining for an inducement",
    "full inducement",
    0.8,
    [0, 1.6],
    "assumed",
  ),
  "treaty.dependence": loading(
    "tDep",
    "Joining against dependence",
    "unit share of segments with the target, downwards",
    1,
    [0, 2],
    "assumed",
  ),
};
