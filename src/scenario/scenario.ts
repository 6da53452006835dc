import type { MechanismId, ParameterId, SupplierAttribute } from "../core/parameters.ts";

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

/** What an intervention does, by its verb (MODEL.md 3.7). */
export type Action =
  | { readonly kind: "subsidise"; readonly supplier: string; readonly share: number }
  | { readonly kind: "cut_price"; readonly supplier: string; readonly share: number }
  | {
      readonly kind: "finance";
      readonly supplier: string;
      readonly grant_element: number;
      readonly extra_demand: number;
    };

/** A dated change, still in names and dates. */
export interface ScenarioIntervention {
  readonly id: string;
  /** Decimal year at which it starts (2027Q1 = 2027.0). */
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
  /** The total, or one value per supplier or segment. */
  readonly by: "none" | "supplier" | "segment";
  /** One supplier or segment of those; null: all there are. */
  readonly of: string | null;
  /** Decimal year at whose end the value is read, i.e. the end of the named quarter; null: whole series. */
  readonly at: number | null;
}

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
  /** Ids of the scenarios it was merged from, nearest parent first. */
  readonly parents: readonly string[];
  /** "world" for the shipped one, else the folder as written. */
  readonly world: string;
  readonly time: { readonly start: number; readonly end: number; readonly dt: number };
  readonly runs: { readonly count: number; readonly seed: string };
  readonly parameters: Readonly<Record<ParameterId, number>>;
  readonly mechanisms: Readonly<Record<MechanismId, boolean>>;
  /** Overrides of supplier attributes by supplier id. A new id is a new supplier. */
  readonly suppliers: Readonly<Record<string, SupplierOverride>>;
  /** Overrides of country values by id and column. */
  readonly countries: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly interventions: readonly ScenarioIntervention[];
  readonly outcomes: readonly OutcomeRequest[];
  /** What it changes against the scenario it extends (against the registry for a root), for people to read. */
  readonly changes: readonly Change[];
}

/** Changed or, for a new supplier, complete attributes. */
export interface SupplierOverride {
  readonly name?: string;
  readonly homes?: readonly string[];
  readonly rivals?: readonly string[];
  readonly attributes: Partial<Record<SupplierAttribute, number>>;
}
