// The four kinds of peers (docs/model.md 3.3), as edges before normalising. All use values of 2019, and
// indices follow the order of ids, so that ties broken by index are broken by id.

import { exp } from "../../core/math.ts";
import type { World } from "../world/world.ts";
import { type Edges, OpenEdges } from "./edges.ts";
import { arcKm, unitVectors } from "./great-circle.ts";
import { forNearest } from "./nearest-points.ts";

/** Neighbours by distance that a country has besides those at its border. */
export const NEAREST_BY_DISTANCE = 8;
/** Distance over which influence falls to 1/e, km. */
export const DISTANCE_SCALE = 1500;
/** Neighbours by votes in the United Nations. */
export const NEAREST_BY_VOTES = 10;
/** Largest economies of a subregion that the others look to. */
export const LARGEST_ECONOMIES = 5;

const YEAR = 2019;

/** Land neighbours with weight 1, and the 8 nearest with exp(-km/1500); of both, the larger. */
export function geographyEdges(world: World): Edges {
  const { latitude, longitude } = world.countries.columns;
  const edges = new OpenEdges(world.countries.ids.length);
  const borders = world.ties.find(({ kind }) => kind === "border");
  for (const [e, source] of (borders?.sources ?? new Int32Array(0)).entries()) {
    const target = borders?.targets[e] ?? source;
    edges.add(source, target, 1);
    edges.add(target, source, 1);
  }
  forNearest(unitVectors(latitude, longitude), NEAREST_BY_DISTANCE, (point, neighbours, chords) => {
    for (const [k, neighbour] of neighbours.entries()) {
      edges.add(point, neighbour, exp(-arcKm(chords[k] ?? 0) / DISTANCE_SCALE));
    }
  });
  return edges.listed();
}

/** The 10 countries nearest in ideal point, alike. */
export function idealPointEdges(world: World): Edges {
  const n = world.countries.ids.length;
  const edges = new OpenEdges(n);
  const points = idealPoints2019(world);
  // Countries of the same point form a group, so that a world without differences stays linear.
  const groups = groupsOf(points);
  for (const [g, { members, point }] of groups.entries()) {
    for (const i of members) {
      let wanted = NEAREST_BY_VOTES;
      let [below, above] = [g - 1, g + 1];
      wanted -= take(edges, i, members, wanted);
      while (wanted > 0 && (below >= 0 || above < groups.length)) {
        const low = groups[below];
        const high = groups[above];
        const toLow = low === undefined ? Infinity : point - low.point;
        const toHigh = high === undefined ? Infinity : high.point - point;
        const next: number[] = [];
        if (toLow <= toHigh) {
          next.push(...(low?.members.slice(0, wanted) ?? []));
          below--;
        }
        if (toHigh <= toLow) {
          next.push(...(high?.members.slice(0, wanted) ?? []));
          above++;
        }
        wanted -= take(
          edges,
          i,
          next.sort((a, b) => a - b),
          wanted,
        );
      }
    }
  }
  return edges.listed();
}

/** Trade partners, as the country reports them. */
export function tradeEdges(world: World): Edges {
  const edges = new OpenEdges(world.countries.ids.length);
  const trade = world.ties.find(({ kind }) => kind === "trade");
  for (const [e, source] of (trade?.sources ?? new Int32Array(0)).entries()) {
    edges.add(source, trade?.targets[e] ?? source, trade?.weights[e] ?? 0);
  }
  return edges.listed();
}

/** The 5 largest economies of the subregion, by GDP; one of the five itself has four. */
export function prestigeEdges(world: World): Edges {
  const { subregions, columns } = world.countries;
  const edges = new OpenEdges(subregions.length);
  const gdp = (i: number): number => columns.gdp_usd_2019[i] ?? 0;
  const members = new Map<string, number[]>();
  for (const [i, subregion] of subregions.entries()) {
    const list = members.get(subregion);
    if (list === undefined) members.set(subregion, [i]);
    else list.push(i);
  }
  for (const list of members.values()) {
    const largest = [...list].sort((a, b) => gdp(b) - gdp(a) || a - b).slice(0, LARGEST_ECONOMIES);
    for (const i of list) for (const k of largest) edges.add(i, k, gdp(k));
  }
  return edges.listed();
}

/** Ideal points of 2019, or of the year nearest to it that the world has. */
function idealPoints2019(world: World): Float64Array {
  const { firstYear, years, values } = world.covariates;
  const n = world.countries.ids.length;
  const year = Math.min(years - 1, Math.max(0, YEAR - firstYear));
  return values.ideal_point.subarray(year * n, (year + 1) * n);
}

/** Countries by their point, points ascending, countries ascending within. */
function groupsOf(points: Float64Array): { point: number; members: number[] }[] {
  const order = Array.from(points, (_, i) => i);
  order.sort((a, b) => (points[a] ?? 0) - (points[b] ?? 0) || a - b);
  const groups: { point: number; members: number[] }[] = [];
  for (const i of order) {
    const point = points[i] ?? 0;
    const last = groups.at(-1);
    if (last !== undefined && last.point === point) last.members.push(i);
    else groups.push({ point, members: [i] });
  }
  return groups;
}

/** Adds up to `wanted` edges to members other than the country itself; returns how many. */
function take(
  edges: OpenEdges,
  country: number,
  members: readonly number[],
  wanted: number,
): number {
  let taken = 0;
  for (const member of members) {
    if (taken >= wanted) break;
    if (member === country) continue;
    edges.add(country, member, 1);
    taken++;
  }
  return taken;
}
