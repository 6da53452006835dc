import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";

const kind = (symbol: string, label: string, value: number, citation: string): ParameterEntry => ({
  symbol,
  label: `Peers by ${label}`,
  unit: "share of peer weight",
  default: value,
  range: [0, 1],
  limits: [0, 1],
  source: "A",
  citation: `${citation}; the five kinds sum to 1`,
});

/** Whom a country looks to (E6). */
export const peersParameters: {
  readonly [K in Extract<ParameterId, `peers.${string}`>]: ParameterEntry;
} = {
  "peers.geography": kind(
    "wg",
    "geography",
    0.5,
    "assumed; neighbours matter less over time (Mallinson 2019) [V]",
  ),
  "peers.ideal_point": kind(
    "wi",
    "likeness in UN votes",
    0.2,
    "assumed; ideology stays stable (Mallinson 2019) [V]",
  ),
  "peers.trade": kind("wt", "trade", 0.2, "assumed"),
  "peers.prestige": kind("we", "prestige in the subregion", 0.1, "assumed"),
  "peers.uniform": kind("wu", "nothing: all others alike", 0, "off; for closed-form checks"),
};
