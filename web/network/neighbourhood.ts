import { type NetworkAnswer, tieKinds } from "../lab/network-task.ts";

/** Countries that are drawn at once, at most: more cannot be read. */
export const MOST_NODES = 60;
/** Ties that are drawn at once, at most. */
const MOST_TIES = 220;

/** What of the network is looked at. */
export interface Lens {
  /** Index of the country in the middle. */
  readonly focus: number;
  /** Steps from it, 1 to 3. */
  readonly hops: number;
  /** Only ties of this kind count; null: all. */
  readonly kind: number | null;
  /** Part of a country's peer pressure below which a tie is left out, [0,1]. */
  readonly least: number;
  /** Whether those count whom the country looks to, those who look to it, or both. */
  readonly way: "both" | "looks" | "looked";
}

/** A tie: `source` looks to `target`. */
export interface Tie {
  readonly source: number;
  readonly target: number;
  /** Part of the source's peer pressure, [0,1]. */
  readonly weight: number;
}

/** What is drawn. */
export interface Neighbourhood {
  /** Countries, the focus first, then by how strongly they are tied to what is nearer. */
  readonly nodes: readonly number[];
  /** Ties between them, weakest first, so that strong ones lie on top. */
  readonly ties: readonly Tie[];
  /** Countries within reach that had to be left out. */
  readonly left: number;
}

/** All ties that a lens lets through. */
export function tiesThrough(
  network: Pick<NetworkAnswer, "sources" | "targets" | "parts">,
  { kind, least }: Pick<Lens, "kind" | "least">,
): readonly Tie[] {
  const { sources, targets, parts } = network;
  const kinds = tieKinds.length;
  const ties: Tie[] = [];
  for (let e = 0; e < sources.length; e++) {
    let weight = 0;
    for (let k = 0; k < kinds; k++) {
      if (kind === null || kind === k) weight += parts[e * kinds + k] ?? 0;
    }
    if (weight <= 0 || weight < least) continue;
    ties.push({ source: sources[e] ?? 0, target: targets[e] ?? 0, weight });
  }
  return ties;
}

/** The countries around one, step by step outwards, the strongest ties first. */
export function neighbourhood(
  network: Pick<NetworkAnswer, "sources" | "targets" | "parts">,
  lens: Lens,
): Neighbourhood {
  const { focus, hops, way } = lens;
  const all = tiesThrough(network, lens);
  const nodes = [focus];
  const seen = new Set(nodes);
  let ring = new Set(nodes);
  let left = 0;
  for (let hop = 0; hop < hops && ring.size > 0; hop++) {
    const reached = new Map<number, number>();
    const reach = (node: number, weight: number): void => {
      if (!seen.has(node)) reached.set(node, Math.max(reached.get(node) ?? 0, weight));
    };
    for (const { source, target, weight } of all) {
      if (way !== "looked" && ring.has(source)) reach(target, weight);
      if (way !== "looks" && ring.has(target)) reach(source, weight);
    }
    const strongest = [...reached].sort(([a, x], [b, y]) => y - x || a - b);
    const kept = strongest.slice(0, MOST_NODES - nodes.length).map(([node]) => node);
    left += strongest.length - kept.length;
    for (const node of kept) seen.add(node);
    nodes.push(...kept);
    ring = new Set(kept);
  }
  const within = all.filter(({ source, target }) => seen.has(source) && seen.has(target));
  // One step away only what ties the focus itself is of interest.
  const wanted =
    hops === 1
      ? within.filter(
          ({ source, target }) =>
            (way !== "looked" && source === focus) || (way !== "looks" && target === focus),
        )
      : within;
  const ties = [...wanted].sort((a, b) => a.weight - b.weight).slice(-MOST_TIES);
  return { nodes, ties, left };
}
