import type { Integers, Vector } from "../core/arrays.ts";
import type { Frame, PeerLists, SegmentValues, Series } from "../core/frame.ts";
import { log } from "../core/math.ts";
import { blocTies } from "./bloc-ties.ts";
import { countryGroups } from "./country-groups.ts";
import {
  baseYearValues,
  covariateSeries,
  logs,
  mapSeries,
  moments,
  referenceMedian,
  standardised,
  standardisedVector,
  yearlySeries,
} from "./covariates.ts";
import { drawKeys } from "./draw-keys.ts";
import { buildPeers } from "./network/build-peers.ts";
import { segmentIds } from "./registry/segments.ts";
import type { Covariate, OwnColumns, SegmentTable, World } from "./world/world.ts";

/** Ids of the segments of deployment, in order: the world's own, or the model's three. */
export function segmentsOf(world: World): readonly string[] {
  return world.segments?.ids ?? segmentIds;
}

/** The supplier that Belt and Road membership and the regime term concern (E5, E8). */
export const BELT_AND_ROAD_SUPPLIER = "china";

/** Lowest homicide rate that enters the logarithm, per 100,000. */
const LEAST_HOMICIDE = 0.1;

/** From then on the EU's AI Act weighs on those that trade with it (E14). */
const EU_ACT = 2025;

/** From then on it binds the EU's members: its prohibitions of February 2025 (E14). */
const EU_ACT_BINDS = 2025.25;

/** Bans by countries themselves begin with the first on record, of 2018 (E16). */
const FIRST_BANS = 2018;

/** Time of a run in steps. */
export interface Clock {
  readonly start: number;
  readonly dt: number;
  readonly steps: number;
  /** First step (or state) at or after a date. */
  readonly stepAt: (date: number) => number;
}

/** Compiles a world with its overrides: everything of it that no parameter changes. */
export function compileFrame(world: World, { start, dt, steps, stepAt }: Clock): Frame {
  const { columns, ids } = world.countries;
  const n = ids.length;
  const firstYear = Math.floor(start + 1e-6);
  const lastYear = Math.floor(start + (steps - 1) * dt + 1e-6);
  const reference = Uint8Array.from(columns.reference, (x) => (x === 1 ? 1 : 0));
  const series = (name: Covariate): Series => covariateSeries(world, name, firstYear, lastYear);

  const income2019 = columns.gdp_usd_2019.map((gdp, i) => gdp / (columns.population_2019[i] ?? 1));
  const income = incomeSeries(series("gdp_pc_ppp"), world, income2019);
  const median = referenceMedian(income2019, reference);
  const population = series("population");
  const stability = series("political_stability");
  const liberties = series("private_liberties");
  const civilSociety = series("civil_society");
  const effectiveness = series("government_effectiveness");
  const baseDemocracy = baseYearValues(world, "democracy");
  const spread = moments(baseDemocracy, reference);
  const onStep = (step: number): number => Math.min(steps, Math.max(0, step));
  return {
    countries: n,
    suppliers: world.suppliers.ids.length,
    segments: segmentsOf(world).length,
    ...(world.segments === undefined ? {} : { segmentValues: segmentValues(world.segments) }),
    steps,
    dt,
    start,
    countryKeys: drawKeys(ids),
    supplierKeys: drawKeys(world.suppliers.ids),
    yearOfStep: Int32Array.from(
      { length: steps },
      (_, s) => Math.floor(start + s * dt + 1e-6) - firstYear,
    ),
    income,
    zIncome: standardised(mapSeries(income, log), logs(income2019), reference),
    relativeIncome: mapSeries(income, (y) => y / median),
    population,
    zSize: standardised(mapSeries(population, log), logs(columns.population_2019), reference),
    urban: columns.urban_2019.slice(),
    democracy: series("democracy"),
    zDemocracy: standardised(series("democracy"), baseDemocracy, reference),
    democracyMean: spread.mean,
    democracySd: spread.sd,
    civilSociety,
    zCivilSociety: standardised(civilSociety, baseYearValues(world, "civil_society"), reference),
    capacity: mapSeries(effectiveness, capacity),
    idealPoint: series("ideal_point"),
    unrest: mapSeries(
      standardised(stability, baseYearValues(world, "political_stability"), reference),
      (z) => -z,
    ),
    zCapacity: standardised(
      mapSeries(effectiveness, capacity),
      baseYearValues(world, "government_effectiveness").map(capacity),
      reference,
    ),
    zCrime: standardisedVector(
      columns.homicide.map((rate) => log(Math.max(LEAST_HOMICIDE, rate))),
      reference,
    ),
    zMediaFreedom: standardisedVector(columns.media_freedom_2019, reference),
    norm: liberties.values.slice(0, n).map((x) => 1 - x),
    ...blocTies(world, reference),
    beltAndRoadFrom: eventSteps(columns.bri_from, steps, stepAt),
    beltAndRoadTo: eventSteps(columns.bri_to, steps, stepAt),
    beltAndRoadSupplier: world.suppliers.ids.indexOf(BELT_AND_ROAD_SUPPLIER),
    ...(world.own === undefined ? {} : { own: ownSeries(world, world.own, firstYear, lastYear) }),
    gdp: columns.gdp_usd_2019.slice(),
    lawAtStart: Uint8Array.from(columns.data_protection_law, (year) =>
      year + 0.5 <= start + 1e-6 ? 1 : 0,
    ),
    euActFrom: onStep(stepAt(EU_ACT)),
    euFloorFrom: Int32Array.from(columns.eu_2019, (member) =>
      member === 1 ? onStep(stepAt(EU_ACT_BINDS)) : steps,
    ),
    bansFrom: onStep(stepAt(FIRST_BANS)),
    groups: countryGroups(world).groups,
    reference,
    peers: peersOf(world),
    vintages: Int32Array.from(
      world.observed.map(({ date }) => stepAt(date)).filter((state) => state > 0 && state <= steps),
    ),
  };
}

