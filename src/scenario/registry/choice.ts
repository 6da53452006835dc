import type { ParameterId } from "../../core/parameters.ts";
import type { Interval, ParameterEntry, SourceFlag } from "./definition.ts";

const entry = (
  symbol: string,
  label: string,
  unit: string,
  value: number,
  range: Interval,
  limits: Interval,
  [source, citation]: readonly [SourceFlag, string],
): ParameterEntry => ({ symbol, label, unit, default: value, range, limits, source, citation });

const WEIGHT: Interval = [-100, 100];

/** Whom a country buys from, or nobody (E4, E5, E8). */
export const choiceParameters: {
  readonly [K in Extract<ParameterId, `choice.${string}`>]: ParameterEntry;
} = {
  "choice.none": entry(
    "alpha_0",
    "Constant of buying nothing",
    "utils",
    0,
    [-3, 3],
    [-1e6, 1e6],
    ["A", "fixes the level of utility; how many openings end in nothing cannot be seen in data"],
  ),
  "choice.price": entry(
    "beta_c",
    "Weight of price",
    "utils per ln price",
    2.5,
    [0.5, 5],
    [0, 100],
    ["fit", "set C; product-level trade elasticities near -5 bound it (Fontagné et al. 2022) [V]"],
  ),
  "choice.price_income_decay": entry(
    "eta",
    "Decay of price weight with income",
    "1",
    0.44,
    [0.1, 1.1],
    [-10, 10],
    ["fit", "set C"],
  ),
  "choice.quality": entry("beta_q", "Weight of quality", "utils per unit", 1, [0, 3], WEIGHT, [
    "A",
    "assumed",
  ]),
  "choice.initial_quality": entry(
    "q_0",
    "Quality at the start",
    "[0,1]",
    0.5,
    [0.2, 0.8],
    [0, 1],
    ["A", "assumed"],
  ),
  "choice.alignment": entry(
    "beta_a",
    "Weight of alignment",
    "utils per ideal-point unit",
    0.18,
    [0, 0.9],
    WEIGHT,
    ["fit", "set C; weakly identified, as income and alignment go together: sweep it"],
  ),
  "choice.alliance": entry(
    "a_ally",
    "Alliance with a rival of the supplier",
    "ideal-point units",
    -1.05,
    [-2.5, 0],
    WEIGHT,
    ["fit", "set C; sign from Christie et al. [V]"],
  ),
  "choice.trade": entry("a_T", "Trade tie", "ideal-point units per SD", 0.2, [0, 1], WEIGHT, [
    "A",
    "assumed",
  ]),
  "choice.belt_and_road": entry(
    "a_B",
    "Belt and Road membership",
    "ideal-point units",
    1.15,
    [0, 2.6],
    WEIGHT,
    ["fit", "set C"],
  ),
  "choice.peers": entry(
    "beta_w",
    "Peers that use the supplier",
    "utils per unit share of peers",
    0.5,
    [0, 2],
    WEIGHT,
    ["A", "assumed; a prototype hardly reacted to it"],
  ),
  "choice.norms": entry("beta_n", "Match of norms", "utils per unit", 0.5, [0, 2], WEIGHT, [
    "A",
    "assumed",
  ]),
  "choice.lock_in": entry("beta_L", "Lock-in at renewal", "utils", 1.5, [0, 3], WEIGHT, [
    "A",
    "assumed; implies the share of contracts that stay (check V20)",
  ]),
  "choice.cross_segment": entry(
    "beta_X",
    "Loyalty across segments",
    "utils",
    -0.75,
    [-1, 0.9],
    WEIGHT,
    ["fit", "set C"],
  ),
  "choice.regime": entry(
    "beta_D",
    "Regime and Chinese supply",
    "utils per unit of 1/2 less democracy",
    0,
    [0, 2],
    WEIGHT,
    ["A", "disputed: 0 follows Greitens 2020, 1 follows Beraja et al. 2023"],
  ),
  "choice.home": entry("beta_H", "Preference for home supply", "utils", 0.6, [0, 3], WEIGHT, [
    "fit",
    "set C",
  ]),
  "choice.noise": entry(
    "sigma",
    "Choice noise",
    "utils",
    1,
    [0, 5],
    [0, 1e6],
    ["A", "fixes the scale of utility"],
  ),
};
