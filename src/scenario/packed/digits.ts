import { type NumberReader, type NumberWriter, numberModel } from "./number-coder.ts";

/** Most significant digits that are tried before a number counts as having too many. */
const MOST_DIGITS = 15;

/**
 * Writes numbers of few significant digits so that they come back with the same bits: as their digits,
 * and where the point stands, each less that of the number before.
 *
 * @throws RangeError if a value is infinite or has more than fifteen significant digits
 * @example
 * const writer = numberWriter();
 * writeDigits(writer, [0.1359, -2221, 0.06974]);
 * readDigits(numberReader(writer.finish()), 3); // Float64Array [0.1359, -2221, 0.06974]
 */
export function writeDigits(writer: NumberWriter, values: ArrayLike<number>): void {
  const digits = digitsOf(values);
  writer.write(digits, numberModel(false));
  const [wholes, points] = [numberModel(false), numberModel(false)];
  let last = 0;
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    const [whole, point] = Number.isNaN(value) ? [Number.NaN, last] : partsOf(value, digits);
    writer.write(whole, wholes);
    writer.write(point - last, points);
    last = point;
  }
}

/** Reads what `writeDigits` wrote. */
export function readDigits(read: NumberReader, length: number): Float64Array<ArrayBuffer> {
  const digits = read(numberModel(false));
  const [wholes, points] = [numberModel(false), numberModel(false)];
  let point = 0;
  return Float64Array.from({ length }, () => {
    const whole = read(wholes);
    point += read(points);
    return Number(`${whole}e${point - digits + 1}`);
  });
}

/** Significant digits that write every value exactly. */
function digitsOf(values: ArrayLike<number>): number {
  const known = Array.from(values).filter((value) => !Number.isNaN(value));
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    if (known.every((value) => Number(value.toPrecision(digits)) === value)) return digits;
  }
  throw new RangeError(
    `a value is infinite or has more than ${MOST_DIGITS} digits and cannot be packed`,
  );
}

/** All digits as one whole number, and the power of ten of the first of them. */
function partsOf(value: number, digits: number): [whole: number, point: number] {
  const [whole = "", point = ""] = value.toExponential(digits - 1).split("e");
  return [Number(whole.replace(".", "")), Number(point)];
}
