import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { scalar } from "./entries.ts";

/** Drift of norms and of ideal points (E17, E18). */
export const normsParameters: {
  readonly [K in Extract<ParameterId, `norms.${string}`>]: ParameterEntry;
} = {
  "norms.supplier": scalar(
    "mu_s",
    "Drift towards suppliers' norms",
    "1/yr",
    0.02,
    [0, 0.1],
    [0, 1000],
    "A",
    "assumed; there is no causal evidence",
  ),
  "norms.peers": scalar(
    "mu_p",
    "Drift towards peers' norms",
    "1/yr",
    0.03,
    [0, 0.1],
    [0, 1000],
    "A",
    "assumed; there is no causal evidence",
  ),
  "norms.rules": scalar(
    "mu_r",
    "Drift towards rights under own rules",
    "1/yr",
    0.02,
    [0, 0.1],
    [0, 1000],
    "A",
    "assumed; there is no causal evidence",
  ),
  "norms.anchor": scalar(
    "mu_0",
    "Return to where the country started",
    "1/yr",
    0.05,
    [0, 0.1],
    [0, 1000],
    "A",
    "assumed; there is no causal evidence",
  ),
  "norms.shielding": scalar(
    "om",
    "Shielding by democracy",
    "share of supplier drift that full democracy keeps out",
    0.8,
    [0, 1],
    [0, 1],
    "A",
    "assumed; effects were seen in autocracies only (Carter and Carter) [V2]",
  ),
  "norms.noise": scalar(
    "sig_n",
    "Noise of norms",
    "yr^-1/2",
    0.01,
    [0, 0.05],
    [0, 10],
    "A",
    "assumed",
  ),
  "norms.confidence": scalar(
    "eps_c",
    "Bound of confidence",
    "norm units",
    0.3,
    [0.1, 1],
    [0, 1],
    "A",
    "assumed; only with bounded confidence switched on",
  ),
  "norms.ideal_point": scalar(
    "mu_th",
    "Drift of ideal points towards suppliers'",
    "1/yr",
    0.01,
    [0, 0.05],
    [0, 1000],
    "A",
    "assumed; sign from Flores-Macías and Kreps 2013 [V2]",
  ),
};
