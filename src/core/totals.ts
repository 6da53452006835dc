import type { Integers, Vector } from "./arrays.ts";
import { type Frame, MOST_SUPPLIERS } from "./frame.ts";
import type { GroupSplit } from "./trajectory.ts";

/**
 * Sums that several outcomes share, measured once at the end of each step (`measureTotals`), and
 * what some outcomes carry on from step to step.
 */
export interface Totals {
  /** Persons covered by kit of the supplier; [supplier] */
  readonly persons: Vector;
  /** Persons covered; [segment] */
  readonly personsIn: Vector;
  /** Persons covered, summed over segments. */
  covered: number;
  /** Persons covered by working kit: coverage times uptime, summed over segments. */
  working: number;
  /** Urban population of the world, persons. */
  urban: number;
  /** Calendar year to which `urban` belongs, -1 before the first. */
  year: number;
  /** Outlay for operating contracts, USD per year; [supplier] */
  readonly outlay: Vector;
  /** Outlay for operating contracts of all suppliers, USD per year. */
  spent: number;
  /** Sponsors' outlay for operating contracts, USD per year. */
  sponsored: number;
  /** What suppliers forgo on operating contracts by cutting prices, USD per year. */
  forgone: number;
  /** What lenders grant on operating contracts, USD per year. */
  granted: number;
  /** What sponsors have paid since the start, USD. */
  sponsoredSoFar: number;
  /** Renewals, switches and abandonments of each step of the last year; [steps of a year × 3] */
  readonly endings: Vector;
  /** The same summed over the last year; [3] */
  readonly endingsOfYear: Vector;
  /** Scratch; [4 × (persons, outlay) × 32] */
  readonly parts: Vector;
  /** Contracts in force. */
  contracts: number;
  /** Sums of squares of an adopter's shares by supplier, over adopters. */
  concentration: number;
  /** Adopters whose contracts are all with one foreign bloc. */
  singleSourced: number;
  /** Adopters of the reference set. */
  reference: number;
  /** Countries with safeguards of any tier. */
  safeguarded: number;
  /** Countries with unrest above one SD. */
  restive: number;
  /** Adopters without any safeguards. */
  withoutRules: number;
  /** Contracts in countries with binding safeguards. */
  underRules: number;
  /** Contracts in force in spite of a ban. */
  leaked: number;
  /** Countries bound by a treaty in force. */
  bound: number;
  /** Countries with binding safeguards. */
  binding: number;
  /** Sum of tiers times enforcement. */
  enforced: number;
  /** Sum of the rights-weighted coverage. */
  exposed: number;
  /** Sum of the security-weighted coverage by working kit. */
  secured: number;
  /** Sums over countries of rights erosion and security benefit, weighted by urban population. */
  erosionOfPersons: number;
  securityOfPersons: number;
  /** Sums over countries of rights erosion, security benefit, norms, backlash, unrest, tiers. */
  erosion: number;
  security: number;
  norms: number;
  backlash: number;
  unrest: number;
  tiers: number;
  /** Sum of distances of norms to the supplier's; [supplier] */
  readonly normDistance: Vector;
  /** Sum of GDP times dependence; [supplier] */
  readonly leverage: Vector;
  /** GDP of all countries, USD. */
  readonly gdp: number;
  /** Sums over groups of countries. */
  readonly groups: GroupTotals;
  /** True on the last step of a calendar year, when costly measures are taken; they hold until the next. */
  yearEnd: boolean;
  /** 90th percentile of rights erosion at the last year's end. */
  erosionP90: number;
  /** Esteban-Ray index of norms at the last year's end. */
  estebanRay: number;
  /** Steps from the start to the last with less than half of the countries. */
  stepsBelowHalf: number;
  /** Scratch: by how much errors and their disparity weigh on rights; [supplier] */
  readonly faults: Vector;
  /** Scratch for order statistics; [country] */
  readonly ranked: Vector;
}

