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
  /** Adoption, rights erosion, tiers and norms summed over groups; [quantity × group] per split. */
  readonly groups: Readonly<Record<GroupSplit, Vector>>;
  /** Countries in each group, at least 1; [group] per split. */
  readonly groupSizes: Readonly<Record<GroupSplit, Vector>>;
  /** Who they are. */
  readonly groupMembers: Readonly<Record<GroupSplit, Members>>;
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

/** Lists of the countries of each group. */
export interface Members {
  /** Where the list of a group begins; [group + 1] */
  readonly offsets: Integers;
  /** Countries, ascending within a group; [countries in some group] */
  readonly countries: Integers;
}

/** Room for the totals of a run. */
export function createTotals(frame: Frame): Totals {
  const { countries: n, suppliers: J, segments: D } = frame;
  return {
    persons: new Float64Array(J),
    personsIn: new Float64Array(D),
    covered: 0,
    working: 0,
    urban: 0,
    year: -1,
    outlay: new Float64Array(J),
    spent: 0,
    sponsored: 0,
    forgone: 0,
    granted: 0,
    sponsoredSoFar: 0,
    endings: new Float64Array(3 * Math.max(1, Math.round(1 / frame.dt))),
    endingsOfYear: new Float64Array(3),
    parts: new Float64Array(8 * MOST_SUPPLIERS),
    contracts: 0,
    concentration: 0,
    singleSourced: 0,
    reference: 0,
    safeguarded: 0,
    restive: 0,
    withoutRules: 0,
    underRules: 0,
    leaked: 0,
    bound: 0,
    binding: 0,
    enforced: 0,
    exposed: 0,
    secured: 0,
    erosionOfPersons: 0,
    securityOfPersons: 0,
    erosion: 0,
    security: 0,
    norms: 0,
    backlash: 0,
    unrest: 0,
    tiers: 0,
    normDistance: new Float64Array(J),
    leverage: new Float64Array(J),
    gdp: frame.gdp.reduce((sum, gdp) => sum + gdp, 0),
    groups: eachSplit((split) => new Float64Array(4 * frame.groups[split].count)),
    groupSizes: eachSplit((split) => groupSizes(frame, split)),
    groupMembers: eachSplit((split) => groupMembers(frame, split)),
    yearEnd: false,
    erosionP90: 0,
    estebanRay: 0,
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

function eachSplit<T>(of: (split: GroupSplit) => T): Record<GroupSplit, T> {
  return { region: of("region"), regime: of("regime"), income: of("income") };
}

function groupSizes(frame: Frame, split: GroupSplit): Vector {
  const { of, count } = frame.groups[split];
  const sizes = new Float64Array(count);
  for (const k of of) if (k >= 0) sizes[k]++;
  return sizes.map((size) => Math.max(1, size));
}

function groupMembers(frame: Frame, split: GroupSplit): Members {
  const { of, count } = frame.groups[split];
  const lists = Array.from({ length: count }, (_, k) => {
    const list: number[] = [];
    for (let i = 0; i < of.length; i++) if (of[i] === k) list.push(i);
    return list;
  });
  const offsets = new Int32Array(count + 1);
  for (let k = 0; k < count; k++) offsets[k + 1] = offsets[k] + lists[k].length;
  return { offsets, countries: Int32Array.from(lists.flat()) };
}
