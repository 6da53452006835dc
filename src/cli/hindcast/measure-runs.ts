import { createState, type State } from "../../core/state.ts";
import {
  type MarketLooks,
  marketLooks,
  noMarket,
  watchMarket,
} from "../../experiments/calibration/market.ts";
import { isOfMarket } from "../../experiments/calibration/measure-market.ts";
import type { PlacedTargets } from "../../experiments/calibration/place-targets.ts";
import type { ChunkResult, Design } from "../../experiments/ensemble.ts";
import { type Kernel, openKernel } from "../../experiments/kernel.ts";
import { kernelDesignOf } from "../../experiments/kernel-design.ts";
import { seedOf } from "../../experiments/plan.ts";
import { runKey } from "../../experiments/run-key.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import type { Compiled } from "../../scenario/compiled.ts";

/** Measures the targets on the runs of a design. */
export interface TargetMeter {
  /** Values of the targets on each run, NaN where there is none (yet); [run × target] */
  readonly measured: Float64Array;
  /** Measures what the index and the statute books showed of the runs of a chunk. */
  chunk(chunk: ChunkResult): void;
  /**
   * Measures contracts and bans on one run: what was signed is no outcome that runs record, so the run is
   * repeated as far as its last date needs.
   */
  market(run: number): void;
}

/** A meter of the targets on the runs of a design. */
export function targetMeter(
  design: Design,
  placed: PlacedTargets,
  { frame, labels }: Compiled,
): TargetMeter {
  const { targets, reference, lawStates, marketStates } = placed;
  const { countries, steps, vintages } = frame;
  const names = seriesColumns(frame, labels).map(({ name }) => name);
  const laws = names.indexOf("rules.law_share");
  const measured = new Float64Array(design.count * targets.length).fill(Number.NaN);
  const counts = new Float64Array(lawStates.length);
  let repeat: {
    readonly kernel: Kernel;
    readonly state: State;
    readonly room: MarketLooks;
  } | null = null;
  return {
    measured,
    chunk(chunk) {
      for (let k = 0; k < chunk.count; k++) {
        if (chunk.hashes[k] === "") continue;
        const series = (k * names.length + laws) * steps;
        lawStates.forEach((state, s) => {
          counts[s] = (chunk.columns[series + state - 1] as number) * countries;
        });
        const run = chunk.first + k;
        targets.forEach(({ vintageIndex, measure, statistic }, t) => {
          if (isOfMarket(statistic.kind)) return;
          const at = (k * vintages.length + Math.max(0, vintageIndex)) * countries;
          const { seenSuppliers: suppliers, seenSegments: segments } = chunk;
          const index = { adopted: suppliers, suppliers, segments, at };
          const look = { ...index, laws: counts, lawAt: 0, ...noMarket };
          measured[run * targets.length + t] = measure(look, reference);
        });
      }
    },
    market(run) {
      if (marketStates.length === 0) return;
      const kernel = repeat?.kernel ?? openKernel(kernelDesignOf(design), design.plugins);
      const model = kernel.model(run);
      repeat ??= {
        kernel,
        state: createState(model),
        room: marketLooks(1, marketStates.length, frame),
      };
      const { state, room } = repeat;
      if (!watchMarket(model, state, runKey(seedOf(design, run)), marketStates, room)) return;
      const none: readonly number[] = [];
      const index = { adopted: none, suppliers: none, segments: none, at: 0 };
      const look = { ...index, laws: none, lawAt: 0, market: room, marketAt: 0 };
      targets.forEach(({ measure, statistic }, t) => {
        if (!isOfMarket(statistic.kind)) return;
        measured[run * targets.length + t] = measure(look, reference);
      });
    },
  };
}
