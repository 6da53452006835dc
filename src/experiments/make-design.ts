import type { Settings } from "../core/model.ts";
import type { Compiled } from "../scenario/compiled.ts";
import type { Design } from "./ensemble.ts";
import type { Spread } from "./spread.ts";

/** What may be chosen when a compiled scenario is run. */
export interface DesignOptions {
  /** Number of runs, at least 1. */
  readonly count: number;
  /** The user's seed, any text. */
  readonly seed: string;
  /** Index of the first run; 0 unless told. */
  readonly first?: number;
  /** Parameter sets to spread the runs over; the scenario's own unless told. */
  readonly settings?: readonly Settings[];
  /** What those sets are, if they are of an ensemble. */
  readonly spread?: Spread;
  /** Record which country held which supplier at each step; yes unless told. */
  readonly recordHolders?: boolean;
  /** Runs whose holders come back run by run; none unless told. */
  readonly keepHolders?: number;
}

/**
 * The design that runs a compiled scenario.
 *
 * @throws RangeError if there is nothing to run or the range of runs makes no sense.
 * @example
 * const design = makeDesign(compiled, { count: 200, seed: "1" });
 */
export function makeDesign(compiled: Compiled, options: DesignOptions): Design {
  const { count, seed, first = 0, settings = [compiled.settings], recordHolders = true } = options;
  const { keepHolders = 0 } = options;
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`number of runs is ${count}; give a whole number of at least 1`);
  }
  if (!Number.isSafeInteger(first) || first < 0) {
    throw new RangeError(`first run is ${first}; give a whole number of at least 0`);
  }
  if (settings.length === 0) {
    throw new RangeError("no parameter set to run with; give at least one");
  }
  const { frame, plugins } = compiled;
  const spread = options.spread === undefined ? {} : { spread: options.spread };
  const what = { frame, settings, ...spread, plugins };
  return { ...what, seed, first, count, recordHolders, keepHolders };
}
