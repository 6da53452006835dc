import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { part, scalar } from "./entries.ts";

/** Rights erosion, a composite index that rests on value judgements (E22). */
export const rightsParameters: {
  readonly [K in Extract<ParameterId, `rights.${string}`>]: ParameterEntry;
} = {
  "rights.enforcement": scalar(
    "eR",
    "Erosion that enforced rules prevent",
    "share",
    0.6,
    [0, 1],
    [0, 1],
    "A",
    "a value judgement: set your own",
  ),
  "rights.democracy": scalar(
    "hD",
    "Erosion that full democracy prevents",
    "share",
    0.5,
    [0, 1],
    [0, 1],
    "A",
    "a value judgement: set your own",
  ),
  "rights.norms_floor": scalar(
    "nu",
    "Erosion left under rights-protective norms",
    "share",
    0.3,
    [0, 1],
    [0, 1],
    "A",
    "a value judgement: set your own",
  ),
  "rights.errors": scalar(
    "eb",
    "Weight of errors",
    "weight beside coverage itself",
    0.3,
    [0, 1],
    [0, 1],
    "A",
    "a value judgement: set your own",
  ),
  "rights.disparity": scalar(
    "ed",
    "Weight of disparity between groups",
    "weight beside coverage itself",
    0.2,
    [0, 1],
    [0, 1],
    "A",
    "a value judgement: set your own",
  ),
  "rights.weight.public_space": part("or_d", "Rights, weight of public space", 0.4),
  "rights.weight.transport_hub": part("or_d", "Rights, weight of transport hubs", 0.2),
  "rights.weight.residential": part("or_d", "Rights, weight of residential areas", 0.4),
};
