import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { scalar } from "./entries.ts";

/** Incidents, and who hears of them (E11). */
export const incidentParameters: {
  readonly [K in Extract<ParameterId, `incident.${string}`>]: ParameterEntry;
} = {
  "incident.rate": scalar(
    "lamI",
    "Incidents at full coverage and base error",
    "1/yr",
    1,
    [0.2, 20],
    [0, 10000],
    "A",
    "assumed; 233 AI incidents of all kinds were logged in 2024 [V2]. At 1 incidents hardly matter, at 10 they bring about ten moratoria: sweep it",
  ),
  "incident.weight.public_space": scalar(
    "omI_d",
    "Incidents, weight of public space",
    "weight",
    1,
    [0, 2],
    [0, 100],
    "A",
    "a value judgement",
  ),
  "incident.weight.transport_hub": scalar(
    "omI_d",
    "Incidents, weight of transport hubs",
    "weight",
    0.7,
    [0, 2],
    [0, 100],
    "A",
    "a value judgement",
  ),
  "incident.weight.residential": scalar(
    "omI_d",
    "Incidents, weight of residential areas",
    "weight",
    1.2,
    [0, 2],
    [0, 100],
    "A",
    "a value judgement",
  ),
  "incident.disparity": scalar(
    "ld",
    "Disparity between groups in incidents",
    "weight",
    0.5,
    [0, 2],
    [0, 100],
    "A",
    "assumed",
  ),
  "incident.rules": scalar(
    "rI",
    "Rules' cut of incidents",
    "share under full rules",
    0.5,
    [0, 1],
    [0, 1],
    "A",
    "assumed",
  ),
  "incident.visibility": scalar(
    "v0",
    "Visibility of incidents",
    "probability of becoming known",
    0.1,
    [0, 0.5],
    [0, 1],
    "A",
    "assumed",
  ),
  "incident.visibility_democracy": scalar(
    "v1",
    "Visibility by democracy and civil society",
    "probability per unit of their product",
    0.8,
    [0, 1],
    [0, 1],
    "A",
    "assumed",
  ),
};
