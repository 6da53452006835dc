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
  /** Record which country held which supplier at each step; where `holdersFit` unless told. */
  readonly recordHolders?: boolean;
  /** Runs whose holders come back run by run, as far as they fit; none unless told. */
  readonly keepHolders?: number;
}

/**
 * Cells of holders beyond which they are not recorded: 200 MB in a summary and half as much in each chunk.
 * The shipped world has 165,000 over the whole horizon, 50,000 jurisdictions with three suppliers 24 million.
 */
const MOST_CELLS = 25_000_000;

/** Whether it can be recorded which country held which supplier at each step. */
export function holdersFit({ frame }: Pick<Compiled, "frame">): boolean {
  return frame.steps * frame.countries * (frame.suppliers + 1) <= MOST_CELLS;
}

/**
 * The design that runs a compiled scenario.
 *
 * @throws RangeError if there is nothing to run or the range of runs makes no sense.
 * @example
 * const design = makeDesign(compiled, { count: 200, seed: "1" });
 */
export function makeDesign(compiled: Compiled, options: DesignOptions): Design {
  const { count, seed, first = 0, settings = [compiled.settings] } = options;
  const { keepHolders = 0, recordHolders = holdersFit(compiled) } = options;
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
  const fits = Math.floor((4 * MOST_CELLS) / (frame.steps * frame.countries));
  return { ...what, seed, first, count, recordHolders, keepHolders: Math.min(keepHolders, fits) };
}
