/** A column of a table that experiments leave behind. */
export interface ExperimentColumn {
  readonly name: string;
  readonly type: "INT32" | "DOUBLE" | "STRING";
  /** Unit of the values, "" where there is none. */
  readonly unit: string;
  readonly definition: string;
  readonly nullable?: boolean;
}

/** A table of an experiment besides its runs. */
export interface ExperimentTable {
  /** File name without extension. */
  readonly name: string;
  readonly columns: readonly ExperimentColumn[];
  /** One array per column, all of the same length. */
  readonly values: readonly (Int32Array | Float64Array | readonly (string | null)[])[];
}
