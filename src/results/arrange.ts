import type { Vector } from "../core/arrays.ts";

/** Ranges up to this size are sorted outright. */
const SMALL = 24;

/**
 * Rearranges values so that each of the given ranks holds what it would hold after sorting, nothing
 * smaller behind it and nothing larger before it. Quickselect for many ranks at once: for a few
 * quantiles of 20,000 values several times faster than sorting.
 *
 * @param values finite
 * @param ranks ascending, within the array
 */
export function arrange(values: Vector, ranks: readonly number[]): void {
  select(values, 0, values.length - 1, ranks, 0, ranks.length);
}

/** Puts ranks[a..b) in their places, all of them within values[low..high]. */
function select(
  values: Vector,
  low: number,
  high: number,
  ranks: readonly number[],
  a: number,
  b: number,
): void {
  let from = low;
  const to = high;
  let first = a;
  const end = b;
  while (first < end && from < to) {
    if (to - from < SMALL) {
      insertionSort(values, from, to);
      return;
    }
    const pivot = middleOf(
      values[from] as number,
      values[(from + to) >>> 1] as number,
      values[to] as number,
    );
    // Hoare's partition; equal values stop both sides, which keeps many ties balanced.
    let left = from;
    let right = to;
    while (left <= right) {
      while ((values[left] as number) < pivot) left++;
      while ((values[right] as number) > pivot) right--;
      if (left <= right) {
        const swapped = values[left] as number;
        values[left++] = values[right] as number;
        values[right--] = swapped;
      }
    }
    // Now values[from..right] <= pivot <= values[left..to], and what lies between equals it.
    let below = first;
    while (below < end && (ranks[below] as number) <= right) below++;
    let above = below;
    while (above < end && (ranks[above] as number) < left) above++;
    select(values, from, right, ranks, first, below);
    from = left;
    first = above;
  }
}

function insertionSort(values: Vector, low: number, high: number): void {
  for (let k = low + 1; k <= high; k++) {
    const value = values[k] as number;
    let at = k;
    while (at > low && (values[at - 1] as number) > value) {
      values[at] = values[at - 1] as number;
      at--;
    }
    values[at] = value;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
}
