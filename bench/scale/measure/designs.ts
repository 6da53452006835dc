// The designs that the document is about: the runs of a Sobol' analysis of the baseline, a plain ensemble of
// it, and an ensemble of a world of many cities.

import { join } from "node:path";
import type { ChunkResult, Design, Executor } from "../../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { spreadOver } from "../../../src/experiments/spread.ts";
import { ensembleCollector } from "../../../src/results/collect-ensemble.ts";
import { runSensitivity } from "../../../src/results/sensitivity/run-sensitivity.ts";
import { prepareSweep } from "../../../src/results/sweep/prepare-sweep.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import { loadEnsemble } from "../../../src/scenario/node/ensemble.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld, packageRoot } from "../../../src/scenario/node/world.ts";
import { loadBaseline } from "../../load-baseline.ts";
import { syntheticFrame } from "../../synthetic-frame.ts";
import { processorSeconds } from "./processor.ts";

/** The scenario of the Sobol' analysis, from the root of the checkout. */
export const SOBOL_SCENARIO = "scenarios/examples/security-rights.yaml";

/** A design that is measured, and what counting one of its chunks means. */
export interface Measured {
  readonly design: Design;
  readonly count: (chunk: ChunkResult) => unknown;
  /** Processor time to make one such design, apart from its runs, s. */
  readonly makeSeconds: number;
}

/** Reads what the designs are made of, once. */
export async function openDesigns(): Promise<{
  readonly sobol: () => Promise<Measured & { readonly inputs: number }>;
  readonly ensemble: () => Measured;
  readonly cities: (count: number) => Measured;
}> {
  const scenario = await loadBaseline();
  const world = checked(await builtinWorld());
  const ensemble = checked(await loadEnsemble("baseline", ""));
  const compiled = compileScenario(scenario, world);
  return {
    async sobol() {
      // The first design of an analysis says what all are like; its runs fill a whole one.
      const varied = checked(await loadScenario(join(packageRoot(), SOBOL_SCENARIO)));
      const prepared = prepareSweep(varied, world, { ensemble });
      const designs: Design[] = [];
      let inRuns = 0;
      const runs = inlineExecutor();
      const watched: Executor = {
        ...runs,
        async run(design, onChunk, options) {
          designs.push(design);
          const { value, seconds } = await processorSeconds(() =>
            runs.run(design, onChunk, options),
          );
          inRuns += seconds;
          return value;
        },
      };
      let inputs = 0;
      const { seconds } = await processorSeconds(async () => {
        const found = await runSensitivity(prepared, varied.uncertainty, watched, {
          method: "sobol",
          base: 32,
          designSeed: "1",
          seed: "1",
        });
        inputs = found.inputs.length;
      });
      const [design] = designs;
      if (design === undefined) throw new Error("the analysis ran no design");
      const values = new Float64Array(design.count * (design.picks?.length ?? 0));
      return {
        design,
        inputs,
        makeSeconds: (seconds - inRuns) / designs.length,
        count: (chunk) => values.set(chunk.columns, chunk.first * (design.picks?.length ?? 0)),
      };
    },
    ensemble() {
      const spread = spreadOver(ensemble, scenario, world, compiled);
      const design = makeDesign(compiled, { count: 400, seed: "1", ...spread });
      const collector = ensembleCollector({ compiled, world, design, runId: "scale" });
      return { design, makeSeconds: 0, count: (chunk) => collector.add(chunk) };
    },
    cities(count) {
      const frame = syntheticFrame(count, compiled.frame);
      const design = makeDesign({ ...compiled, frame }, { count: 100, seed: "1" });
      return { design, makeSeconds: 0, count: () => undefined };
    },
  };
}

function checked<T>(
  parsed:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly problems: readonly { readonly message: string }[] },
): T {
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message ?? "what ships is invalid");
  return parsed.value;
}
