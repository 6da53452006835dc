import { deviation, mean, rootMeanSquare } from "./statistics.ts";

/** How well a rule finds values that are known, each hidden from it. */
export interface Score {
  /** Column that the rule fills. */
  readonly column: string;
  readonly rule: string;
  /** Whether errors are of the value or of its natural logarithm. */
  readonly scale: "value" | "ln";
  /** Known values hidden in turn. */
  readonly hidden: number;
  /** Root mean square error: the residual SD of imputed cells. */
  readonly rmse: number;
  /** Mean absolute error. */
  readonly mae: number;
  /** Standard deviation of the hidden values: the error of guessing their mean. */
  readonly spread: number;
}

const FOLDS = 10;

/** A known value that a rule could have been asked for, and what the rule may look at. */
export interface Known<T> {
  readonly item: T;
  readonly value: number;
}

/**
 * Hides each tenth of the known values in turn (every tenth, in the order of ids, so that the folds
 * are the same each time), lets the rule learn from the rest, and compares.
 *
 * @param learn makes a prediction from the values left in sight.
 */
export function scoreByHiding<T>(
  name: Pick<Score, "column" | "rule" | "scale">,
  known: readonly Known<T>[],
  learn: (seen: readonly Known<T>[]) => (item: T) => number,
): Score {
  const errors: number[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const predict = learn(known.filter((_, k) => k % FOLDS !== fold));
    for (const { item, value } of known.filter((_, k) => k % FOLDS === fold))
      errors.push(predict(item) - value);
  }
  return {
    ...name,
    hidden: known.length,
    rmse: rootMeanSquare(errors),
    mae: mean(errors.map(Math.abs)),
    spread: deviation(known.map(({ value }) => value)),
  };
}
