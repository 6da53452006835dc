/** A band of income. */
export interface IncomeBand {
  /** What filters call it. */
  readonly id: string;
  /** What people call it, in USD per head. */
  readonly label: string;
  /** Upper bound of GDP per head of 2019 at market rates, USD; it is itself in the next band. */
  readonly below: number;
}

/** Income bands, ascending; interventions choose countries by them, and the index is compared in them. */
export const incomeBands: readonly IncomeBand[] = [
  { id: "low", label: "below 1,100", below: 1_100 },
  { id: "lower-middle", label: "1,100 to 4,500", below: 4_500 },
  { id: "upper-middle", label: "4,500 to 13,000", below: 13_000 },
  { id: "high", label: "above 13,000", below: Number.POSITIVE_INFINITY },
];

/** Index of the band of a GDP per head, USD; -1 where it is not known (NaN). */
export function incomeBandOf(income: number): number {
  return incomeBands.findIndex(({ below }) => income < below);
}
