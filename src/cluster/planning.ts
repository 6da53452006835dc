import type { RunRange } from "../experiments/cut-runs.ts";
import type { Design, Executor } from "../experiments/ensemble.ts";
import type { ChunkPlan } from "../results/node/plans/plan-file.ts";
import { storeDesign } from "../results/node/plans/stored-design.ts";
import { type CuttingOptions, designCutter } from "./cut-design.ts";
import { byHolders } from "./design-parts.ts";

/** Ends a command that is repeated for its designs alone, once all of them are known. */
export class PlanComplete extends Error {
  constructor() {
    super("the designs are known; no more is to be run");
    this.name = "PlanComplete";
  }
}

/** The part of a plan that is made of designs. */
export type PlannedChunks = Pick<ChunkPlan, "designs" | "chunks"> & {
  /** Mean over the runs that are to be computed; 0 where there are none. */
  readonly msPerRun: number;
};

/** An executor that runs nothing. */
export interface PlanningExecutor extends Executor {
  /** What has been planned; to be asked once `run` has thrown `PlanComplete`. */
  planned(): PlannedChunks;
}

/**
 * An executor for the command of an experiment that other machines are to compute: stores the designs that are
 * announced, cuts them into chunks, and then ends the command with `PlanComplete`. What a command
 * does not announce before its first run is not in the plan.
 */
export function planningExecutor(options: CuttingOptions): PlanningExecutor {
  const cut = designCutter(options);
  const designs: { digest: string; runs: number }[] = [];
  const chunks: [design: number, first: number, count: number][] = [];
  const known = new Set<string>();
  const never = new AbortController().signal;
  let announcing: Promise<void> = Promise.resolve();
  let cost = 0;

  const plan = async (design: Design): Promise<void> => {
    const digest = storeDesign(options.shared, design);
    const key = `${digest}/${design.first}/${design.count}`;
    if (known.has(key)) return;
    known.add(key);
    const { chunks: missing, msPerRun } = await cut(design, digest, never);
    const place = designs.push({ digest, runs: design.count }) - 1;
    for (const { first, count } of missing as readonly RunRange[]) {
      chunks.push([place, first, count]);
      cost += count * (msPerRun ?? 0);
    }
  };

  return {
    jobs: 1,
    announce(all) {
      const before = announcing;
      announcing = (async () => {
        await before;
        for (const design of all) for (const part of byHolders(design)) await plan(part);
      })();
      // Said by `run`, which waits for it.
      announcing.catch(() => {});
    },
    async run(design) {
      await announcing;
      for (const part of byHolders(design)) await plan(part);
      throw new PlanComplete();
    },
    planned() {
      const runs = chunks.reduce((sum, [, , count]) => sum + count, 0);
      return { designs, chunks, msPerRun: runs === 0 ? 0 : cost / runs };
    },
    async close() {},
  };
}
