import type { EventKind } from "../../core/ledger/country-events.ts";
import type { HazardKind } from "../../core/ledger/hazard-terms.ts";
import type { UtilityTermId } from "../../core/ledger/utility-terms.ts";

/** Why a country decided what it did, over the runs of an ensemble or in one of them. */
export interface Explanation {
  readonly country: string;
  readonly name: string;
  /** The quarter at whose end the country is looked at. */
  readonly at: string;
  /** The segment that is looked at, or null for all. */
  readonly segment: string | null;
  readonly runs: number;
  /** Whom it has a contract with; several suppliers are possible in a run. Most frequent first. */
  readonly holders: readonly HolderCount[];
  /** What happened until then. Most frequent first. */
  readonly strip: readonly StripEntry[];
  /** The decisions that gave what is most frequent, taken apart; null where there is none. */
  readonly decision: DecisionMean | null;
  /** What made decisions likely in that quarter, against the average country. */
  readonly hazards: readonly HazardMean[];
}

/** Whom a country has contracts with where an intervention is taken away, on the same luck. */
export interface Without {
  /** Id of the intervention. */
  readonly intervention: string;
  readonly runs: number;
  /** Most frequent first. */
  readonly holders: readonly HolderCount[];
}

/** In how many runs a country has a contract with a supplier, or with none. */
export interface HolderCount {
  readonly alternative: string;
  readonly runs: number;
}

/** One kind of thing that happened, over the runs. */
export interface StripEntry {
  readonly kind: EventKind;
  readonly segment: string | null;
  readonly supplier: string | null;
  /** Tier of safeguards reached, 0 to 3. */
  readonly tier: number | null;
  readonly treaty: string | null;
  /** Runs in which it happened at least once. */
  readonly runs: number;
  /** How often it happened in all runs together. */
  readonly times: number;
  /** Quarter of the first time: median over these runs, and the range of eight in ten. */
  readonly median: string;
  readonly low: string;
  readonly high: string;
}

/** Mean of decisions for one alternative over another. */
export interface DecisionMean {
  readonly chosen: string;
  /** The most frequent runner-up, or the alternative asked for. */
  readonly over: string;
  /** Decisions in the mean, and the runs they are from. */
  readonly decisions: number;
  readonly runs: number;
  /** Decisions for `chosen` that are left out because `over` was barred. */
  readonly barred: number;
  /** Mean of the terms of `chosen` less those of `over`, utils; they sum to the margin. */
  readonly terms: readonly TermMean[];
  /** Mean of the value of `chosen` less that of `over`, utils. */
  readonly margin: number;
  /** All alternatives in these decisions. */
  readonly alternatives: readonly AlternativeMean[];
  /** Who moved the term of peers, strongest first. */
  readonly neighbours: readonly Neighbour[];
}

/** One term of a margin. */
export interface TermMean {
  readonly term: UtilityTermId;
  readonly value: number;
}

/** What an alternative was worth on average, where it was not barred. */
export interface AlternativeMean {
  readonly alternative: string;
  /** Decisions in which it was not barred. */
  readonly decisions: number;
  /** Mean value, utils, chance included; NaN where it was barred in all. */
  readonly value: number;
  readonly terms: readonly TermMean[];
}

/** A peer that used the one supplier or the other. */
export interface Neighbour {
  /** Country, or null for all others at the weight of the uniform kind. */
  readonly country: string | null;
  readonly name: string;
  /** Mean push towards the chosen alternative, utils. */
  readonly push: number;
  /** Its part of all pushes, signs aside, [0,1]. */
  readonly share: number;
  /** Decisions in which it used the chosen supplier. */
  readonly decisions: number;
}

/** A log hazard against the average country, mean over the runs in which it acts. */
export interface HazardMean {
  readonly kind: HazardKind;
  /** Supplier of a ban, id of a treaty, else null. */
  readonly subject: string | null;
  /** Runs in which the country can decide this in the quarter. */
  readonly runs: number;
  /** Geometric mean of the country's hazard, 1/yr. */
  readonly hazard: number;
  /** The same for the average country, 1/yr. */
  readonly average: number;
  /** What each term adds to the logarithm, above the average country; they sum to its logarithm's lead. */
  readonly terms: readonly { readonly term: string; readonly value: number }[];
}
