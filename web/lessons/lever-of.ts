import type { SupplierAttribute } from "../../src/core/parameters.ts";
import { isParameterId } from "../../src/scenario/registry/parameters.ts";
import { type Lever, parameterLever, supplierLever } from "../explore/levers.ts";
import type { Page } from "../explore/page.ts";

/**
 * The lever of a dotted key, as lessons write them; null where the page has none.
 *
 * @param sought values between which the step's number lies: its slider reaches them
 */
export function leverOf(
  key: string,
  page: Pick<Page, "ensembles">,
  sought: readonly [number, number] | null,
): Lever | null {
  const lever = plainLever(key, page);
  if (lever === null || sought === null) return lever;
  const [low, high] = lever.range;
  return { ...lever, range: [Math.min(low, sought[0]), Math.max(high, sought[1])] };
}

function plainLever(key: string, { ensembles }: Pick<Page, "ensembles">): Lever | null {
  if (isParameterId(key)) return parameterLever(key);
  const [section, id = "", attribute = ""] = key.split(".");
  if (section !== "suppliers") return null;
  const { suppliers, supplierNames } = ensembles.picture.peek().labels;
  const name = supplierNames[suppliers.indexOf(id)] ?? id;
  return supplierLever(id, name, attribute as SupplierAttribute);
}
