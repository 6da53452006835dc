import type { Bytes, Integers, Vector } from "../../src/core/arrays.ts";
import type { Frame, PeerLists, Rows, Series } from "../../src/core/frame.ts";
import type { Settings } from "../../src/core/model.ts";
import type { Mechanisms, Parameters, SupplierAttributes } from "../../src/core/parameters.ts";
import type { Compiled, Labels } from "../../src/scenario/compiled.ts";
import { mechanismIds, mechanismRegistry } from "../../src/scenario/registry/mechanisms.ts";
import { parameterIds, parameterRegistry } from "../../src/scenario/registry/parameters.ts";
import type { World } from "../../src/scenario/world/world.ts";

/** Sizes that a test may choose. */
export interface TinySizes {
  readonly countries?: number;
  readonly suppliers?: number;
  readonly steps?: number;
}

const START = 2011;
const DT = 0.25;

/** A small made-up world: constant covariates, everyone a peer of the next two, one home per supplier. */
export function tinyFrame({ countries = 5, suppliers = 2, steps = 44 }: TinySizes = {}): Frame {
  const segments = 3;
  const spread = (from: number, by: number): Series => ({
    rows: 1,
    // Five sorts of countries, so that large frames hold no extremes.
    values: vector(countries, (i) => from + by * (i % 5)),
  });
  const cells = countries * suppliers;
  return {
    countries,
    suppliers,
    segments,
    steps,
    dt: DT,
    start: START,
    countryKeys: Uint32Array.from({ length: countries }, (_, i) => 1000 + 7919 * i),
    supplierKeys: Uint32Array.from({ length: suppliers }, (_, j) => 500 + 104729 * j),
    yearOfStep: Int32Array.from({ length: steps }, (_, s) => Math.floor(s * DT)),
    income: spread(2000, 4000),
    zIncome: spread(-0.5, 0.3),
    relativeIncome: spread(0.5, 0.5),
    population: spread(10e6, 5e6),
    zSize: spread(-0.3, 0.2),
    urban: vector(countries, (i) => 0.4 + (0.5 * i) / countries),
    democracy: spread(0.2, 0.15),
    zDemocracy: spread(-1.4, 0.7),
    democracyMean: 0.5,
    democracySd: 0.21,
    civilSociety: spread(0.3, 0.15),
    zCivilSociety: spread(-1.2, 0.6),
    capacity: spread(0.3, 0.1),
    idealPoint: spread(-0.8, 0.4),
    unrest: spread(-0.2, 0.1),
    zCapacity: spread(-0.4, 0.2),
    zCrime: vector(countries, (i) => 0.1 * (i % 5) - 0.2),
    zEuTrade: vector(countries, (i) => 0.2 - 0.1 * (i % 5)),
    zMediaFreedom: vector(countries, (i) => 0.3 * (i % 5) - 0.6),
    norm: vector(countries, (i) => 0.7 - (0.4 * i) / countries),
    zTrade: vector(cells, (k) => ((k % 5) - 2) / 4),
    allyOfRival: bytes(cells, (k) => (k % 7 === 3 ? 1 : 0)),
    home: bytes(cells, (k) => (homeOf(k, countries, suppliers) ? 1 : 0)),
    homeWeight: vector(cells, (k) => (homeOf(k, countries, suppliers) ? 1 : 0)),
    beltAndRoadFrom: integers(countries, (i) => (i % 2 === 0 ? 8 : steps)),
    beltAndRoadTo: integers(countries, () => steps),
    beltAndRoadSupplier: 0,
    // The first two suppliers are rivals.
    rivals: bytes(suppliers * suppliers, (k) =>
      suppliers > 1 && (k === 1 || k === suppliers) ? 1 : 0,
    ),
    hasRival: bytes(suppliers, (j) => (suppliers > 1 && j < 2 ? 1 : 0)),
    leadHome: integers(suppliers, (j) => j % countries),
    gdp: vector(countries, (i) => 1e10 * (1 + i)),
    lawAtStart: bytes(countries, (i) => (i % 3 === 0 ? 1 : 0)),
    euActFrom: 20,
    euFloorFrom: integers(countries, (i) => (i % 4 === 1 ? 21 : steps)),
    bansFrom: 12,
    groups: {
      region: { count: 2, of: integers(countries, (i) => i % 2) },
      regime: { count: 4, of: integers(countries, (i) => i % 4) },
      income: { count: 4, of: integers(countries, (i) => (i * 3) % 4) },
    },
    reference: bytes(countries, (i) => (i === countries - 1 && countries > 2 ? 0 : 1)),
    peers: tinyPeers(countries),
    vintages: integers(steps >= 40 ? 2 : 0, (v) => 35 + 4 * v),
  };
}

