import type { Vector } from "../../core/arrays.ts";
import { arcsine, cosDegrees, sinDegrees } from "../../core/trigonometry.ts";

/** Mean radius of the Earth, km. */
const RADIUS = 6371;

/**
 * Points of the unit sphere, three numbers each, NaN where a coordinate is unknown. Distances are then
 * chords: differences, squares and a root, which are the same on every machine.
 *
 * @param latitude degrees north, @param longitude degrees east; [point]
 */
export function unitVectors(latitude: ArrayLike<number>, longitude: ArrayLike<number>): Vector {
  const n = latitude.length;
  const vectors = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) {
    const [lat, lon] = [latitude[i] ?? Number.NaN, longitude[i] ?? Number.NaN];
    vectors[3 * i] = cosDegrees(lat) * cosDegrees(lon);
    vectors[3 * i + 1] = cosDegrees(lat) * sinDegrees(lon);
    vectors[3 * i + 2] = Number.isNaN(lon) ? Number.NaN : sinDegrees(lat);
  }
  return vectors;
}

/** Squared chord between two points of the unit sphere, from 0 to 4. */
export function chordSquared(vectors: ArrayLike<number>, a: number, b: number): number {
  const dx = (vectors[3 * a] ?? 0) - (vectors[3 * b] ?? 0);
  const dy = (vectors[3 * a + 1] ?? 0) - (vectors[3 * b + 1] ?? 0);
  const dz = (vectors[3 * a + 2] ?? 0) - (vectors[3 * b + 2] ?? 0);
  return dx * dx + dy * dy + dz * dz;
}

/** Great-circle distance over a squared chord, km. */
export function arcKm(squaredChord: number): number {
  return 2 * RADIUS * arcsine(Math.min(1, Math.sqrt(squaredChord) / 2));
}
