import { type CountryLedger, countryLedger } from "../../core/ledger/country-ledger.ts";
import type { Design, RunOptions } from "../ensemble.ts";
import { openKernel } from "../kernel.ts";
import { kernelDesignOf } from "../kernel-design.ts";
import { runKey, runSeed } from "../run-key.ts";

/** What a country did in one run of a design. */
export interface LedgerOfRun extends CountryLedger {
  readonly run: number;
  readonly seed: string;
}

/** Options of `countryLedgers`. */
export interface LedgerOptions extends RunOptions {
  /**
   * Awaited between runs so that timers and signals get their turn, for example `setImmediate` of
   * node:timers/promises. Without it, nothing can stop the replays.
   */
  readonly pause?: () => Promise<unknown>;
}

/**
 * Repeats the runs of a design, one after the other on this thread, and writes down what a country
 * did until the end of a step: every decision with its terms, every event, and the hazards of that
 * step. A run has the luck and the parameter set that it has in the ensemble.
 *
 * @param country its index in the frame
 * @param last the step to stop after
 * @returns the ledgers of the finished runs, in their order; fewer than asked for if stopped
 * @throws RangeError for a country or step outside the frame, or where a plugin chooses instead of
 * the model
 * @example
 * const design = makeDesign(compiled, { count: 20, seed: "1" });
 * const ledgers = await countryLedgers(design, labels.countries.indexOf("KEN"), 80);
 */
export async function countryLedgers(
  design: Design,
  country: number,
  last: number,
  { onProgress, signal, pause }: LedgerOptions = {},
): Promise<readonly LedgerOfRun[]> {
  const { countries, steps } = design.frame;
  within("country", country, countries);
  within("step", last, steps);
  const kernel = openKernel(kernelDesignOf(design), design.plugins);
  const ledgers: LedgerOfRun[] = [];
  for (let k = 0; k < design.count && signal?.aborted !== true; k++) {
    const run = design.first + k;
    const seed = runSeed(design.seed, run);
    ledgers.push({ run, seed, ...countryLedger(kernel.model(run), runKey(seed), country, last) });
    onProgress?.({ done: k + 1, total: design.count, failed: 0 });
    await pause?.();
  }
  return ledgers;
}

function within(what: string, value: number, count: number): void {
  if (Number.isInteger(value) && value >= 0 && value < count) return;
  throw new RangeError(`${what} ${value} is outside the frame, which has 0 to ${count - 1}`);
}
