import { exp } from "../../core/math.ts";
import type { World } from "../world/world.ts";
import { arcKm, chordSquared, unitVectors } from "./great-circle.ts";
import { DISTANCE_SCALE, LARGEST_ECONOMIES, NEAREST_BY_DISTANCE } from "./peer-edges.ts";

/**
 * Share of weight that is lost by keeping the strongest ties of a kind only, mean over countries that
 * have any. 0: nothing; NaN: no country has weight of this kind.
 */
export interface CutShares {
  /** Influence by distance that lies beyond the 8 nearest and the land neighbours. */
  readonly geography: number;
  /** Trade with partners that the reporter does not list. */
  readonly trade: number;
  /** GDP of the subregion outside its 5 largest economies. */
  readonly prestige: number;
}

/** Distances that are worked out, about: where there are more, every so many-th country stands for the rest. */
const MOST_DISTANCES = 5_000_000;

/** What the lists of peers leave out. The list by votes takes ten alike and cuts no weight. */
export function cutShares(world: World): CutShares {
  return { geography: distanceCut(world), trade: tradeCut(world), prestige: prestigeCut(world) };
}

function distanceCut(world: World): number {
  const { latitude, longitude } = world.countries.columns;
  const n = latitude.length;
  const vectors = unitVectors(latitude, longitude);
  const neighbours = borderPairs(world);
  const stride = Math.ceil((n * n) / MOST_DISTANCES);
  let [sum, rows] = [0, 0];
  for (let i = 0; i < n; i += stride) {
    if (Number.isNaN(vectors[3 * i])) continue;
    const nearest: { strength: number; border: boolean }[] = [];
    let [kept, total] = [0, 0];
    for (let k = 0; k < n; k++) {
      if (k === i || Number.isNaN(vectors[3 * k])) continue;
      const strength = exp(-arcKm(chordSquared(vectors, i, k)) / DISTANCE_SCALE);
      const border = neighbours.has(i * n + k);
      total += border ? 1 : strength;
      if (border) kept += 1;
      keepNearest(nearest, { strength, border });
    }
    // Those at the border have been counted, with their full weight.
    for (const { strength, border } of nearest) if (!border) kept += strength;
    if (total === 0) continue;
    sum += 1 - kept / total;
    rows++;
  }
  return sum / rows;
}

/** Puts one into the list of the strongest, if it belongs there. */
function keepNearest<T extends { readonly strength: number }>(nearest: T[], one: T): void {
  let at = nearest.length;
  if (at === NEAREST_BY_DISTANCE && one.strength <= (nearest[at - 1]?.strength ?? 0)) return;
  while (at > 0 && (nearest[at - 1]?.strength ?? 0) < one.strength) at--;
  nearest.splice(at, 0, one);
  nearest.length = Math.min(nearest.length, NEAREST_BY_DISTANCE);
}

/** Both directions of every border, as one number a pair. */
function borderPairs(world: World): ReadonlySet<number> {
  const n = world.countries.ids.length;
  const borders = world.ties.find(({ kind }) => kind === "border");
  const pairs = new Set<number>();
  for (const [e, source] of (borders?.sources ?? new Int32Array(0)).entries()) {
    const target = borders?.targets[e] ?? source;
    pairs.add(source * n + target).add(target * n + source);
  }
  return pairs;
}

function tradeCut(world: World): number {
  const trade = world.ties.find(({ kind }) => kind === "trade");
  const listed = new Map<number, number>();
  for (const [e, source] of (trade?.sources ?? new Int32Array(0)).entries()) {
    listed.set(source, (listed.get(source) ?? 0) + (trade?.weights[e] ?? 0));
  }
  let sum = 0;
  for (const share of listed.values()) sum += Math.max(0, 1 - share);
  return sum / listed.size;
}

function prestigeCut(world: World): number {
  const { subregions, columns } = world.countries;
  const economies = new Map<string, number[]>();
  for (const [i, subregion] of subregions.entries()) {
    const list = economies.get(subregion) ?? [];
    list.push(columns.gdp_usd_2019[i] ?? 0);
    economies.set(subregion, list);
  }
  let sum = 0;
  for (const list of economies.values()) {
    const sorted = list.sort((a, b) => b - a);
    const total = sorted.reduce((all, gdp) => all + gdp, 0);
    const kept = sorted.slice(0, LARGEST_ECONOMIES).reduce((all, gdp) => all + gdp, 0);
    sum += (1 - kept / total) * list.length;
  }
  return sum / subregions.length;
}
