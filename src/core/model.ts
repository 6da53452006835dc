import type { Bytes, Integers, Vector, Words } from "./arrays.ts";
import type { Extension } from "./extension.ts";
import type { Frame, Series } from "./frame.ts";
import type { Intervention, OpenTreaty } from "./intervention.ts";
import type { IncomeOrder } from "./matched-pairs.ts";
import type { PlacedOutcome } from "./outcomes/outcome.ts";
import type { Mechanisms, Parameters, SupplierAttributes } from "./parameters.ts";
import type { ScheduledProcess } from "./schedule.ts";

/** What may differ between two parameter sets of the same frame. Plain values: it crosses threads. */
export interface Settings {
  readonly parameters: Parameters;
  readonly suppliers: SupplierAttributes;
  readonly mechanisms: Mechanisms;
  readonly interventions: readonly Intervention[];
  /** Digests of the plugins that they are meant for; absent without any. */
  readonly plugins?: readonly string[];
  /** Settings under which the run begins, and the first step under these; absent if it has no trunk. */
  readonly trunk?: { readonly settings: Settings; readonly step: number };
}

/**
 * Mixed peer weights as integers that sum to 32,768 a row, so that incremental sums of flags are
 * exact in any order (docs/model.md 3.3). `offsets` say whom a country listens to; `followers` who listens to it.
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

/** The history of a branch: the model that makes it, and the first step on which the branch's own acts. */
export interface Trunk {
  readonly model: Model;
  readonly step: number;
}

/** The compiled, read-only arrays of one scenario under one parameter set. */
export interface Model {
  readonly frame: Frame;
  readonly settings: Settings;
  /** What plugins add. */
  readonly extension: Extension;
  /** The processes of a step, in order. */
  readonly schedule: readonly ScheduledProcess[];
  /** What the run branches off from; null if it has its own beginning. */
  readonly trunk: Trunk | null;
  readonly peers: PeerWeights;
  /** Rows of the arrays by year; the last holds for all later years. */
  readonly hazardRows: number;
  /** ln y; [row of the incomes × country] */
  readonly logIncome: Vector;
  /** Logarithm of y over the median; [row of the relative incomes × country] */
  readonly logRelativeIncome: Vector;
  /** The part of E7's exponent that only covariates move; [row × country] */
  readonly logHazard: Vector;
  /** Hazard that covariates alone would give: lambda_0 times e^logHazard, 1/yr; [row × country] */
  readonly openingReach: Vector;
  /** exp(-bF max(0, ln(yF/y))): how far unsolicited offers can be afforded, (0,1]; [row × country] */
  readonly affordability: Vector;
  /** enf: how far rules are enforced at the democracy of the tables, [0,1]; [year with data × country] */
  readonly enforcement: Vector;
  /** exp of the static part of the hazard of a law at that democracy; [year with data × country] */
  readonly lawFactor: Vector;
  /** beta_c,i: weight of ln price; [row × country] */
  readonly priceWeight: Vector;
  /** Unit cost at the start, index; [supplier] */
  readonly initialCost: Vector;
  /** Kbar_d, share; [segment] */
  readonly coverageCeiling: Vector;
  /** sh_d, share of the urban population; [segment] */
  readonly populationShare: Vector;
  /** omI_d: weight in incidents; [segment] */
  readonly incidentWeight: Vector;
  /** os_d: weight in security; [segment] */
  readonly securityWeight: Vector;
  /** or_d: weight in rights erosion; [segment] */
  readonly rightsWeight: Vector;
  /** Urban population, persons; [row × country] */
  readonly residents: Series;
  /** Countries by income, to find those alike (E23). */
  readonly incomeOrder: IncomeOrder;
  /** Cells [country × supplier] with a weight in a supplier's ideal point, ascending. */
  readonly homes: Integers;
  /** Cells [country × supplier] of all home countries, ascending. */
  readonly homeCells: Integers;
  /** Years with covariates of their own: the last holds for all later ones. */
  readonly dataRows: number;
  /** Treaties among the interventions, in their order. */
  readonly treaties: readonly OpenTreaty[];
  /** True if policies must be assembled at every step, because some depend on the state. */
  readonly watchful: boolean;
  /** 1 where some intervention starts, ends or still grows; [steps + 1] */
  readonly policyChanges: Bytes;
  /** The most that financing can add to a log hazard. */
  readonly demandCeiling: number;
  /** What is measured at the end of each step, in the order of columns. */
  readonly outcomes: readonly PlacedOutcome[];
  /** Columns of a trajectory. */
  readonly columns: number;
}
