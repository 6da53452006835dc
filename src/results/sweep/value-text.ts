import { type Uncertainty, writtenValue } from "../../scenario/uncertainty.ts";

/** What texts and charts need to know of something that varies. */
export type Quantity = Pick<Uncertainty, "name" | "label" | "distribution">;

/** A value of something that varies, for people: its category's name, or a number in so many digits. */
export function valueText(
  quantity: Pick<Uncertainty, "distribution"> | undefined,
  value: number,
  digits: number = 4,
): string {
  const written = quantity === undefined ? value : writtenValue(quantity.distribution, value);
  return String(typeof written === "number" ? Number(written.toPrecision(digits)) : written);
}

/** Name of an axis for something that varies; categories have numbers there, so it tells which is which. */
export function axisName({ name, label, distribution }: Quantity): string {
  const own = label ?? name;
  if (distribution.kind !== "categorical" || distribution.labels === undefined) return own;
  const { values, labels } = distribution;
  return `${own} (${values.map((value, k) => `${value} ${labels[k]}`).join(", ")})`;
}
