import type { Vector } from "./arrays.ts";
import { measureCountries } from "./measure-countries.ts";
import type { Model } from "./model.ts";
import { rowOffset } from "./series.ts";
import { MOST_SUPPLIERS, type State, Status } from "./state.ts";
import type { GroupSplit } from "./trajectory.ts";

/** Sums over deployments that several outcomes share; measured once per recorded step. */
export interface Totals {
  /** Persons covered by kit of the supplier; [supplier] */
  readonly persons: Vector;
  /** Persons covered; [segment] */
  readonly personsIn: Vector;
  /** Persons covered by working kit: coverage times uptime, summed over segments. */
  working: number;
  /** Urban population of the world, persons. */
  urban: number;
  /** Calendar year to which `urban` belongs, -1 before the first. */
  year: number;
  /** Outlay for operating contracts, USD per year; [supplier] */
  readonly outlay: Vector;
  /** Sponsors' outlay for operating contracts, USD per year. */
  sponsored: number;
  /** What suppliers forgo on operating contracts by cutting prices, USD per year. */
  forgone: number;
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
  /** Adopters without any safeguards. */
  withoutRules: number;
  /** Contracts in countries with binding safeguards. */
  underRules: number;
  /** Countries with binding safeguards. */
  binding: number;
  /** Sum of tiers times enforcement. */
  enforced: number;
  /** Sum of the rights-weighted coverage. */
  exposed: number;
  /** Sums over countries of rights erosion, security benefit, norms, backlash, unrest. */
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
  /** True on the last step of a calendar year, when costly measures are taken; they hold until the next. */
  yearEnd: boolean;
  /** 90th percentile of rights erosion at the last year's end. */
  erosionP90: number;
  /** Esteban-Ray index of norms at the last year's end. */
  estebanRay: number;
  /** Scratch for order statistics; [country] */
  readonly sorted: Vector;
}

/** Arrays for the totals of a model's run. */
export function createTotals(model: Model): Totals {
  const { countries: n, suppliers: J, segments: D } = model.frame;
  return {
    persons: new Float64Array(J),
    personsIn: new Float64Array(D),
    working: 0,
    urban: 0,
    year: -1,
    outlay: new Float64Array(J),
    sponsored: 0,
    forgone: 0,
    parts: new Float64Array(8 * MOST_SUPPLIERS),
    contracts: 0,
    concentration: 0,
    singleSourced: 0,
    reference: 0,
    withoutRules: 0,
    underRules: 0,
    binding: 0,
    enforced: 0,
    exposed: 0,
    erosion: 0,
    security: 0,
    norms: 0,
    backlash: 0,
    unrest: 0,
    tiers: 0,
    normDistance: new Float64Array(J),
    leverage: new Float64Array(J),
    gdp: model.frame.gdp.reduce((sum, gdp) => sum + gdp, 0),
    groups: eachSplit((split) => new Float64Array(4 * model.frame.groups[split].count)),
    groupSizes: eachSplit((split) => groupSizes(model, split)),
    yearEnd: false,
    erosionP90: 0,
    estebanRay: 0,
    sorted: new Float64Array(n),
  };
}

const splits: readonly GroupSplit[] = ["region", "regime", "income"];

function eachSplit(of: (split: GroupSplit) => Vector): Record<GroupSplit, Vector> {
  return { region: of("region"), regime: of("regime"), income: of("income") };
}

function groupSizes({ frame }: Model, split: GroupSplit): Vector {
  const { of, count } = frame.groups[split];
  const sizes = new Float64Array(count);
  for (const k of of) if (k >= 0) sizes[k]++;
  return sizes.map((size) => Math.max(1, size));
}

