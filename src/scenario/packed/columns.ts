import type { Vector } from "../../core/arrays.ts";
import { type NumberReader, type NumberWriter, numberModel } from "./number-coder.ts";

/** Most decimals that are tried before a number counts as having no short decimal form. */
const MOST_DECIMALS = 9;
/** Length from which on a column's numbers tell enough of those that follow them. */
const LONG = 500;

/**
 * Writes a column of numbers so that it comes back with the same bits: as whole numbers of the last
 * decimal, each less what the numbers before it in its row let expect.
 *
 * @param row length of a row; within one, values follow each other like the years of a country
 * @throws RangeError if a value has more than nine decimals: its bits could not be kept
 */
export function writeColumn(writer: NumberWriter, values: ArrayLike<number>, row: number): void {
  const decimals = decimalsOf(values);
  const scale = 10 ** decimals;
  const whole = Array.from(values, (value) => Math.round(value * scale));
  const order = cost(whole, row, 1) <= cost(whole, row, 2) ? 1 : 2;
  const head = numberModel();
  writer.write(decimals, head);
  writer.write(order, head);
  const model = numberModel(values.length >= LONG);
  forEachResidual(whole, row, order, (residual) => writer.write(residual, model));
}

/** Reads what `writeColumn` wrote. */
export function readColumn(read: NumberReader, length: number, row: number): Vector {
  const head = numberModel();
  const scale = 10 ** read(head);
  const order = read(head);
  const model = numberModel(length >= LONG);
  const whole = new Float64Array(length);
  for (let k = 0; k < length; k++) whole[k] = read(model) + expected(whole, k, row, order);
  return whole.map((value) => value / scale);
}

/** Decimals with which every value is exactly `whole / 10^decimals`. */
function decimalsOf(values: ArrayLike<number>): number {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scale = 10 ** decimals;
    const exact = (value: number): boolean =>
      Number.isNaN(value) || Math.round(value * scale) / scale === value;
    if (Array.from(values).every(exact)) return decimals;
  }
  throw new RangeError(`a value has more than ${MOST_DECIMALS} decimals and cannot be packed`);
}

/** What the numbers before let expect of number k; 0 where they are missing. */
function expected(whole: ArrayLike<number>, k: number, row: number, order: number): number {
  const column = k % row;
  // The first of a row follows the first of the row before.
  const before = whole[column === 0 ? k - row : k - 1] ?? 0;
  if (Number.isNaN(before)) return 0;
  if (order === 1 || column < 2) return before;
  const further = whole[k - 2] ?? 0;
  return Number.isNaN(further) ? before : 2 * before - further;
}

function forEachResidual(
  whole: ArrayLike<number>,
  row: number,
  order: number,
  visit: (residual: number) => void,
): void {
  for (let k = 0; k < whole.length; k++) {
    visit((whole[k] as number) - expected(whole, k, row, order));
  }
}

/** Bits that residuals take, roughly. */
function cost(whole: ArrayLike<number>, row: number, order: number): number {
  let bits = 0;
  forEachResidual(whole, row, order, (residual) => {
    if (!Number.isNaN(residual)) bits += Math.log2(Math.abs(residual) + 1);
  });
  return bits;
}