/** Settings with plausible values, chosen so that most runs see contracts, switches and failures. */
export function tinySettings(
  { suppliers = 2 }: TinySizes = {},
  parameters: Partial<Parameters> = {},
): Settings {
  const same = (value: number): Vector => vector(suppliers, () => value);
  const attributes: SupplierAttributes = {
    constant: vector(suppliers, (j) => 0.2 * j),
    price: vector(suppliers, (j) => 1 + 0.3 * j),
    markup: same(0.2),
    subsidy: same(0),
    experience: same(1e8),
    norm: vector(suppliers, (j) => (j % 2 === 0 ? 0.8 : 0.2)),
    grant_element: vector(suppliers, (j) => (j === 0 ? 0.27 : 0)),
    financed_share: vector(suppliers, (j) => (j === 0 ? 1 : 0)),
    loan_income_ceiling: same(13_000),
    compliance: vector(suppliers, (j) => (j % 2 === 0 ? 0.3 : 0.7)),
    knowledge: same(0),
    research: same(0.5),
  };
  return {
    parameters: { ...tinyParameters, ...parameters },
    suppliers: attributes,
    mechanisms: allOn,
    interventions: [],
  };
}

/** Ids and names to go with a tiny frame. The first two suppliers are called china and usa. */
export function tinyLabels(frame: Frame): Labels {
  const countries = Array.from({ length: frame.countries }, (_, i) => `C${i + 1}`);
  const suppliers = ["china", "usa", "europe", "israel", "russia", "japan-korea"].slice(
    0,
    frame.suppliers,
  );
  const steps = Array.from({ length: frame.steps }, (_, s) => s);
  return {
    countries,
    countryNames: countries.map((id) => `Country ${id.slice(1)}`),
    suppliers,
    supplierNames: suppliers.map((id) => id.toUpperCase()),
    segments: ["public_space", "transport_hub", "residential"],
    groups: {
      region: ["east", "west"],
      regime: ["CA", "EA", "ED", "LD"],
      income: ["low", "lower-middle", "upper-middle", "high"],
    },
    periods: steps.map((s) => `${START + Math.floor(s / 4)}Q${(s % 4) + 1}`),
    dates: steps.map((s) => START + (s + 1) * DT),
  };
}

/** A tiny scenario on its world, ready to run. */
export function tinyCompiled(
  sizes: TinySizes = {},
  parameters: Partial<Parameters> = {},
): Compiled {
  const frame = tinyFrame(sizes);
  return {
    frame,
    settings: tinySettings(sizes, parameters),
    labels: tinyLabels(frame),
    plugins: [],
  };
}

/** A world to go with a tiny frame: only what results ask of it is filled in. */
export function tinyWorld(frame: Frame, labels: Labels): World {
  const { countries: n, suppliers: J } = frame;
  const column = (of: (i: number) => number): Vector => vector(n, of);
  const none = column(() => Number.NaN);
  return {
    name: "tiny",
    version: "test",
    digest: "sha256:tiny",
    countries: {
      ids: labels.countries,
      names: labels.countryNames,
      regions: labels.countries.map(() => "Nowhere"),
      subregions: labels.countries.map(() => "Nowhere"),
      indexRegions: labels.countries.map(() => ""),
      regimes: labels.countries.map(() => ""),
      allies: labels.countries.map(() => []),
      columns: {
        latitude: none,
        longitude: none,
        reference: Float64Array.from(frame.reference),
        gdp_usd_2019: column((i) => (500 + 4000 * i) * 1e6),
        population_2019: column(() => 1e6),
        gdp_pc_ppp_2019: none,
        urban_2019: none,
        homicide: none,
        media_freedom_2019: none,
        military_usd_2019: none,
        conflict_years: none,
        eu_2019: none,
        bri_from: none,
        bri_to: none,
        data_protection_law: none,
      },
    },
    covariates: {
      firstYear: 2010,
      years: 0,
      values: {
        gdp_pc_ppp: none,
        population: none,
        democracy: none,
        civil_society: none,
        private_liberties: none,
        ideal_point: none,
        political_stability: none,
        government_effectiveness: none,
      },
    },
    suppliers: {
      ids: labels.suppliers,
      names: labels.supplierNames,
      homes: labels.suppliers.map((_, j) => [labels.countries[j % n] ?? ""]),
      rivals: labels.suppliers.map(() => []),
      columns: {},
    },
    ties: [],
    observed: [
      {
        vintage: "aigs-2019",
        date: 2019.75,
        adopter: column((i) => (frame.reference[i] === 1 ? i % 2 : Number.NaN)),
        categories: column((i) => (frame.reference[i] === 1 ? 2 * (i % 2) : Number.NaN)),
        suppliers: vector(n * J, (k) => (Math.floor(k / J) % 2 === 1 && k % J === 0 ? 1 : 0)),
      },
      {
        vintage: "aigs-2020",
        date: 2020.75,
        adopter: column((i) => (frame.reference[i] === 1 ? 1 : Number.NaN)),
        categories: column((i) => (frame.reference[i] === 1 ? 1 : Number.NaN)),
        suppliers: vector(n * J, () => 0),
      },
    ],
    imputed: [],
  };
}

