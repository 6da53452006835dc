import type { Bytes, Integers, Vector, Words } from "./arrays.ts";
import type { OutcomeDefinition } from "./trajectory.ts";

/** Most suppliers a frame may have: one bit each in a word. */
export const MOST_SUPPLIERS = 32;

/**
 * A covariate by calendar year and country, [row × country]. Row 0 is the first year of the run; the
 * last row holds for all later years, so that a constant takes a single row.
 */
export interface Series {
  readonly rows: number;
  readonly values: Vector;
}

/** Weighted neighbours in compressed rows: country i's are `targets[offsets[i]..offsets[i+1])`. */
export interface Rows {
  /** [countries + 1] */
  readonly offsets: Words;
  /** Indices of the neighbours, ascending within a row; [edges] */
  readonly targets: Words;
  /** Weights, each row summing to 1, or empty rows; [edges] */
  readonly weights: Vector;
}

/** Lists of peers by kind, each normalised by row, before they are mixed (E6, docs/model.md 3.3). */
export interface PeerLists {
  readonly geography: Rows;
  readonly idealPoint: Rows;
  readonly trade: Rows;
  readonly prestige: Rows;
}

/** What parameters say of the model's own segments, for a world that has others; all [segment]. */
export interface SegmentValues {
  /** Ceiling of coverage, [0,1]. */
  readonly coverageCeiling: Vector;
  /** Share of the urban population, summing to 1. */
  readonly populationShare: Vector;
  /** Weight in incidents, 1 for the mean place. */
  readonly incidentWeight: Vector;
  /** Weight in the security benefit, summing to 1. */
  readonly securityWeight: Vector;
  /** Weight in rights erosion, summing to 1. */
  readonly rightsWeight: Vector;
}

/** A way to sort countries into groups. */
export interface Grouping {
  /** Number of groups; one of them may be empty. */
  readonly count: number;
  /** Group of each country, -1 if it is in none; [country] */
  readonly of: Integers;
}

/** The ways in which outcomes are split by countries: regions of the world, regimes, bands of income in 2019. */
export interface Groups {
  readonly region: Grouping;
  readonly regime: Grouping;
  readonly income: Grouping;
}

/**
 * What a scenario says about the world once ids are indices and dates are steps, and that no
 * parameter changes: sizes, keys, covariates, ties. Shared by all runs and parameter sets, never
 * written after it is made. Countries and suppliers stand in the order of their ids.
 */
export interface Frame {
  /** Number of countries. */
  readonly countries: number;
  /** Number of suppliers, at most `MOST_SUPPLIERS`. */
  readonly suppliers: number;
  /** Number of deployment segments per country. */
  readonly segments: number;
  /** Values of a world's own segments; absent where those of the parameters hold. */
  readonly segmentValues?: SegmentValues;
  /** Number of steps of the run. */
  readonly steps: number;
  /** Length of a step, yr. */
  readonly dt: number;
  /** Decimal year at which the run starts. */
  readonly start: number;
  /** Draw key of each country, hashed from its id; [country] */
  readonly countryKeys: Words;
  /** Draw key of each supplier, hashed from its id; [supplier] */
  readonly supplierKeys: Words;
  /** Calendar year of step k less the year of step 0; [steps] */
  readonly yearOfStep: Integers;

  /** y: GDP per head, 2019 USD at market rates; [row × country] */
  readonly income: Series;
  /** z(ln y), SD of the reference set in 2019; [row × country] */
  readonly zIncome: Series;
  /** y over the median of the reference set in 2019; [row × country] */
  readonly relativeIncome: Series;
  /** N, persons; [row × country] */
  readonly population: Series;
  /** z(ln N); [row × country] */
  readonly zSize: Series;
  /** Urban share of the population, [0,1]; [country] */
  readonly urban: Vector;
  /** D: electoral democracy, [0,1]; [row × country] */
  readonly democracy: Series;
  /** z(D), SD of the reference set in 2019; [row × country] */
  readonly zDemocracy: Series;
  /** Mean and SD of D over the reference set, for values that a scenario moves. */
  readonly democracyMean: number;
  readonly democracySd: number;
  /** C: strength of civil society, [0,1]; [row × country] */
  readonly civilSociety: Series;
  /** z(C); [row × country] */
  readonly zCivilSociety: Series;
  /** State capacity, [0,1]; [row × country] */
  readonly capacity: Series;
  /** theta: UN ideal point; [row × country] */
  readonly idealPoint: Series;
  /** Ubar: unrest, z-score; [row × country] */
  readonly unrest: Series;
  /** z of state capacity; [row × country] */
  readonly zCapacity: Series;
  /** z(H): ln homicide rate; [country] */
  readonly zCrime: Vector;
  /** z of the share of goods trade with the EU; [country] */
  readonly zEuTrade: Vector;
  /** z of media freedom; [country] */
  readonly zMediaFreedom: Vector;
  /** n_i0: norm position at the start, [0,1]; [country] */
  readonly norm: Vector;

  /** z(T_ij) over countries: trade with the supplier's home; [country × supplier] */
  readonly zTrade: Vector;
  /** Ally_ij: 1 if the country is an ally, or a home, of a rival of the supplier; [country × supplier] */
  readonly allyOfRival: Bytes;
  /** 1 if the country is a home of the supplier; [country × supplier] */
  readonly home: Bytes;
  /** Weight of a home country in its supplier's ideal point (GDP 2019, summing to 1); [country × supplier] */
  readonly homeWeight: Vector;
  /** First step as a Belt and Road member, `steps` if never; [country] */
  readonly beltAndRoadFrom: Integers;
  /** First step after membership, `steps` if it lasts; [country] */
  readonly beltAndRoadTo: Integers;
  /** Index of the supplier that Belt and Road membership favours and E8's regime term concerns, -1 if none. */
  readonly beltAndRoadSupplier: number;
  /** 1 if the first supplier is a rival of the second; [supplier × supplier] */
  readonly rivals: Bytes;
  /** 1 if the supplier has a rival among the suppliers; [supplier] */
  readonly hasRival: Bytes;
  /** Lead home country of the supplier, -1 if it is not in the world; [supplier] */
  readonly leadHome: Integers;
  /** Columns of the world's own, by name, for plugins; absent where there are none. */
  readonly own?: Readonly<Record<string, Series>>;
  /** GDP 2019, USD; [country] */
  readonly gdp: Vector;
  /** 1 with a data-protection law at the start; [country] */
  readonly lawAtStart: Bytes;
  /** First step on which the EU's AI Act weighs on trade partners. */
  readonly euActFrom: number;
  /** First step on which the AI Act binds the country to tier 2, `steps` if never; [country] */
  readonly euFloorFrom: Integers;
  /** First step on which bans by countries themselves are possible. */
  readonly bansFrom: number;
  /** Groups of countries by which outcomes are split. */
  readonly groups: Groups;
  /** 1 in the reference set of the index; [country] */
  readonly reference: Bytes;
  /** Peers by kind. */
  readonly peers: PeerLists;

  /** States (0 = start) at which the adoption index is taken, ascending. */
  readonly vintages: Integers;
  /** Outcomes that plugins add, in the order of their columns; absent without any. */
  readonly ownOutcomes?: readonly OutcomeDefinition[];
}
