import type { CountryLedger } from "../../core/ledger/country-ledger.ts";
import type { Design, RunOptions } from "../ensemble.ts";
import { inlineReplayer, type Replayer } from "./replays.ts";

/** What a country did in one run of a design. */
export interface LedgerOfRun extends CountryLedger {
  readonly run: number;
  readonly seed: string;
}

/** Options of `countryLedgers`. */
export interface LedgerOptions extends RunOptions {
  /** Who repeats the runs; this thread unless told. */
  readonly replayer?: Replayer;
}

/**
 * Repeats the runs of a design and writes down what a country
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
  { onProgress, signal, replayer = inlineReplayer() }: LedgerOptions = {},
): Promise<readonly LedgerOfRun[]> {
  const { countries, steps } = design.frame;
  within("country", country, countries);
  within("step", last, steps);
  const ledgers: LedgerOfRun[] = [];
  const replays = Array.from({ length: design.count }, (_, k) => {
    return { kind: "ledger", run: design.first + k, country, last } as const;
  });
  await replayer.run(
    design,
    replays,
    (ledger, k) => {
      ledgers.push(ledger);
      onProgress?.({ done: k + 1, total: design.count, failed: 0 });
    },
    signal ? { signal } : {},
  );
  return ledgers;
}

function within(what: string, value: number, count: number): void {
  if (Number.isInteger(value) && value >= 0 && value < count) return;
  throw new RangeError(`${what} ${value} is outside the frame, which has 0 to ${count - 1}`);
}
