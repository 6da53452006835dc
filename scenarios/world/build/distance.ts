import { arcKm, chordSquared, unitVectors } from "../../../src/scenario/network/great-circle.ts";
import { numeric, type RawRow } from "./raw.ts";

/** Great-circle distance between two countries' coordinates, km. */
export function distanceKm(a: RawRow, b: RawRow): number {
  const vectors = unitVectors(
    [numeric(a, "lat"), numeric(b, "lat")],
    [numeric(a, "lon"), numeric(b, "lon")],
  );
  return arcKm(chordSquared(vectors, 0, 1));
}
