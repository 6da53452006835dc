import type { ParameterId } from "../../core/parameters.ts";
import type { Interval, ParameterEntry } from "./definition.ts";

const ceiling = (label: string, value: number, range: Interval): ParameterEntry => ({
  symbol: "Kbar_d",
  label: `Coverage ceiling, ${label}`,
  unit: "share of the segment's population",
  default: value,
  range,
  limits: [0, 1],
  source: "A",
  citation: "assumed, give or take 0.2",
});

const population = (label: string, value: number): ParameterEntry => ({
  symbol: "sh_d",
  label: `Population of ${label}`,
  unit: "share of the urban population",
  default: value,
  range: [0, 1],
  limits: [0, 1],
  source: "A",
  citation: "assumed from contract sizes; the three segments sum to 1",
});

/** How widely kit is used once it runs (E10). */
export const coverageParameters: {
  readonly [K in Extract<ParameterId, `coverage.${string}`>]: ParameterEntry;
} = {
  "coverage.growth": {
    symbol: "gK",
    label: "Growth of coverage",
    unit: "1/yr",
    default: 0.35,
    range: [0.1, 0.8],
    limits: [0, 1000],
    source: "A",
    citation: "assumed",
  },
  "coverage.start": {
    symbol: "K0",
    label: "Coverage at go-live",
    unit: "share of the segment's population",
    default: 0.02,
    range: [0.005, 0.1],
    limits: [0, 1],
    source: "A",
    citation: "assumed",
  },
  "coverage.decay": {
    symbol: "dK",
    label: "Decay of coverage out of operation",
    unit: "1/yr",
    default: 0.25,
    range: [0.1, 0.8],
    limits: [0, 1000],
    source: "A",
    citation: "assumed",
  },
  "coverage.rules": {
    symbol: "rcap",
    label: "Rules' cut of the coverage ceiling",
    unit: "share of the ceiling under full, enforced rules",
    default: 0.5,
    range: [0, 1],
    limits: [0, 1],
    source: "A",
    citation: "assumed",
  },
  "coverage.ceiling.public_space": ceiling("public space", 0.6, [0.4, 0.8]),
  "coverage.ceiling.transport_hub": ceiling("transport hubs", 0.9, [0.7, 1]),
  "coverage.ceiling.residential": ceiling("residential areas", 0.3, [0.1, 0.5]),
  "coverage.population.public_space": population("public space", 0.5),
  "coverage.population.transport_hub": population("transport hubs", 0.2),
  "coverage.population.residential": population("residential areas", 0.3),
};
