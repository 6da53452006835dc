import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { scalar } from "./entries.ts";

/** What incidents cost a supplier (E12). */
export const reputationParameters: {
  readonly [K in Extract<ParameterId, `reputation.${string}`>]: ParameterEntry;
} = {
  "reputation.forgetting": scalar(
    "kr",
    "Reputation regained",
    "1/yr",
    0.5,
    [0.2, 1.5],
    [1e-6, 1000],
    "A",
    "assumed",
  ),
  "reputation.hit": scalar(
    "dr",
    "Reputation lost",
    "per unit of severity",
    0.2,
    [0, 0.6],
    [0, 100],
    "A",
    "assumed",
  ),
  "reputation.spill": scalar(
    "spill",
    "Rivals' incidents",
    "share of their severity",
    0.2,
    [0, 0.6],
    [0, 1],
    "A",
    "assumed",
  ),
};
