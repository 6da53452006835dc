import { buildModel } from "../../src/core/build-model.ts";
import { mix, type RunKey } from "../../src/core/draws.ts";
import type { Frame, Rows, Series } from "../../src/core/frame.ts";
import type { Model, Settings } from "../../src/core/model.ts";
import type { Mechanisms, Parameters, SupplierAttributes } from "../../src/core/parameters.ts";
import { simulate } from "../../src/core/simulate.ts";
import { createState } from "../../src/core/state.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import { parameterIds, parameterRegistry } from "../../src/scenario/registry/parameters.ts";

/** What a bare world is made of; everything not said is neutral: identical countries and suppliers. */
export interface Setup {
  readonly countries?: number;
  readonly suppliers?: number;
  readonly segments?: number;
  readonly steps?: number;
  readonly dt?: number;
  readonly parameters?: Partial<Parameters>;
  readonly mechanisms?: Partial<Mechanisms>;
  readonly attributes?: Partial<Record<keyof SupplierAttributes, readonly number[]>>;
  readonly interventions?: Settings["interventions"];
  readonly frame?: Partial<Frame>;
}

/** Parameters that take every covariate, tie and taste out of hazard and choice. */
export const neutral: Partial<Parameters> = {
  "opportunity.income": 0,
  "opportunity.size": 0,
  "opportunity.unrest": 0,
  "opportunity.crime": 0,
  "opportunity.contagion": 0,
  "opportunity.emulation": 0,
  "opportunity.spillover": 0,
  "opportunity.eu_ties": 0,
  "opportunity.capacity": 0,
  "opportunity.affordability": 0,
  "opportunity.unsolicited": 0,
  "choice.price": 0,
  "choice.quality": 0,
  "choice.alignment": 0,
  "choice.peers": 0,
  "choice.norms": 0,
  "choice.cross_segment": 0,
  "choice.home": 0,
  "choice.lock_in": 0,
  "contract.lead": 0,
  "contract.term": 1e9,
  "contract.cancellation": 0,
};

/** Registry defaults of every parameter. */
const defaults = Object.fromEntries(
  parameterIds.map((id) => [id, parameterRegistry[id].default]),
) as { readonly [K in keyof Parameters]: number };

const constant = (n: number, value: number): Series => ({
  rows: 1,
  values: new Float64Array(n).fill(value),
});

const noRows = (n: number): Rows => ({
  offsets: new Uint32Array(n + 1),
  targets: new Uint32Array(0),
  weights: new Float64Array(0),
});

/** A model of a bare world with neutral parameters, changed as `setup` says. */
export function laboratory(setup: Setup = {}): Model {
  const n = setup.countries ?? 100;
  const J = setup.suppliers ?? 1;
  const D = setup.segments ?? 1;
  const steps = setup.steps ?? 40;
  const dt = setup.dt ?? 0.25;
  const frame: Frame = {
    countries: n,
    suppliers: J,
    segments: D,
    steps,
    dt,
    start: 2011,
    countryKeys: Uint32Array.from({ length: n }, (_, i) => mix(i + 1) >>> 0),
    supplierKeys: Uint32Array.from({ length: J }, (_, j) => mix(1e6 + j) >>> 0),
    yearOfStep: Int32Array.from({ length: steps }, (_, s) => Math.floor(s * dt + 1e-6)),
    income: constant(n, 5000),
    zIncome: constant(n, 0),
    relativeIncome: constant(n, 1),
    population: constant(n, 1e7),
    zSize: constant(n, 0),
    urban: new Float64Array(n).fill(0.5),
    democracy: constant(n, 0.5),
    idealPoint: constant(n, 0),
    unrest: constant(n, 0),
    zCapacity: constant(n, 0),
    zCrime: new Float64Array(n),
    zEuTrade: new Float64Array(n),
    zMediaFreedom: new Float64Array(n),
    norm: new Float64Array(n).fill(0.5),
    zTrade: new Float64Array(n * J),
    allyOfRival: new Uint8Array(n * J),
    home: new Uint8Array(n * J),
    homeWeight: new Float64Array(n * J),
    beltAndRoadFrom: new Int32Array(n).fill(steps),
    beltAndRoadTo: new Int32Array(n).fill(steps),
    beltAndRoadSupplier: -1,
    reference: new Uint8Array(n).fill(1),
    peers: {
      geography: noRows(n),
      idealPoint: noRows(n),
      trade: noRows(n),
      prestige: noRows(n),
    },
    vintages: new Int32Array(0),
    ...setup.frame,
  };
  const each = (name: keyof SupplierAttributes, value: number) =>
    Float64Array.from({ length: J }, (_, j) => setup.attributes?.[name]?.[j] ?? value);
  return buildModel(frame, {
    parameters: { ...defaults, ...neutral, ...setup.parameters },
    mechanisms: {
      learning: true,
      peers: true,
      alignment: true,
      finance: true,
      cancellation: true,
      failure: true,
      detection: true,
      ...setup.mechanisms,
    },
    suppliers: {
      constant: each("constant", 0),
      price: each("price", 1),
      markup: each("markup", 0),
      subsidy: each("subsidy", 0),
      experience: each("experience", 5e7),
      norm: each("norm", 0.5),
      grant_element: each("grant_element", 0),
      financed_share: each("financed_share", 0),
      loan_income_ceiling: each("loan_income_ceiling", 0),
    },
    interventions: setup.interventions ?? [],
  });
}

/** The key of run k of the laboratory's own seeds. */
export const key = (k: number): RunKey => [mix(k + 101), mix(k + 90001)];

/** Runs k = 0..count-1 of a model. */
export function runs(model: Model, count: number): Trajectory[] {
  const state = createState(model);
  return Array.from({ length: count }, (_, k) => simulate(model, state, key(k), { holders: true }));
}
