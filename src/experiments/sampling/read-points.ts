import { nearest } from "../../scenario/names.ts";
import {
  type Distribution,
  edgesOf,
  type Uncertainty,
  valuesOf,
} from "../../scenario/uncertainty.ts";
import { MOST_POINTS, type Points } from "./draw-points.ts";

/**
 * Reads a table of points: CSV with the names of quantities on top and a point a line. Quantities that
 * the table leaves out keep the scenario's own values.
 *
 * @throws RangeError that names line, column and value for anything that cannot be used.
 */
export function readPoints(text: string, quantities: readonly Uncertainty[]): Points {
  const lines = text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .map((line, k) => ({ line, number: k + 1 }))
    .filter(({ line }) => line.trim() !== "");
  const [head, ...rows] = lines;
  if (head === undefined || rows.length === 0) {
    throw new RangeError(
      "the table of points is empty: give a line of names and one for each point",
    );
  }
  if (rows.length > MOST_POINTS)
    throw new RangeError(`the table has more than ${MOST_POINTS} points`);
  const names = head.line.split(",").map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  const found = names.map((name, k) => {
    const quantity = quantities.find((one) => one.name === name);
    if (quantity === undefined) {
      const near = nearest(
        name,
        quantities.map((one) => one.name),
      );
      const hint = near === null ? "" : `; did you mean "${near}"?`;
      throw new RangeError(`line ${head.number}: the scenario does not vary "${name}"${hint}`);
    }
    if (names.indexOf(name) !== k)
      throw new RangeError(`line ${head.number}: "${name}" is there twice`);
    return quantity;
  });
  const values = new Float64Array(rows.length * names.length);
  rows.forEach(({ line, number }, p) => {
    const cells = line.split(",");
    if (cells.length !== names.length) {
      throw new RangeError(`line ${number}: ${cells.length} values, expected ${names.length}`);
    }
    found.forEach((quantity, k) => {
      const cell = (cells[k] ?? "").trim();
      const value = cellValue(quantity, cell);
      if (!isPossible(quantity, value)) {
        throw new RangeError(
          `line ${number}: ${quantity.name} is "${cell}"; give ${wanted(quantity.distribution)}`,
        );
      }
      values[p * names.length + k] = value;
    });
  });
  return { names, count: rows.length, values };
}

/** Categories with names are written by their names. */
function cellValue({ distribution }: Uncertainty, cell: string): number {
  if (distribution.kind === "categorical" && distribution.labels !== undefined) {
    const name = cell.replace(/^"(.*)"$/, "$1");
    return distribution.values[distribution.labels.map(String).indexOf(name)] ?? Number.NaN;
  }
  return cell === "" ? Number.NaN : Number(cell);
}

function wanted(distribution: Distribution): string {
  if (distribution.kind === "categorical" && distribution.labels !== undefined) {
    return `one of ${distribution.labels.join(", ")}`;
  }
  const [low, high] = edgesOf(distribution);
  const only = valuesOf(distribution) === null ? "" : " that it can take";
  return `a number from ${low} to ${high}${only}`;
}

/** Within the edges that a checked scenario has been tried at, and among the values if it has only some. */
function isPossible({ distribution }: Uncertainty, value: number): boolean {
  const values = valuesOf(distribution);
  const [low, high] = edgesOf(distribution);
  if (values === null) return value >= low && value <= high;
  // Values of a grid are sums of steps; what a person writes for them is not.
  return values.some((one) => Math.abs(one - value) <= 1e-9 * Math.max(1, Math.abs(one)));
}
