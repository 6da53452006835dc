/**
 * The k-th smallest of some numbers, counted from 0, without sorting them all: Hoare's selection,
 * which leaves the array partly sorted. None of them may be NaN.
 */
export function kthSmallest(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >>> 1];
    let a = low;
    let b = high;
    while (a <= b) {
      while (values[a] < pivot) a++;
      while (values[b] > pivot) b--;
      if (a > b) break;
      const swapped = values[a];
      values[a++] = values[b];
      values[b--] = swapped;
    }
    if (k <= b) high = b;
    else if (k >= a) low = a;
    else break;
  }
  return values[k];
}
