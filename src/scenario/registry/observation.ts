import type { ParameterId } from "../../core/parameters.ts";
import type { Interval, ParameterEntry, SourceFlag } from "./definition.ts";

const logit = (
  symbol: string,
  label: string,
  unit: string,
  value: number,
  range: Interval,
  source: SourceFlag,
  citation: string,
): ParameterEntry => ({
  symbol,
  label,
  unit,
  default: value,
  range,
  limits: [-1000, 1000],
  source,
  citation,
});

/** How much of the truth the adoption index sees (E24). */
export const observationParameters: {
  readonly [K in Extract<ParameterId, `observation.${string}`>]: ParameterEntry;
} = {
  "observation.detection": logit(
    "d0",
    "Detection by the index",
    "logit",
    1.8,
    [0.4, 5],
    "fit",
    "set C: 86% of adopters are seen; 60 to 99% is arguable",
  ),
  "observation.size": logit(
    "dN",
    "Detection by size",
    "logit per SD of ln population",
    0.3,
    [0, 1],
    "A",
    "assumed: large countries are looked at more closely",
  ),
  "observation.media_freedom": logit(
    "dM",
    "Detection by media freedom",
    "logit per SD of media freedom",
    0.3,
    [0, 1],
    "A",
    "assumed: closed states are under-reported",
  ),
  "observation.year": logit(
    "dY",
    "Detection by year",
    "logit per year after 2019",
    0.15,
    [0, 0.5],
    "A",
    "assumed",
  ),
};
