import type { ParameterId } from "../../core/parameters.ts";

/** Parameters that are parts of one whole: their values sum to 1. */
export interface Simplex {
  /** What the parts make up, for messages. */
  readonly whole: string;
  readonly members: readonly ParameterId[];
}

/** All groups of parameters whose sum is 1. */
export const simplexes: readonly Simplex[] = [
  {
    whole: "parts of unit cost",
    members: ["cost.hardware_share", "cost.software_share", "cost.support_share"],
  },
  {
    whole: "segments' shares of the urban population",
    members: [
      "coverage.population.public_space",
      "coverage.population.transport_hub",
      "coverage.population.residential",
    ],
  },
  {
    whole: "segments' parts of the security benefit",
    members: [
      "security.weight.public_space",
      "security.weight.transport_hub",
      "security.weight.residential",
    ],
  },
  {
    whole: "segments' parts of rights erosion",
    members: [
      "rights.weight.public_space",
      "rights.weight.transport_hub",
      "rights.weight.residential",
    ],
  },
  {
    whole: "kinds of peers",
    members: [
      "peers.geography",
      "peers.ideal_point",
      "peers.trade",
      "peers.prestige",
      "peers.uniform",
    ],
  },
];

/** How far a sum may be from 1: thirds written with seven digits pass. */
export const SUM_TOLERANCE = 1e-6;
