/**
 * Where a number comes from: seen in the source (V), in a second-hand account (V2), computed from
 * public data (D), from the literature but not re-read (L), assumed (A), or fitted to the targets (fit).
 */
export type SourceFlag = "V" | "V2" | "D" | "L" | "A" | "fit";

/** Process of the model to which a parameter belongs: the first part of its id. */
export type ParameterGroup =
  | "cost"
  | "opportunity"
  | "choice"
  | "contract"
  | "coverage"
  | "research"
  | "race"
  | "incident"
  | "reputation"
  | "backlash"
  | "law"
  | "rules"
  | "moratorium"
  | "ban"
  | "norms"
  | "treaty"
  | "unrest"
  | "security"
  | "rights"
  | "peers"
  | "observation";

/** An interval that includes both ends. */
export type Interval = readonly [low: number, high: number];

/** What is written down for each parameter; its id and group follow from where it stands. */
export interface ParameterEntry {
  /** Symbol in the equations of docs/model.md. */
  readonly symbol: string;
  /** A few words for a slider or a column. */
  readonly label: string;
  /** Unit, for example "1/yr"; "utils" for terms of the choice, "1" for pure numbers. */
  readonly unit: string;
  readonly default: number;
  /** Values worth trying: sliders and sensitivity runs stay inside. */
  readonly range: Interval;
  /** Values outside are refused. Wide enough for the settings that verification needs. */
  readonly limits: Interval;
  readonly source: SourceFlag;
  /** Where the value comes from, in a few words. */
  readonly citation: string;
}

/** A scalar parameter of the model. */
export interface ParameterDefinition extends ParameterEntry {
  /** Dotted, by process: `choice.price`. */
  readonly id: string;
  /** Process that it belongs to, the first part of its id: a `ParameterGroup`, or a plugin's. */
  readonly group: string;
}
