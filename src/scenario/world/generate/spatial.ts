import type { Vector } from "../../../core/arrays.ts";
import { exp } from "../../../core/math.ts";
import { arcsine, cosDegrees, sinDegrees } from "../../../core/trigonometry.ts";
import { arcKm, chordSquared, unitVectors } from "../../network/great-circle.ts";
import { OpenPairs, type Pairs } from "./pairs.ts";
import type { Uniform } from "./uniform.ts";

/** Coordinates in degrees; [jurisdiction] */
export interface Places {
  readonly latitude: Vector;
  readonly longitude: Vector;
}

/** Radius of the globe that places are put on, km: the Earth's, as distances between peers use it. */
const RADIUS = 6371;

/** No ties reach further than so many decay lengths: what is cut off is 1.7 % of them. */
const REACH = 6;

/** Longest decay length, km: beyond it, distance hardly matters on the globe. */
const LONGEST = 100_000;

/** Places spread evenly over the globe, to four decimals of a degree. */
export function scatter(jurisdictions: number, uniform: Uniform): Places {
  const latitude = new Float64Array(jurisdictions);
  const longitude = new Float64Array(jurisdictions);
  for (let i = 0; i < jurisdictions; i++) {
    latitude[i] = rounded((arcsine(2 * uniform() - 1) * 180) / Math.PI);
    longitude[i] = rounded(360 * uniform() - 180);
  }
  return { latitude, longitude };
}

/**
 * A spatial network: two jurisdictions are tied with probability exp(-d / L) of their distance d
 * (Waxman 1988, IEEE JSAC 6), never beyond six L; L is such that the mean degree is as wanted.
 */
export function spatial(places: Places, degree: number, uniform: Uniform): Pairs {
  const n = places.latitude.length;
  const decay = decayLength(n, degree);
  const pairs = new OpenPairs();
  const vectors = unitVectors(places.latitude, places.longitude);
  const furthest = chordOver(REACH * decay);
  forPairsWithin(vectors, furthest, (a, b) => {
    const squared = chordSquared(vectors, a, b);
    if (squared > furthest * furthest) return;
    if (uniform() < exp(-arcKm(squared) / decay)) pairs.add(a, b);
  });
  return pairs.sorted(n);
}

/**
 * Decay length, km, at which so many places spread over the globe have `degree` ties each in the mean.
 * Where there are too few places for that, the longest one.
 */
export function decayLength(jurisdictions: number, degree: number): number {
  let [low, high] = [1, LONGEST];
  // The mean degree grows with the length, so it is found by halving: 60 times for all bits.
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if ((jurisdictions - 1) * tieProbability(middle) < degree) low = middle;
    else high = middle;
  }
  return high;
}

/** Probability of a tie between two random places on the globe: the law of decay over the sphere. */
function tieProbability(decay: number): number {
  const a = RADIUS / decay;
  const angle = Math.min(Math.PI, (REACH * decay) / RADIUS);
  const degrees = (angle * 180) / Math.PI;
  const rest = exp(-a * angle) * (a * sinDegrees(degrees) + cosDegrees(degrees));
  return (1 - rest) / (2 * (a * a + 1));
}

/** Straight line through the globe of radius 1 to a place so many km away along its surface. */
function chordOver(km: number): number {
  const half = Math.min(Math.PI, km / RADIUS) / 2;
  return 2 * sinDegrees((half * 180) / Math.PI);
}

/**
 * Calls `found` with every pair of places that may be within a chord, each once. Places are sorted into
 * cubes as wide as the chord, so only neighbouring cubes are looked at.
 */
function forPairsWithin(
  vectors: Vector,
  chord: number,
  found: (a: number, b: number) => void,
): void {
  const n = vectors.length / 3;
  // Not more cubes than a million or so: memory stays within bounds, and time does while degrees do.
  const side = Math.max(1, Math.min(100, Math.floor(2 / chord)));
  const axis = (value: number): number =>
    Math.min(side - 1, Math.max(0, Math.floor(((value + 1) / 2) * side)));
  const cubeOf = (i: number): number =>
    (axis(vectors[3 * i] ?? 0) * side + axis(vectors[3 * i + 1] ?? 0)) * side +
    axis(vectors[3 * i + 2] ?? 0);
  const cubes = Int32Array.from({ length: n }, (_, i) => cubeOf(i));
  const starts = new Int32Array(side ** 3 + 1);
  for (const cube of cubes) starts[cube + 1] = (starts[cube + 1] ?? 0) + 1;
  for (let cube = 0; cube < side ** 3; cube++) {
    starts[cube + 1] = (starts[cube + 1] ?? 0) + (starts[cube] ?? 0);
  }
  const members = new Int32Array(n);
  const next = starts.slice();
  for (let i = 0; i < n; i++) {
    const at = next[cubes[i] ?? 0] ?? 0;
    members[at] = i;
    next[cubes[i] ?? 0] = at + 1;
  }
  for (let a = 0; a < n; a++) {
    const cube = cubes[a] ?? 0;
    const [x, y, z] = [
      Math.floor(cube / (side * side)),
      Math.floor(cube / side) % side,
      cube % side,
    ];
    for (let i = Math.max(0, x - 1); i <= Math.min(side - 1, x + 1); i++) {
      for (let j = Math.max(0, y - 1); j <= Math.min(side - 1, y + 1); j++) {
        const row = (i * side + j) * side;
        const from = starts[row + Math.max(0, z - 1)] ?? 0;
        const to = starts[row + Math.min(side - 1, z + 1) + 1] ?? 0;
        for (let at = from; at < to; at++) {
          const b = members[at] ?? 0;
          if (b > a) found(a, b);
        }
      }
    }
  }
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4 + 0;
}