function segmentValues({ columns }: SegmentTable): SegmentValues {
  return {
    coverageCeiling: columns.ceiling.slice(),
    populationShare: columns.population.slice(),
    incidentWeight: columns.incident_weight.slice(),
    securityWeight: columns.security_weight.slice(),
    rightsWeight: columns.rights_weight.slice(),
  };
}

/** Columns of the world's own: those of countries.csv hold for all years, in a single row. */
function ownSeries(
  world: World,
  { constant, yearly }: OwnColumns,
  firstYear: number,
  lastYear: number,
): Readonly<Record<string, Series>> {
  return Object.fromEntries([
    ...Object.entries(constant).map(([name, values]) => [name, { rows: 1, values }] as const),
    ...Object.entries(yearly).map(
      ([name, table]) => [name, yearlySeries(world, table, firstYear, lastYear)] as const,
    ),
  ]);
}

/** GDP per head at 2019 market rates, moved by growth at purchasing power parity. */
function incomeSeries(parity: Series, world: World, income2019: Vector): Series {
  const n = income2019.length;
  const base = baseYearValues(world, "gdp_pc_ppp");
  return {
    rows: parity.rows,
    values: parity.values.map((value, at) => {
      const i = at % n;
      return ((income2019[i] as number) * value) / (base[i] as number);
    }),
  };
}

/** State capacity, [0,1], from the governance indicator's scale of about -2.5 to 2.5. */
function capacity(effectiveness: number): number {
  return Math.min(1, Math.max(0, (effectiveness + 2.5) / 5));
}

/** Steps of events dated by year, which take effect at mid-year; `steps` where there is none. */
function eventSteps(years: Vector, steps: number, stepAt: (date: number) => number): Integers {
  return Int32Array.from(years, (year) =>
    Number.isNaN(year) ? steps : Math.min(steps, Math.max(0, stepAt(year + 0.5))),
  );
}

const peerLists = new WeakMap<World, PeerLists>();

/** Peer lists depend on the world alone: made once for it. */
function peersOf(world: World): PeerLists {
  let lists = peerLists.get(world);
  if (!lists) {
    lists = buildPeers(world);
    peerLists.set(world, lists);
  }
  return lists;
}
