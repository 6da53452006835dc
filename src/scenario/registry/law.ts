import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";
import { loading, scalar } from "./entries.ts";

/** Data-protection laws (E13). */
export const lawParameters: {
  readonly [K in Extract<ParameterId, `law.${string}`>]: ParameterEntry;
} = {
  "law.innovation": scalar(
    "pL",
    "Laws by themselves",
    "1/yr",
    0.001,
    [0.0008, 0.0013],
    [0, 1000],
    "D",
    "fit to the counts of laws since 1973 (Greenleaf)",
  ),
  "law.imitation": scalar(
    "qL",
    "Laws by imitation",
    "1/yr",
    0.15,
    [0.1, 0.17],
    [0, 1000],
    "fit",
    "set C; the counts alone give 0.113 without pull of the EU and democracy [D]",
  ),
  "law.eu_trade": loading(
    "gE",
    "Laws by trade with the EU",
    "SD of trade with the EU",
    0.3,
    [0, 1],
    "assumed: the Brussels effect",
  ),
  "law.democracy": loading("gD", "Laws by democracy", "SD of democracy", 0.3, [0, 1], "assumed"),
};
