import type { PlacedTarget, PlacedTargets } from "./place-targets.ts";
import type { Sightings } from "./simulator.ts";

/** Runs of parameter sets: where they lie in the prior, and what they showed. */
export interface Runs {
  readonly count: number;
  /** Points of the unit cube; [run × dimension] */
  readonly places: Float64Array;
  readonly sightings: Sightings;
  /** Vintages per run and countries per vintage. */
  readonly vintages: number;
  readonly countries: number;
}

/** Statistics of runs over some countries; [run × target]. */
export function measureRuns(
  { count, sightings, vintages, countries }: Runs,
  targets: readonly PlacedTarget[],
  members: Int32Array,
  { lawStates, marketStates }: Pick<PlacedTargets, "lawStates" | "marketStates">,
): Float64Array {
  const { suppliers, segments, laws, market } = sightings;
  const width = targets.length;
  const out = new Float64Array(count * width);
  for (let run = 0; run < count; run++) {
    const begin = run * vintages * countries;
    const lawAt = run * lawStates.length;
    const marketAt = run * marketStates.length;
    for (let t = 0; t < width; t++) {
      const { vintageIndex, measure } = targets[t] as PlacedTarget;
      const at = begin + Math.max(0, vintageIndex) * countries;
      const look = { adopted: suppliers, suppliers, segments, at, laws, lawAt, market, marketAt };
      out[run * width + t] = measure(look, members);
    }
  }
  return out;
}

/** What was observed over some countries; [target] */
export function observedOver(
  targets: readonly PlacedTarget[],
  members: Int32Array,
  { reference }: Pick<PlacedTargets, "reference">,
): Float64Array {
  // Over the whole reference set the published value counts, over a part of it what the table gives.
  const whole = members.length === reference.length;
  return Float64Array.from(targets, (one) => (whole ? one.observed : one.observedOver(members)));
}
