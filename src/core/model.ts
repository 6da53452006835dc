import type { Bytes, Integers, Vector, Words } from "./arrays.ts";
import type { Frame, Series } from "./frame.ts";
import type { Intervention } from "./intervention.ts";
import type { Mechanisms, Parameters, SupplierAttributes } from "./parameters.ts";

/** What may differ between two parameter sets of the same frame. Plain values: it crosses threads. */
export interface Settings {
  readonly parameters: Parameters;
  readonly suppliers: SupplierAttributes;
  readonly mechanisms: Mechanisms;
  readonly interventions: readonly Intervention[];
}

/**
 * Mixed peer weights as integers that sum to 32,768 a row, so that incremental sums of flags are
 * exact in any order (MODEL 3.4). `offsets` say whom a country listens to; `followers` who listens to it.
 */
export interface PeerWeights {
  /** [countries + 1] */
  readonly offsets: Words;
  /** Peers of each country, ascending; [edges] */
  readonly targets: Words;
  /** Units of 2^-15; [edges] */
  readonly weights: Integers;
  /** [countries + 1] */
  readonly followerOffsets: Words;
  /** Countries that list this one as a peer, ascending; [edges] */
  readonly followers: Words;
  /** Weight that each follower gives; units of 2^-15; [edges] */
  readonly followerWeights: Integers;
  /** Weight of the uniform kind in each row; units of 2^-15; [country] */
  readonly uniform: Integers;
}

/** The compiled, read-only arrays of one scenario under one parameter set. */
export interface Model {
  readonly frame: Frame;
  readonly settings: Settings;
  readonly peers: PeerWeights;
  /** Rows of the arrays by year; the last holds for all later years. */
  readonly hazardRows: number;
  /** The part of E7's exponent that only covariates move; [row × country] */
  readonly logHazard: Vector;
  /** exp(-bF max(0, ln(yF/y))): how far unsolicited offers can be afforded, (0,1]; [row × country] */
  readonly affordability: Vector;
  /** beta_c,i: weight of ln price; [row × country] */
  readonly priceWeight: Vector;
  /** Part of alignment (E5) that no year changes: alliance and trade, ideal-point units; [country × supplier] */
  readonly affinity: Vector;
  /** Unit cost at the start, index; [supplier] */
  readonly initialCost: Vector;
  /** Kbar_d, share; [segment] */
  readonly coverageCeiling: Vector;
  /** sh_d, share of the urban population; [segment] */
  readonly populationShare: Vector;
  /** Urban population, persons; [row × country] */
  readonly residents: Series;
  /** Cells [country × supplier] with a weight in a supplier's ideal point, ascending. */
  readonly homes: Integers;
  /** 1 where some intervention starts, ends or still grows; [steps + 1] */
  readonly policyChanges: Bytes;
  /** The most that financing can add to a log hazard. */
  readonly demandCeiling: number;
}
