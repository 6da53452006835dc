import { sinDegrees } from "../../../core/trigonometry.ts";
import type { WorldRecipe } from "./recipe.ts";
import type { Places } from "./spatial.ts";
import type { Uniform } from "./uniform.ts";

/** Regions of a synthetic world, fewer where it is small. */
const REGIONS = 5;

/** Jurisdictions of a subregion, about: those that look to the same largest economies. */
const SUBREGION = 25;

/** Regions and the subregions inside of them; [jurisdiction] */
export interface Regions {
  readonly regions: readonly string[];
  readonly subregions: readonly string[];
}

/**
 * Sorts jurisdictions into subregions of about 25 and these into regions: stretches of the ring in a
 * small world, parts of bands of the globe in a spatial one, at random where there is no place.
 */
export function makeRegions(
  { network, jurisdictions: n }: WorldRecipe,
  places: Places | null,
  uniform: Uniform,
): Regions {
  const parts = Math.max(1, Math.round(n / SUBREGION));
  const regions = Math.min(REGIONS, parts);
  const names = Array.from({ length: parts }, (_, part) => `Subregion ${part + 1}`);
  const of = Array.from({ length: regions }, (_, region) => `Region ${region + 1}`);
  const partOf = (i: number): number => {
    if (places !== null) return partOnGlobe(places, i, parts);
    return network === "small-world" ? Math.floor((i * parts) / n) : Math.floor(uniform() * parts);
  };
  const chosen = Int32Array.from({ length: n }, (_, i) => partOf(i));
  return {
    regions: Array.from(chosen, (part) => of[Math.floor((part * regions) / parts)] ?? ""),
    subregions: Array.from(chosen, (part) => names[part] ?? ""),
  };
}

/** Bands of equal area from south to north, each cut along its meridians. */
function partOnGlobe({ latitude, longitude }: Places, i: number, parts: number): number {
  const bands = Math.max(1, Math.floor(Math.sqrt(parts)));
  const north = (sinDegrees(latitude[i] ?? 0) + 1) / 2;
  const east = ((longitude[i] ?? 0) + 180) / 360;
  const band = Math.min(bands - 1, Math.floor(north * bands));
  const first = Math.floor((band * parts) / bands);
  const cells = Math.floor(((band + 1) * parts) / bands) - first;
  return first + Math.min(cells - 1, Math.floor(east * cells));
}
