// What a plugin is made of: processes, outcomes and interventions of a user's own. They are plain
// objects with functions; `define…` gives them their types and marks what they are.

import type { Integers, Vector } from "./arrays.ts";
import type { Draws } from "./draws.ts";
import type { Model } from "./model.ts";
import type { Sight } from "./outcomes/outcome.ts";
import type { State } from "./state.ts";
import type { Split } from "./trajectory.ts";

/** A parameter of one's own. Its id in scenarios is the definition's id, a dot, and its name. */
export interface OwnParameter {
  /** A few words for a slider or a column. */
  readonly label: string;
  /** Unit, for example "1/yr"; "1" for pure numbers. */
  readonly unit: string;
  readonly default: number;
  /** Values worth trying: sliders and sensitivity runs stay inside. */
  readonly range: readonly [low: number, high: number];
  /** Values outside are refused; the range unless told. */
  readonly limits?: readonly [low: number, high: number];
  /** Symbol in equations; the parameter's name unless told. */
  readonly symbol?: string;
  /** Where the value comes from; an assumption unless told. */
  readonly citation?: string;
}

/**
 * An array of one's own: what it has an element for, and what it starts with. Deployments stand at
 * segment * countries + country, cells at country * suppliers + supplier.
 */
export interface OwnArray {
  readonly per: "world" | "country" | "supplier" | "deployment" | "cell";
  /** Value of each element at the start of a run. */
  readonly initial: number;
}

/** What a process or intervention has of its own during a run. */
export interface Own<P extends string = string, A extends string = string> {
  /** Its parameters by name. */
  readonly parameters: Readonly<Record<P, number>>;
  /** Its arrays by name: part of the state, so of checkpoints too. */
  readonly arrays: Readonly<Record<A, Vector>>;
  /**
   * Draws that no other process shares, aimed at the step under way. Ask with a country's or
   * supplier's key, never with its index: `draws.uniform(model.frame.countryKeys[i], slot)`.
   */
  readonly draws: Draws;
}

/** What processes and interventions may have. */
interface Owning<P extends string, A extends string> {
  /** What it does, in a sentence. */
  readonly definition: string;
  readonly parameters?: Readonly<Record<P, OwnParameter>>;
  readonly arrays?: Readonly<Record<A, OwnArray>>;
}

/** A process: a step of the schedule. */
export interface ProcessDefinition<P extends string = string, A extends string = string>
  extends Owning<P, A> {
  readonly kind: "process";
  /** Small letters, digits and -, for example `media-campaign`. */
  readonly id: string;
  /** Id of the built-in process before which it runs. Exactly one of the three is given. */
  readonly before?: string;
  /** Id of the built-in process after which it runs. */
  readonly after?: string;
  /** Id of the built-in process in whose place it runs. */
  readonly instead?: string;
  /** One step. Reads the state of t and writes that of t + dt; the model is never written. */
  readonly run: (model: Model, state: State, own: Own<P, A>) => void;
}

/** An outcome: a measure that is recorded at the end of each step. */
export interface OwnOutcomeDefinition {
  readonly kind: "outcome";
  /** Dotted, small letters, for example `campaign.reach`. */
  readonly id: string;
  /** What it measures, in a sentence. */
  readonly definition: string;
  /** Unit; "share" is shown as per cent. */
  readonly unit: string;
  /** What it has a value for; nothing (a total) unless told. */
  readonly by?: Split;
  /** Its value for supplier, segment or group k; k is 0 for a total. Must be finite. */
  readonly read: (sight: Sight, k: number) => number;
}

/** A field that an intervention of one's own has in scenarios. */
export type OwnField =
  | {
      readonly type: "number";
      readonly definition: string;
      readonly low: number;
      readonly high: number;
      /** What it is where a scenario leaves it out; it must be written unless told. */
      readonly default?: number;
    }
  | { readonly type: "flag"; readonly definition: string; readonly default?: boolean }
  | { readonly type: "supplier" | "suppliers" | "countries"; readonly definition: string };

/** An intervention in force, in indices. */
export interface OwnMeasure<F extends string = string> {
  /** Numbers and flags (0 or 1) by field. */
  readonly numbers: Readonly<Record<F, number>>;
  /** Indices by field: one for a supplier, several for suppliers and countries. */
  readonly indices: Readonly<Record<F, Integers>>;
  /** Indices of the countries covered. */
  readonly countries: Integers;
  /** How far it has grown, from 0 to 1. */
  readonly growth: number;
  /** True on the step on which it begins. */
  readonly first: boolean;
}

/** An intervention: a verb under `do:`, with dates, targets, ramp and trigger like the others. */
export interface InterventionDefinition<
  P extends string = string,
  A extends string = string,
  F extends string = string,
> extends Owning<P, A> {
  readonly kind: "intervention";
  /** The verb: small letters, digits and _, for example `fund_campaign`. */
  readonly id: string;
  readonly fields?: Readonly<Record<F, OwnField>>;
  /** True if what it does depends on the state, so that it must be put in force anew at every step. */
  readonly watchful?: boolean;
  /**
   * Puts it in force. Policies, and the arrays of the definition, are cleared before: add to them.
   * Called whenever something may have changed, not at every step.
   */
  readonly apply: (model: Model, state: State, own: Own<P, A>, measure: OwnMeasure<F>) => void;
}

/** Anything that a plugin may define. */
export type Definition = ProcessDefinition | OwnOutcomeDefinition | InterventionDefinition;

/**
 * A process of one's own, in a place of the schedule. Its draws are keyed by its id, so they move no
 * other draw, and no other process can move them.
 *
 * @example
 * const fatigue = defineProcess({
 *   id: "fatigue",
 *   definition: "Backlash wears off by itself a little faster.",
 *   after: "react",
 *   parameters: {
 *     rate: { label: "wear", unit: "1/yr", default: 0.1, range: [0, 1] },
 *   },
 *   run({ frame }, state, { parameters }) {
 *     for (let i = 0; i < frame.countries; i++) state.backlash[i] *= 1 - parameters.rate * frame.dt;
 *   },
 * });
 */
export function defineProcess<P extends string = never, A extends string = never>(
  definition: Omit<ProcessDefinition<P, A>, "kind">,
): ProcessDefinition {
  // The names of parameters and arrays are known here only; at run time they are what they are.
  return { ...definition, kind: "process" } as unknown as ProcessDefinition;
}

/**
 * An outcome of one's own: recorded, summarised and reported like the others.
 *
 * @example
 * const worst = defineOutcome({
 *   id: "backlash.worst",
 *   definition: "Highest backlash of any country.",
 *   unit: "index",
 *   read: ({ state }) => Math.max(...state.backlash),
 * });
 */
export function defineOutcome(
  definition: Omit<OwnOutcomeDefinition, "kind">,
): OwnOutcomeDefinition {
  return { ...definition, kind: "outcome" };
}

/**
 * An intervention of one's own: a new verb under `do:`.
 *
 * @example
 * const calm = defineIntervention({
 *   id: "calm",
 *   definition: "Unrest is lowered.",
 *   fields: { sd: { type: "number", definition: "Standard deviations", low: 0, high: 5 } },
 *   apply(_model, state, _own, { numbers, countries, growth }) {
 *     for (const i of countries) state.policy.unrest[i] -= numbers.sd * growth;
 *   },
 * });
 */
export function defineIntervention<
  P extends string = never,
  A extends string = never,
  F extends string = never,
>(definition: Omit<InterventionDefinition<P, A, F>, "kind">): InterventionDefinition {
  return { ...definition, kind: "intervention" } as unknown as InterventionDefinition;
}
