import { isCell } from "./source/merge.ts";
import { child, scalarAt, type Tree } from "./source/tree.ts";

/** The value inside of `{ value, … }`, or the value itself. */
export function inCell(tree: Tree | undefined): Tree | undefined {
  return tree && isCell(tree) ? child(tree, "value") : tree;
}

/** The number a cell holds, if it holds one. */
export function cellNumber(tree: Tree | undefined): number | null {
  const value = inCell(tree);
  return value?.kind === "scalar" && typeof value.value === "number" ? value.value : null;
}

/** The truth value a cell holds, if it holds one. */
export function cellSwitch(tree: Tree | undefined): boolean | null {
  const value = inCell(tree);
  return value?.kind === "scalar" && typeof value.value === "boolean" ? value.value : null;
}

/** The reason or source that stands with a value, if any. */
export function cellReason(tree: Tree | undefined, key: "because" | "source"): string | null {
  const text = tree ? scalarAt(tree, [key]) : undefined;
  return typeof text === "string" ? text.trim() : null;
}
