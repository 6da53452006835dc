import type { MechanismId, ParameterId, SupplierAttribute } from "../core/parameters.ts";
import type { Split } from "../core/trajectory.ts";
import type { Action } from "./actions.ts";
import type { ParameterSets } from "./parameter-sets.ts";
import type { Teaching } from "./teaching.ts";
import type { SamplingPlan, Uncertainty } from "./uncertainty.ts";

/** Whom an intervention covers: everyone, a list of ids, or all of several filters together. */
export type Who =
  | "all"
  | readonly string[]
  | {
      readonly region?: readonly string[];
      readonly regime?: readonly string[];
      readonly income?: readonly string[];
      readonly bloc?: readonly string[];
      readonly alliance?: readonly string[];
    };

/** What starts an intervention by state in place of a date. */
export interface ScenarioTrigger {
  /** Id of an outcome of the model. */
  readonly metric: string;
  readonly by: Split;
  /** The supplier, segment or group it is read for; null for a total. */
  readonly of: string | null;
  readonly side: "above" | "below";
  readonly limit: number;
  /** Quarters in a row that it must hold, at least 1. */
  readonly for: number;
  /** Quarters from then to the start. */
  readonly delay: number;
  /** Once: from then to its end; while: as long as the condition holds. `then` in a document. */
  readonly acts: "once" | "while";
}

/** A dated or triggered change, still in names and dates. */
export interface ScenarioIntervention {
  readonly id: string;
  /** What starts it within its time; null: it starts with its time. */
  readonly when: ScenarioTrigger | null;
  /** Decimal year at which it starts, or may start if it has a trigger (2027Q1 = 2027.0). */
  readonly from: number;
  /** Decimal year before which it acts (until 2034Q4 = 2035.0); null: to the end of the run. */
  readonly to: number | null;
  /** Years over which its magnitude grows to full. */
  readonly ramp: number;
  readonly who: Who;
  readonly action: Action;
  readonly because: string | null;
}

/** An outcome the user asks to see. */
export interface OutcomeRequest {
  /** Key under which it is reported. */
  readonly name: string;
  /** Id of an outcome of the model, for example `adoption.share`. */
  readonly metric: string;
  /** The total, or one value per supplier, segment or group of countries. */
  readonly by: Split;
  /** One supplier, segment or group of those; null: all there are. */
  readonly of: string | null;
  /** Decimal year at whose end the value is read, i.e. the end of the named quarter; null: whole series. */
  readonly at: number | null;
  /** Which way is better, where the scenario says so. */
  readonly goal?: "minimise" | "maximise";
}

/** What a scenario claims about one outcome of its runs. */
export interface Expectation {
  /** What is read off every run: a single number. */
  readonly outcome: OutcomeRequest;
  readonly claim: Claim;
  readonly because: string | null;
}

/** A limit that a share of the runs keeps, or a comparison of means over paired runs. */
export type Claim =
  | {
      readonly kind: "limit";
      readonly side: "above" | "below";
      readonly limit: number;
      /** Share of runs, [0,1]. */
      readonly in_at_least: number;
    }
  | {
      readonly kind: "comparison";
      /** Scenario it is compared with. */
      readonly against: string;
      readonly direction: "higher" | "lower" | "no_clear_difference";
    };

/** A value that differs from the parent, with the reason the user gave. */
export interface Change {
  /** Path in the document, dotted: `parameters.choice.price`, `suppliers.china.price`. */
  readonly path: string;
  readonly from: number | boolean | string | null;
  readonly to: number | boolean | string | null;
  readonly because: string | null;
  readonly source: string | null;
}

/** A scenario with all parents merged in and every value checked; still in ids and dates. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** What the story rests on, for people. */
  readonly sources: readonly string[];
  /** Ids of the scenarios it was merged from, nearest parent first. */
  readonly parents: readonly string[];
  /** "world" for the shipped one, else the folder as written. */
  readonly world: string;
  readonly time: { readonly start: number; readonly end: number; readonly dt: number };
  readonly runs: { readonly count: number; readonly seed: string };
  /** What its runs are spread over. */
  readonly parameterSets: ParameterSets;
  /** Digests of the plugins that it was read with, in their order. */
  readonly plugins: readonly string[];
  /** Whose run it is at first; null if it is its own from the start. */
  readonly branch: Branch | null;
  readonly parameters: Readonly<Record<ParameterId, number>>;
  readonly mechanisms: Readonly<Record<MechanismId, boolean>>;
  /** Overrides of supplier attributes by supplier id. A new id is a new supplier. */
  readonly suppliers: Readonly<Record<string, SupplierOverride>>;
  /** Overrides of country values by id and column. */
  readonly countries: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly interventions: readonly ScenarioIntervention[];
  /** What sweeps vary; a single run takes the scenario's own values, and the middle for each `$name`. */
  readonly uncertainty: readonly Uncertainty[];
  /** How sweeps draw points; null: the scenario leaves it open. */
  readonly design: SamplingPlan | null;
  readonly outcomes: readonly OutcomeRequest[];
  /** What its runs should show. */
  readonly expect: readonly Expectation[];
  /** Material for teaching. */
  readonly teach: Teaching | null;
  /** What it changes against the scenario it extends (against the registry for a root), for people to read. */
  readonly changes: readonly Change[];
}

/** What a trunk is called that is written in place. */
export const IN_PLACE = "a scenario written in place";

/** Until a date the run is another scenario's, on the same luck. */
export interface Branch {
  /** What it branches off, as the document names it. */
  readonly from: string;
  /** Decimal year from which the scenario's own settings and interventions act. */
  readonly at: number;
  readonly trunk: Scenario;
}

/** Changed or, for a new supplier, complete attributes. */
export interface SupplierOverride {
  readonly name?: string;
  readonly homes?: readonly string[];
  readonly rivals?: readonly string[];
  readonly attributes: Partial<Record<SupplierAttribute, number>>;
}