/** The splits by groups of countries. */
export const groupSplits: readonly GroupSplit[] = ["region", "regime", "income"];

/** The groups of all splits one after the other, and what is summed over them. */
export interface GroupTotals {
  /** First group of each split, and the number of groups; [split + 1] */
  readonly starts: Integers;
  /** Countries in each group, at least 1; [group] */
  readonly sizes: Vector;
  /** Where the list of a group's countries begins; [group + 1] */
  readonly offsets: Integers;
  /** Those countries, ascending within a group. */
  readonly countries: Integers;
  /** Adoption, rights erosion, tiers and norms; [quantity × group] */
  readonly sums: Vector;
}

/**
 * Room for the totals of a run. What may be a fraction is NaN until it is first measured: V8 makes room for
 * a fraction at once, and need not throw away what it has compiled for whole numbers.
 */
export function createTotals(frame: Frame): Totals {
  const { countries: n, suppliers: J, segments: D } = frame;
  return {
    persons: new Float64Array(J),
    personsIn: new Float64Array(D),
    covered: Number.NaN,
    working: Number.NaN,
    urban: Number.NaN,
    year: -1,
    outlay: new Float64Array(J),
    spent: Number.NaN,
    sponsored: Number.NaN,
    forgone: Number.NaN,
    granted: Number.NaN,
    sponsoredSoFar: Number.NaN,
    endings: new Float64Array(3 * Math.max(1, Math.round(1 / frame.dt))),
    endingsOfYear: new Float64Array(3),
    parts: new Float64Array(8 * MOST_SUPPLIERS),
    contracts: 0,
    concentration: Number.NaN,
    singleSourced: 0,
    reference: 0,
    safeguarded: 0,
    restive: 0,
    withoutRules: 0,
    underRules: 0,
    leaked: 0,
    bound: 0,
    binding: 0,
    enforced: Number.NaN,
    exposed: Number.NaN,
    secured: Number.NaN,
    erosionOfPersons: Number.NaN,
    securityOfPersons: Number.NaN,
    erosion: Number.NaN,
    security: Number.NaN,
    norms: Number.NaN,
    backlash: Number.NaN,
    unrest: Number.NaN,
    tiers: 0,
    normDistance: new Float64Array(J),
    leverage: new Float64Array(J),
    gdp: frame.gdp.reduce((sum, gdp) => sum + gdp, 0),
    groups: createGroupTotals(frame),
    yearEnd: false,
    erosionP90: Number.NaN,
    estebanRay: Number.NaN,
    stepsBelowHalf: 0,
    faults: new Float64Array(J),
    ranked: new Float64Array(n),
  };
}

/** Puts totals to the start of a run; all the rest is measured anew at each step. */
export function resetTotals(totals: Totals): void {
  totals.year = -1;
  totals.erosionP90 = 0;
  totals.estebanRay = 0;
  totals.stepsBelowHalf = 0;
  totals.sponsoredSoFar = 0;
  totals.endings.fill(0);
}

function createGroupTotals({ groups }: Frame): GroupTotals {
  const lists = groupSplits.map((split) => {
    const { of, count } = groups[split];
    const members = Array.from({ length: count }, (): number[] => []);
    of.forEach((group, i) => {
      members[group]?.push(i);
    });
    return members;
  });
  const all = lists.flat();
  return {
    starts: starts(lists.map((members) => members.length)),
    sizes: Float64Array.from(all, (members) => Math.max(1, members.length)),
    offsets: starts(all.map((members) => members.length)),
    countries: Int32Array.from(all.flat()),
    sums: new Float64Array(4 * all.length),
  };
}

/** Where parts of the given lengths begin that stand one after the other, and where the last ends. */
function starts(lengths: readonly number[]): Integers {
  const at = new Int32Array(lengths.length + 1);
  lengths.forEach((length, k) => {
    at[k + 1] = at[k] + length;
  });
  return at;
}
