import type { Integers, Vector, Words } from "../core/arrays.ts";
import { mix } from "../core/draws.ts";
import type { Frame, PeerLists, Series } from "../core/frame.ts";
import type { Intervention } from "../core/intervention.ts";
import { log } from "../core/math.ts";
import type { Settings } from "../core/model.ts";
import type { SupplierAttributes } from "../core/parameters.ts";
import { blocTies } from "./bloc-ties.ts";
import type { Compiled, Labels } from "./compiled.ts";
import {
  baseYearValues,
  covariateSeries,
  logs,
  mapSeries,
  referenceMedian,
  standardised,
  standardisedVector,
} from "./covariates.ts";
import { buildPeers } from "./network/build-peers.ts";
import { overrideWorld } from "./override-world.ts";
import { periodLabel } from "./periods.ts";
import type { Scenario, ScenarioIntervention } from "./scenario.ts";
import { selectCountries } from "./select-countries.ts";
import type { Covariate, World } from "./world/world.ts";

/** Segments of deployment, in order. */
export const segments: readonly string[] = ["public_space", "transport_hub", "residential"];

/** The supplier that Belt and Road membership and the regime term concern (E5, E8). */
const BELT_AND_ROAD_SUPPLIER = "china";

/** Lowest homicide rate that enters the logarithm, per 100,000. */
const LEAST_HOMICIDE = 0.1;

/**
 * Compiles a checked scenario on its world: ids become indices (countries and suppliers in the order
 * of their ids), dates become steps, covariates become read-only arrays.
 *
 * @throws RangeError if the scenario names a country or column that the world does not have, which
 * `parseScenario` reports beforehand when it is given the world.
 */
export function compileScenario(scenario: Scenario, original: World): Compiled {
  const world = overrideWorld(original, scenario);
  const { start, end, dt } = scenario.time;
  const steps = Math.round((end - start) / dt);
  // A hair of tolerance: 2011 + k/12 is not exact.
  const stepAt = (date: number): number => Math.ceil((date - start) / dt - 1e-6);
  return {
    frame: compileFrame(world, { start, dt, steps, stepAt }),
    settings: compileSettings(scenario, world, stepAt),
    labels: labelsOf(world, { start, dt, steps }),
  };
}

interface Clock {
  readonly start: number;
  readonly dt: number;
  readonly steps: number;
  /** First step (or state) at or after a date. */
  readonly stepAt: (date: number) => number;
}

function compileFrame(world: World, { start, dt, steps, stepAt }: Clock): Frame {
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
  const ties = blocTies(world, reference);
  return {
    countries: n,
    suppliers: world.suppliers.ids.length,
    segments: segments.length,
    steps,
    dt,
    start,
    countryKeys: hashIds(ids),
    supplierKeys: hashIds(world.suppliers.ids),
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
    idealPoint: series("ideal_point"),
    unrest: mapSeries(
      standardised(stability, baseYearValues(world, "political_stability"), reference),
      (z) => -z,
    ),
    zCapacity: standardised(
      mapSeries(series("government_effectiveness"), capacity),
      baseYearValues(world, "government_effectiveness").map(capacity),
      reference,
    ),
    zCrime: standardisedVector(
      columns.homicide.map((rate) => log(Math.max(LEAST_HOMICIDE, rate))),
      reference,
    ),
    zMediaFreedom: standardisedVector(columns.media_freedom_2019, reference),
    norm: liberties.values.slice(0, n).map((x) => 1 - x),
    ...ties,
    beltAndRoadFrom: eventSteps(columns.bri_from, steps, stepAt),
    beltAndRoadTo: eventSteps(columns.bri_to, steps, stepAt),
    beltAndRoadSupplier: world.suppliers.ids.indexOf(BELT_AND_ROAD_SUPPLIER),
    reference,
    peers: peersOf(world),
    vintages: Int32Array.from(
      world.observed.map(({ date }) => stepAt(date)).filter((state) => state > 0 && state <= steps),
    ),
  };
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

/** 32-bit draw keys from ids; an id whose hash is taken by an earlier one gets the next free word. */
function hashIds(ids: readonly string[]): Words {
  const keys = new Uint32Array(ids.length);
  const taken = new Set<number>();
  ids.forEach((id, k) => {
    let hash = 0x811c9dc5;
    for (let c = 0; c < id.length; c++) hash = mix(hash ^ id.charCodeAt(c));
    let key = hash >>> 0;
    while (key === 0 || taken.has(key)) key = (key + 1) >>> 0;
    taken.add(key);
    keys[k] = key;
  });
  return keys;
}

function compileSettings(
  scenario: Scenario,
  world: World,
  stepAt: (date: number) => number,
): Settings {
  const column = (name: keyof SupplierAttributes): Vector => {
    const values = world.suppliers.columns[name];
    if (!values) throw new RangeError(`the table of suppliers has no column "${name}"`);
    return values.slice();
  };
  const byId = [...scenario.interventions].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    parameters: { ...scenario.parameters },
    suppliers: {
      constant: column("constant"),
      price: column("price"),
      markup: column("markup"),
      subsidy: column("subsidy"),
      experience: column("experience"),
      norm: column("norm"),
      grant_element: column("grant_element"),
      financed_share: column("financed_share"),
      loan_income_ceiling: column("loan_income_ceiling"),
    },
    mechanisms: { ...scenario.mechanisms },
    interventions: byId.map((one) => compileIntervention(one, scenario, world, stepAt)),
  };
}

function compileIntervention(
  { id, from, to, ramp, who, action }: ScenarioIntervention,
  { time }: Scenario,
  world: World,
  stepAt: (date: number) => number,
): Intervention {
  const supplier = world.suppliers.ids.indexOf(action.supplier);
  if (supplier < 0) {
    throw new RangeError(`unknown supplier "${action.supplier}" in intervention "${id}"`);
  }
  const reach = {
    start: stepAt(from),
    end: to === null ? stepAt(time.end) : stepAt(to),
    ramp: Math.round(ramp / time.dt),
    countries: selectCountries(who, world),
    supplier,
  };
  switch (action.kind) {
    case "subsidise":
    case "cut_price":
      return { kind: action.kind, ...reach, share: action.share };
    case "finance":
      return {
        kind: "finance",
        ...reach,
        grantElement: action.grant_element,
        extraDemand: action.extra_demand,
      };
  }
}

function labelsOf(world: World, { start, dt, steps }: Omit<Clock, "stepAt">): Labels {
  const rows = Array.from({ length: steps }, (_, s) => s);
  return {
    countries: world.countries.ids,
    countryNames: world.countries.names,
    suppliers: world.suppliers.ids,
    supplierNames: world.suppliers.names,
    segments,
    periods: rows.map((s) => periodLabel(start + s * dt, dt)),
    dates: rows.map((s) => start + (s + 1) * dt),
  };
}
