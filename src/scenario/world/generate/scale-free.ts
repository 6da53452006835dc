import { completePairs, OpenPairs, type Pairs } from "./pairs.ts";
import type { Uniform } from "./uniform.ts";

/**
 * A scale-free network by preferential attachment (Barabási and Albert 1999, Science 286): from a
 * clique of m + 1, each newcomer ties itself to m different others, each as likely as it has ties.
 * Shares of degrees approach 2m(m+1) / (k(k+1)(k+2)) for k from m (Dorogovtsev et al. 2000).
 *
 * @param degree ties per jurisdiction in the mean, 2m.
 */
export function scaleFree(jurisdictions: number, degree: number, uniform: Uniform): Pairs {
  const m = degree / 2;
  if (jurisdictions <= m + 1) return completePairs(jurisdictions);
  const pairs = new OpenPairs();
  // Every end of every tie: a random entry is a jurisdiction as likely as it has ties.
  const ends = new Int32Array(m * (m + 1) + 2 * m * (jurisdictions - m - 1));
  let count = 0;
  const tie = (a: number, b: number): void => {
    pairs.add(a, b);
    ends[count++] = a;
    ends[count++] = b;
  };
  for (let a = 0; a <= m; a++) for (let b = a + 1; b <= m; b++) tie(a, b);
  const chosen: number[] = [];
  for (let newcomer = m + 1; newcomer < jurisdictions; newcomer++) {
    chosen.length = 0;
    while (chosen.length < m) {
      const other = ends[Math.floor(uniform() * count)] ?? 0;
      if (!chosen.includes(other)) chosen.push(other);
    }
    for (const other of chosen) tie(newcomer, other);
  }
  return pairs.sorted(jurisdictions);
}
