import { marketLooks } from "../../calibration/market.ts";
import type { Runs } from "../../calibration/runs.ts";
import type { Experiment, Sightings } from "../../calibration/simulator.ts";
import type { StopSignal } from "../../ensemble.ts";
import type { SimulationPool } from "./pool.ts";
import { type StageStore, sightingSize } from "./stage-store.ts";

/** Runs that are kept in one file, a quarter of a second of work: about what an interruption loses. */
const PART = 200;

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
  const size = sightingSize(experiment);
  const all: Sightings = {
    first,
    count,
    suppliers: new Uint32Array(count * size.suppliers),
    segments: new Uint8Array(count * size.segments),
    laws: new Float64Array(count * size.laws),
    market: marketLooks(count, experiment.marketStates.length, experiment.frame),
  };
  const put = (part: Sightings): void => {
    const at = part.first - first;
    all.suppliers.set(part.suppliers, at * size.suppliers);
    all.segments.set(part.segments, at * size.segments);
    all.laws.set(part.laws, at * size.laws);
    all.market.signings.set(part.market.signings, at * size.signings);
    all.market.bans.set(part.market.bans, at * size.bans);
  };
  const placesOf = (begin: number, end: number): Float64Array =>
    places.slice(begin * width, end * width);
  const keep = (begin: number, end: number): void => {
    store?.keep(placesOf(begin, end), {
      first: first + begin,
      count: end - begin,
      suppliers: all.suppliers.slice(begin * size.suppliers, end * size.suppliers),
      segments: all.segments.slice(begin * size.segments, end * size.segments),
      laws: all.laws.slice(begin * size.laws, end * size.laws),
      market: {
        signings: all.market.signings.slice(begin * size.signings, end * size.signings),
        bans: all.market.bans.slice(begin * size.bans, end * size.bans),
      },
    });
  };
  const partEnd = (begin: number): number => Math.min(count, begin + PART);
  const found = (begin: number): Sightings | null => {
    const kept = store?.find(placesOf(begin, partEnd(begin)), first + begin) ?? null;
    return kept?.count === partEnd(begin) - begin ? kept : null;
  };

  let begin = 0;
  while (begin < count) {
    let kept = found(begin);
    for (; kept !== null; kept = begin < count ? found(begin) : null) {
      put(kept);
      begin = partEnd(begin);
      onProgress?.(begin, count);
    }
    if (begin === count) break;
    // Everything up to the next part that was kept runs in one go: threads never wait for a part to end.
    const from = begin;
    let to = partEnd(from);
    while (to < count && store?.has(placesOf(to, partEnd(to)), first + to) !== true)
      to = partEnd(to);
    const done = await pool.run(experiment, placesOf(from, to), first + from, {
      onSightings: (part) => {
        put(part);
        const reached = part.first - first + part.count;
        for (; begin < to && partEnd(begin) <= reached; begin = partEnd(begin)) {
          keep(begin, partEnd(begin));
        }
      },
      onProgress: (part) => onProgress?.(from + part, count),
      ...(signal === undefined ? {} : { signal }),
    });
    if (done < to - from) throw new Interrupted("the calibration was interrupted");
  }
  return { count, places, sightings: all, vintages: vintages.length, countries };
}
