/** A table of text cells, ready to be shown: numbers are formatted already. */
export interface NumberTable {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  /** First cell of each row is its heading. */
  readonly rows: readonly (readonly string[])[];
}

/** Heading of a column and whether it holds numbers, which stand to the right. */
export interface TableColumn {
  readonly heading: string;
  readonly numeric: boolean;
}

/** A text column. */
export function words(heading: string): TableColumn {
  return { heading, numeric: false };
}

/** A column of numbers. */
export function numbers(heading: string): TableColumn {
  return { heading, numeric: true };
}
