import { buildModel } from "../../src/core/build-model.ts";
import type { Definition } from "../../src/core/definitions.ts";
import { mix, type RunKey } from "../../src/core/draws.ts";
import { extensionOf } from "../../src/core/extension.ts";
import type { Frame, Rows, Series } from "../../src/core/frame.ts";
import type { Model, Settings } from "../../src/core/model.ts";
import type { Mechanisms, Parameters, SupplierAttributes } from "../../src/core/parameters.ts";
import { simulate } from "../../src/core/simulate.ts";
import { createState } from "../../src/core/state.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import { ownOutcomes } from "../../src/scenario/own-outcomes.ts";
import { mechanismIds, mechanismRegistry } from "../../src/scenario/registry/mechanisms.ts";
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
  /** Processes, outcomes and interventions of a plugin. */
  readonly definitions?: readonly Definition[];
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
  "cost.compliance": 0,
  "opportunity.learning": 0,
  "choice.regulation": 0,
  "choice.regulation_none": 0,
  "choice.reputation": 0,
  "choice.backlash": 0,
  "choice.sanctions": 0,
  "choice.sanctions_alignment": 0,
  "contract.cancellation_backlash": 0,
  "contract.cancellation_ban": 0,
  "contract.cancellation_shock": 0,
  "contract.cancellation_reputation": 0,
  "coverage.rules": 0,
  "research.quality_rate": 0,
  "research.error_rate": 0,
  "research.revenue": 0,
  "research.home_weight": 0,
  "research.laggard": 0,
  "race.compliance_pull": 0,
  "race.compliance_slip": 0,
  "race.price_response": 0,
  "race.price_return": 0,
  "incident.rate": 0,
  "incident.disparity": 0,
  "incident.rules": 0,
  "incident.visibility": 0,
  "incident.visibility_democracy": 0,
  "reputation.hit": 0,
  "reputation.spill": 0,
  "backlash.own": 0,
  "backlash.peers": 0,
  "backlash.crime_relief": 0,
  "law.innovation": 0,
  "law.imitation": 0,
  "law.eu_trade": 0,
  "law.democracy": 0,
  "rules.base": 0,
  "rules.democracy": 0,
  "rules.civil_society": 0,
  "rules.backlash": 0,
  "rules.peers": 0,
  "rules.eu_act": 0,
  "rules.treaty": 0,
  "rules.norms": 0,
  "rules.rollback": 0,
  "rules.rollback_unrest": 0,
  "rules.rollback_crime": 0,
  "moratorium.peers": 0,
  "ban.base": 0,
  "ban.distance": 0,
  "ban.ally": 0,
  "ban.pressure": 0,
  "ban.peers": 0,
  "ban.dependence": 0,
  "norms.supplier": 0,
  "norms.peers": 0,
  "norms.rules": 0,
  "norms.anchor": 0,
  "norms.shielding": 0,
  "norms.noise": 0,
  "norms.ideal_point": 0,
  "treaty.base": 0,
  "treaty.norms": 0,
  "treaty.democracy": 0,
  "treaty.peers": 0,
  "treaty.inducement": 0,
  "treaty.dependence": 0,
  "unrest.suppression": 0,
  "unrest.provocation": 0,
  "moratorium.threshold": 1e9,
};

/** Registry defaults of every parameter. */
const defaults = Object.fromEntries(
  parameterIds.map((id) => [id, parameterRegistry[id].default]),
) as { readonly [K in keyof Parameters]: number };

/** Registry defaults of every mechanism: all on, but for bounded confidence. */
const switches = Object.fromEntries(
  mechanismIds.map((id) => [id, mechanismRegistry[id].default]),
) as { readonly [K in keyof Mechanisms]: boolean };

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
  const extension = extensionOf(setup.definitions ?? []);
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
    zDemocracy: constant(n, 0),
    democracyMean: 0.5,
    democracySd: 0.25,
    civilSociety: constant(n, 0.5),
    zCivilSociety: constant(n, 0),
    capacity: constant(n, 0.5),
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
    rivals: new Uint8Array(J * J),
    hasRival: new Uint8Array(J),
    leadHome: new Int32Array(J).fill(-1),
    gdp: new Float64Array(n).fill(5e10),
    lawAtStart: new Uint8Array(n),
    euActFrom: steps,
    euFloorFrom: new Int32Array(n).fill(steps),
    bansFrom: 0,
    groups: {
      region: { count: 1, of: new Int32Array(n) },
      regime: { count: 1, of: new Int32Array(n) },
      income: { count: 1, of: new Int32Array(n) },
    },
    reference: new Uint8Array(n).fill(1),
    peers: {
      geography: noRows(n),
      idealPoint: noRows(n),
      trade: noRows(n),
      prestige: noRows(n),
    },
    vintages: new Int32Array(0),
    ...setup.frame,
    ...(extension.outcomes.length === 0 ? {} : { ownOutcomes: ownOutcomes(extension.outcomes) }),
  };
  const each = (name: keyof SupplierAttributes, value: number) =>
    Float64Array.from({ length: J }, (_, j) => setup.attributes?.[name]?.[j] ?? value);
  const settings: Settings = {
    parameters: { ...defaults, ...neutral, ...setup.parameters },
    mechanisms: { ...switches, ...setup.mechanisms },
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
      compliance: each("compliance", 1),
      knowledge: each("knowledge", 0),
      research: each("research", 0),
    },
    interventions: setup.interventions ?? [],
  };
  return buildModel(frame, settings, extension);
}

/** The key of run k of the laboratory's own seeds. */
export const key = (k: number): RunKey => [mix(k + 101), mix(k + 90001)];

/** Runs k = 0..count-1 of a model. */
export function runs(model: Model, count: number): Trajectory[] {
  const state = createState(model);
  return Array.from({ length: count }, (_, k) => simulate(model, state, key(k), { holders: true }));
}
