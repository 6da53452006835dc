import type { CodeText } from "./codes.ts";

/** A code of what can be wrong with a file of calibration targets, or with calibrating to it. */
export type TargetCode = "E501" | "E502" | "E503" | "E504" | "E505" | "E506" | "E507" | "E508";

/** Codes of everything that can be wrong with a calibration. */
export const TARGET_CODES: Readonly<Record<TargetCode, CodeText>> = {
  E501: {
    title: "a file of targets cannot be read",
    explanation:
      "There is no such file, you may not read it, or no built-in file of targets has the name. `aigs-2019` is built in; a file needs its ending, for example mine.yaml.",
  },
  E502: {
    title: "a key or value of a target is not understood",
    explanation:
      "A file of targets has schema, id, title, vintage, parameters, targets and vintages; a target has id, label, statistic, the fields of that statistic, value, tolerance, at_least, role and source. Anything else is refused, so that nothing is silently ignored.",
  },
  E503: {
    title: "unknown statistic",
    explanation:
      "A target compares one of the statistics that runs can be measured by: adopters, adoption_share, supplier_share, technologies, moment, rank_correlation, correlation, top_spenders, laws, signings_share, link_ratio, bans or ban_odds.",
  },
  E504: {
    title: "a target names what the world does not have",
    explanation:
      "Suppliers, groups of countries, covariates and vintages must be those of the world that is calibrated to.",
  },
  E505: {
    title: "a target cannot be reached",
    explanation:
      "No run can give this value: it is beyond the number of countries, no share, or, after the first runs, further than its tolerance from everything that the prior gives. Correct the value or widen the ranges of the parameters.",
  },
  E506: {
    title: "a value is not what was observed",
    explanation:
      "The target writes a value, and the world's table of the same vintage gives another. One of them is wrong; leave the value out to take that of the table.",
  },
  E507: {
    title: "nothing to calibrate to",
    explanation:
      "Calibration compares runs with what was observed. The world has no table of the vintage that the targets name (observed.csv), or no target has the role C.",
  },
  E508: {
    title: "a parameter cannot be calibrated",
    explanation:
      "Parameters to move are ids of the registry, none_share, buying_rate, or suppliers.<id>.constant for every supplier but the first. A range needs a lower end below its upper one and within what the parameter allows.",
  },
};