const allOn = Object.fromEntries(mechanismIds.map((id) => [id, mechanismRegistry[id].default])) as {
  readonly [K in keyof Mechanisms]: boolean;
};

/** What is not chosen below has its default. */
const defaults = Object.fromEntries(
  parameterIds.map((id) => [id, parameterRegistry[id].default]),
) as { readonly [K in keyof Parameters]: number };

const tinyParameters: Parameters = {
  ...defaults,
  "cost.spend_per_person": 5,
  "cost.learning_rate": 0.2,
  "cost.learning_spillover": 0.3,
  "cost.foreign_markup": 0.1,
  "cost.hardware_share": 0.5,
  "cost.software_share": 0.3,
  "cost.support_share": 0.2,
  "opportunity.base_hazard": 0.1,
  "opportunity.income": 0.3,
  "opportunity.size": 0.3,
  "opportunity.unrest": 0.1,
  "opportunity.crime": 0.1,
  "opportunity.contagion": 0.5,
  "opportunity.emulation": 0.3,
  "opportunity.emulation_memory": 2,
  "opportunity.spillover": 0.5,
  "opportunity.financing": 0.5,
  "opportunity.eu_ties": 0.2,
  "opportunity.capacity": 0.1,
  "opportunity.affordability": 2,
  "opportunity.affordability_income": 1500,
  "opportunity.unsolicited": 0.01,
  "opportunity.additive_contagion": 0,
  "choice.none": 0,
  "choice.price": 1.5,
  "choice.price_income_decay": 0.3,
  "choice.quality": 1,
  "choice.alignment": 0.5,
  "choice.alliance": 1,
  "choice.trade": 0.3,
  "choice.belt_and_road": 0.3,
  "choice.peers": 0.5,
  "choice.norms": 0.5,
  "choice.lock_in": 0.8,
  "choice.cross_segment": 0.4,
  "choice.regime": 0.5,
  "choice.home": 1,
  "choice.noise": 1,
  "contract.term": 4,
  "contract.lead": 1,
  "contract.failure": 0.1,
  "contract.failed_uptime": 0.4,
  "contract.cancellation": 0.02,
  "contract.switching_cost": 0.2,
  "coverage.growth": 0.5,
  "coverage.start": 0.05,
  "coverage.decay": 0.2,
  "coverage.ceiling.public_space": 0.7,
  "coverage.ceiling.transport_hub": 0.9,
  "coverage.ceiling.residential": 0.5,
  "coverage.population.public_space": 0.5,
  "coverage.population.transport_hub": 0.2,
  "coverage.population.residential": 0.3,
  "peers.geography": 0.4,
  "peers.ideal_point": 0.3,
  "peers.trade": 0.2,
  "peers.prestige": 0.1,
  "peers.uniform": 0,
  "observation.detection": 1,
  "observation.size": 0.3,
  "observation.media_freedom": 0.3,
  "observation.year": 0.1,
};

/** Each listens to the next two countries, half and half, in every kind. */
function tinyPeers(countries: number): PeerLists {
  const degree = Math.min(2, countries - 1);
  const targets: number[] = [];
  for (let i = 0; i < countries; i++) {
    const next = Array.from({ length: degree }, (_, k) => (i + k + 1) % countries);
    targets.push(...next.sort((a, b) => a - b));
  }
  const rows: Rows = {
    offsets: Uint32Array.from({ length: countries + 1 }, (_, i) => i * degree),
    targets: Uint32Array.from(targets),
    weights: vector(targets.length, () => 1 / degree),
  };
  return { geography: rows, idealPoint: rows, trade: rows, prestige: rows };
}

function homeOf(cell: number, countries: number, suppliers: number): boolean {
  return Math.floor(cell / suppliers) === (cell % suppliers) % countries;
}

function vector(length: number, of: (k: number) => number): Vector {
  return Float64Array.from({ length }, (_, k) => of(k));
}

function bytes(length: number, of: (k: number) => number): Bytes {
  return Uint8Array.from({ length }, (_, k) => of(k));
}

function integers(length: number, of: (k: number) => number): Integers {
  return Int32Array.from({ length }, (_, k) => of(k));
}
