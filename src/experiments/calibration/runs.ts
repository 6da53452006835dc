import type { PlacedTarget, PlacedTargets } from "./measure.ts";
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
  lawStates: number,
): Float64Array {
  const { suppliers, segments, laws } = sightings;
  const width = targets.length;
  const out = new Float64Array(count * width);
  for (let run = 0; run < count; run++) {
    const begin = run * vintages * countries;
    const lawAt = run * lawStates;
    for (let t = 0; t < width; t++) {
      const { vintageIndex, measure } = targets[t] as PlacedTarget;
      const at = begin + Math.max(0, vintageIndex) * countries;
      const look = { adopted: suppliers, suppliers, segments, at, laws, lawAt };
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

/** Weighted share of runs in which a country shows something at a vintage; [country of `of`] */
export function chances(
  { sightings, vintages, countries }: Runs,
  vintage: number,
  runs: Int32Array,
  weights: Float64Array,
  of: Int32Array,
  supplierBit: number,
): Float64Array {
  const { suppliers } = sightings;
  return Float64Array.from(of, (i) => {
    let sum = 0;
    for (let k = 0; k < runs.length; k++) {
      const seen = suppliers[((runs[k] as number) * vintages + vintage) * countries + i] as number;
      if (supplierBit === 0 ? seen !== 0 : (seen & supplierBit) !== 0) sum += weights[k] as number;
    }
    return sum;
  });
}
