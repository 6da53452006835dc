import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { part, scalar } from "./entries.ts";

/** The security benefit, a composite index (E21). */
export const securityParameters: {
  readonly [K in Extract<ParameterId, `security.${string}`>]: ParameterEntry;
} = {
  "security.benefit": scalar(
    "bs",
    "Crime reduction at full coverage",
    "share of crime",
    0.13,
    [0, 0.25],
    [0, 1],
    "L",
    "a modest effect over 40 years of studies (Piza et al. 2019), 13% pooled",
  ),
  "security.weight.public_space": part("os_d", "Security, weight of public space", 0.5),
  "security.weight.transport_hub": part("os_d", "Security, weight of transport hubs", 0.3),
  "security.weight.residential": part("os_d", "Security, weight of residential areas", 0.2),
};