/** Measures the state at the end of the step under way, segment by segment in the order of countries. */
export function measureTotals(model: Model, state: State, totals: Totals): void {
  const { frame, populationShare } = model;
  const { countries: n, segments: D, suppliers: J } = frame;
  const { persons, personsIn, outlay, parts } = totals;
  const { holder, status, maker, coverage, contractPrice, uptime, kit } = state;
  const residents = model.residents.values;
  const year = frame.yearOfStep[state.step];
  const row = rowOffset(model.residents, year, n);
  const spend = model.settings.parameters["cost.spend_per_person"];
  if (year !== totals.year) {
    totals.year = year;
    totals.urban = 0;
    for (let i = 0; i < n; i++) totals.urban += residents[row + i];
  }
  // Persons and outlay in four sums per supplier each, added up in a fixed order (see cover.ts).
  parts.fill(0);
  let working = 0;
  let sponsored = 0;
  let forgone = 0;
  for (let d = 0; d < D; d++) {
    const share = populationShare[d];
    let covered = 0;
    for (let i = 0; i < n; i++) {
      if (kit[i] === 0) continue;
      const id = d * n + i;
      const k = coverage[id];
      if (k === 0) continue;
      const people = k * residents[row + i] * share;
      const bank = (i & 3) << 6;
      covered += people;
      working += people * uptime[id];
      parts[bank + maker[id]] += people;
      if (status[id] === Status.Operating) {
        parts[bank + 32 + holder[id]] += contractPrice[id] * people;
        sponsored += state.sponsored[id] * people;
        forgone += state.forgone[id] * people;
      }
    }
    personsIn[d] = covered;
  }
  totals.working = working;
  totals.sponsored = spend * sponsored;
  totals.forgone = spend * forgone;
  for (let j = 0; j < J; j++) {
    persons[j] = parts[j] + parts[64 + j] + (parts[128 + j] + parts[192 + j]);
    outlay[j] = spend * (parts[32 + j] + parts[96 + j] + (parts[160 + j] + parts[224 + j]));
  }
  measureWelfare(model, state, totals);
  measureCountries(model, state, totals);
  for (const split of splits) measureGroups(model, state, totals, split);
  const { step } = state;
  totals.yearEnd = step + 1 === frame.steps || frame.yearOfStep[step + 1] !== year;
}

/** Sums over the groups of a split, quantity by quantity. */
function measureGroups({ frame }: Model, state: State, totals: Totals, split: GroupSplit): void {
  const { of, count } = frame.groups[split];
  const sums = totals.groups[split];
  const { held, erosion, tier, norm } = state;
  sums.fill(0);
  for (let i = 0; i < of.length; i++) {
    const k = of[i];
    if (k < 0) continue;
    if (held[i] > 0) sums[k]++;
    sums[count + k] += erosion[i];
    sums[2 * count + k] += tier[i];
    sums[3 * count + k] += norm[i];
  }
}

/** SB_i (E21) and RE_i (E22) of the state at the end of the step. */
function measureWelfare(model: Model, state: State, totals: Totals): void {
  const { frame, settings, securityWeight, rightsWeight } = model;
  const { parameters } = settings;
  const { countries: n, segments: D } = frame;
  const { kit, coverage, uptime, maker, quality, errors, bias, security, erosion } = state;
  const benefit = parameters["security.benefit"];
  const relief = parameters["rights.enforcement"] / 3;
  const heard = parameters["rights.democracy"];
  const floor = parameters["rights.norms_floor"];
  const byErrors = parameters["rights.errors"];
  const byBias = parameters["rights.disparity"];
  const scale = 100 / (1 + byErrors + byBias);
  let exposed = 0;
  for (let i = 0; i < n; i++) {
    if (kit[i] === 0) continue;
    let secured = 0;
    let eroded = 0;
    for (let d = 0; d < D; d++) {
      const id = d * n + i;
      const k = coverage[id];
      if (k === 0) continue;
      const j = maker[id];
      secured += securityWeight[d] * k * uptime[id] * quality[j];
      exposed += rightsWeight[d] * k;
      eroded += rightsWeight[d] * k * (1 + byErrors * errors[j] + byBias * bias[j]);
    }
    security[i] = benefit * secured;
    erosion[i] =
      scale *
      eroded *
      (1 - relief * state.tier[i] * state.enforcement[i]) *
      (floor + (1 - floor) * state.norm[i]) *
      (1 - heard * state.democracy[i]);
  }
  totals.exposed = exposed;
}
