import type { Runs } from "../../calibration/runs.ts";
import type { Experiment, Sightings } from "../../calibration/simulator.ts";
import type { StopSignal } from "../../ensemble.ts";
import type { SimulationPool } from "./pool.ts";
import type { StageStore } from "./stage-store.ts";

/** Runs that are kept in one file: what an interruption loses at most. */
const PART = 2_000;

/** Options of a stage. */
export interface StageOptions {
  readonly store: StageStore | null;
  readonly signal?: StopSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The calibration was interrupted; what is finished is kept if there is a store. */
export class Interrupted extends Error {}

/**
 * Runs the parameter sets of a stage, or takes what was kept of them.
 *
 * @throws Interrupted when the signal came before all were done
 */
export async function runStage(
  pool: SimulationPool,
  experiment: Experiment,
  places: Float64Array,
  first: number,
  { store, signal, onProgress }: StageOptions,
): Promise<Runs> {
  const width = experiment.prior.length;
  const count = places.length / width;
  const { vintages, countries } = experiment.frame;
  const looks = vintages.length * countries;
  const laws = experiment.lawStates.length;
  const all: Sightings = {
    first,
    count,
    suppliers: new Uint32Array(count * looks),
    segments: new Uint8Array(count * looks),
    laws: new Float64Array(count * laws),
  };
  const put = (part: Sightings): void => {
    const at = part.first - first;
    all.suppliers.set(part.suppliers, at * looks);
    all.segments.set(part.segments, at * looks);
    all.laws.set(part.laws, at * laws);
  };
  for (let begin = 0; begin < count; begin += PART) {
    const end = Math.min(count, begin + PART);
    const own = places.slice(begin * width, end * width);
    const kept = store?.find(own, first + begin);
    if (kept) {
      put(kept);
    } else {
      const done = await pool.run(experiment, own, first + begin, {
        onSightings: put,
        onProgress: (part) => onProgress?.(begin + part, count),
        ...(signal === undefined ? {} : { signal }),
      });
      if (done < end - begin) throw new Interrupted("the calibration was interrupted");
      store?.keep(own, {
        first: first + begin,
        count: end - begin,
        suppliers: all.suppliers.slice(begin * looks, end * looks),
        segments: all.segments.slice(begin * looks, end * looks),
        laws: all.laws.slice(begin * laws, end * laws),
      });
    }
    onProgress?.(end, count);
  }
  return { count, places, sightings: all, vintages: vintages.length, countries };
}
