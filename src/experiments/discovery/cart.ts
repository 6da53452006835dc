import { type Box, type BoxScore, type Cases, everyPoint, type Limit, scoreOf } from "./box.ts";

/** Options of `cart`. */
export interface CartOptions {
  /** Least share of all points that a leaf holds; 0.05 unless told. */
  readonly least?: number;
  /** Most splits from the root to a leaf; 12 unless told. */
  readonly depth?: number;
}

/** A leaf of the tree as a box. */
export interface Leaf extends BoxScore {
  readonly box: Box;
}

/**
 * Leaves of a classification tree (Breiman et al. 1984): points are split in two, again and again,
 * where that makes the halves purest by Gini's index, as long as both keep enough points.
 *
 * @returns leaves, the densest first
 * @throws RangeError without points or inputs.
 */
export function cart(
  cases: Cases,
  { least = 0.05, depth = 12 }: CartOptions = {},
): readonly Leaf[] {
  if (cases.y.length === 0) throw new RangeError("there are no points to split");
  if (cases.inputs.length === 0) throw new RangeError("there are no inputs to split by");
  const fewest = Math.max(1, Math.floor(least * cases.y.length));
  const leaves: Leaf[] = [];
  const grow = (inside: Int32Array, box: Box, left: number): void => {
    const split = left > 0 ? bestSplit(cases, inside, fewest) : null;
    if (split === null) {
      leaves.push({ box, ...scoreOf(cases, inside) });
      return;
    }
    for (const [points, limit] of split.parts) {
      grow(points, new Map(box).set(split.input, narrowed(box.get(split.input), limit)), left - 1);
    }
  };
  grow(everyPoint(cases), new Map(), depth);
  return leaves.sort((a, b) => b.density - a.density || b.coverage - a.coverage);
}

interface Split {
  readonly input: number;
  readonly parts: readonly (readonly [points: Int32Array, limit: Limit])[];
}

function bestSplit({ inputs, x, y }: Cases, inside: Int32Array, fewest: number): Split | null {
  const total = inside.reduce((sum, point) => sum + (y[point] as number), 0);
  const n = inside.length;
  let best: { readonly impurity: number; readonly make: () => Split } | null = null;
  // What is pure already cannot become purer.
  if (total === 0 || total === n) return null;
  const whole = impurityOf(total, n);
  inputs.forEach((input, k) => {
    const valueAt = (point: number): number => x[point * inputs.length + k] as number;
    if (input.categorical) {
      for (const value of new Set(Array.from(inside, valueAt))) {
        const own = inside.filter((point) => valueAt(point) === value);
        const rest = inside.filter((point) => valueAt(point) !== value);
        if (own.length < fewest || rest.length < fewest) continue;
        const hits = own.reduce((sum, point) => sum + (y[point] as number), 0);
        const impurity = impurityOf(hits, own.length) + impurityOf(total - hits, rest.length);
        if (impurity >= (best?.impurity ?? whole - 1e-12)) continue;
        const others = [...new Set(Array.from(rest, valueAt))].sort((a, b) => a - b);
        best = {
          impurity,
          make: () => ({
            input: k,
            parts: [
              [own, { kind: "values", values: [value] }],
              [rest, { kind: "values", values: others }],
            ],
          }),
        };
      }
      return;
    }
    const order = inside.slice().sort((a, b) => valueAt(a) - valueAt(b));
    let hits = 0;
    for (let at = 0; at + 1 < n; at++) {
      hits += y[order[at] as number] as number;
      const [here, next] = [valueAt(order[at] as number), valueAt(order[at + 1] as number)];
      const size = at + 1;
      if (here === next || size < fewest || n - size < fewest) continue;
      const impurity = impurityOf(hits, size) + impurityOf(total - hits, n - size);
      if (impurity >= (best?.impurity ?? whole - 1e-12)) continue;
      const cut = (here + next) / 2;
      best = {
        impurity,
        make: () => ({
          input: k,
          parts: [
            [order.slice(0, size), { kind: "range", low: Number.NEGATIVE_INFINITY, high: cut }],
            [order.slice(size), { kind: "range", low: cut, high: Number.POSITIVE_INFINITY }],
          ],
        }),
      };
    }
  });
  return (best as { make: () => Split } | null)?.make() ?? null;
}

/** Gini's impurity times the number of points. */
function impurityOf(hits: number, n: number): number {
  return (2 * hits * (n - hits)) / n;
}

function narrowed(before: Limit | undefined, limit: Limit): Limit {
  if (before?.kind !== "range" || limit.kind !== "range") return limit;
  return {
    kind: "range",
    low: Math.max(before.low, limit.low),
    high: Math.min(before.high, limit.high),
  };
}
