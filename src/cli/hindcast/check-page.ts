import type { PlacedTargets } from "../../experiments/calibration/place-targets.ts";
import type { CalibrationRecord } from "../../experiments/calibration/record.ts";
import type { Design } from "../../experiments/ensemble.ts";
import { inlineExecutor } from "../../experiments/inline.ts";
import { canonicalJson } from "../../results/canonical-json.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { DOCUMENT, type Figures, SAMPLE, sampleOf, staleFiles } from "./figures.ts";
import { targetMeter } from "./measure-runs.ts";

/** What the page is held against. */
export interface PageCheck {
  readonly figures: Figures | null;
  readonly record: CalibrationRecord;
  /** Digest of what would be run today. */
  readonly inputs: string;
  /** Shipped parameter sets that were fitted to something else than is here (see `staleFits`). */
  readonly stale: readonly string[];
  readonly design: Design;
  readonly placed: PlacedTargets;
  readonly compiled: Compiled;
}

/**
 * What is wrong with the page, with the way out; null if it is current. Three things can be out of date: what
 * it was made from, what the model gives for it, and how the page is written. The first runs are run again and
 * the page is made again from its figures, so that none of them has to be taken on trust.
 */
export async function pageFault(check: PageCheck): Promise<string | null> {
  const { figures, record, inputs, stale: sets, design, placed, compiled } = check;
  const rerun = 'Run "panoptes hindcast --write".';
  if (sets.length > 0) {
    return `Parameter sets were fitted to other targets, another world or another model than are here: ${sets.join(", ")}.\nRun "npm run calibrate".`;
  }
  if (figures?.inputs !== inputs) {
    return `${DOCUMENT} is not current: its inputs have changed since it was made.\n${rerun}`;
  }
  const first = { ...design, count: SAMPLE };
  const meter = targetMeter(first, placed, compiled);
  await inlineExecutor().run(first, (chunk) => meter.chunk(chunk));
  for (let run = 0; run < SAMPLE; run++) meter.market(run);
  const sample = sampleOf(meter.measured, placed.targets.length);
  if (canonicalJson(sample) !== canonicalJson(figures.sample)) {
    return `${DOCUMENT} is not current: its first runs give other values now.\n${rerun}`;
  }
  const stale = staleFiles(figures, record);
  if (stale.length === 0) return null;
  return `${stale.join(", ")}: not what the figures make of it now.\nRun "panoptes hindcast --write --reuse".`;
}
