import type { Rows } from "../../core/frame.ts";

/** What can be counted from compressed rows at any size. */
export interface RowMeasures {
  /** Ties of each node to others; [node] */
  readonly degrees: Uint32Array;
  /** Nodes that have a tie to it; [node] */
  readonly followers: Uint32Array;
  /** Sum of the weights of ties to it; [node] */
  readonly strengths: Float64Array;
  /** Share of ties that run both ways; 0 without ties. */
  readonly reciprocity: number;
}

/** Degrees, followers, strengths and reciprocity: linear in ties, but for a search in each row. */
export function rowMeasures({ offsets, targets, weights }: Rows): RowMeasures {
  const n = offsets.length - 1;
  const degrees = new Uint32Array(n);
  const followers = new Uint32Array(n);
  const strengths = new Float64Array(n);
  let both = 0;
  for (let i = 0; i < n; i++) {
    const [from, to] = [offsets[i] ?? 0, offsets[i + 1] ?? 0];
    degrees[i] = to - from;
    for (let e = from; e < to; e++) {
      const peer = targets[e] ?? 0;
      followers[peer] = (followers[peer] ?? 0) + 1;
      strengths[peer] = (strengths[peer] ?? 0) + (weights[e] ?? 0);
      if (holds(targets, offsets[peer] ?? 0, offsets[peer + 1] ?? 0, i)) both++;
    }
  }
  return {
    degrees,
    followers,
    strengths,
    reciprocity: targets.length === 0 ? 0 : both / targets.length,
  };
}

/** Whether an ascending stretch of a list holds a number. */
function holds(list: Uint32Array, from: number, to: number, wanted: number): boolean {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low < to && list[low] === wanted;
}
