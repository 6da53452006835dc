// The designs that the document is about: the runs of a Sobol' analysis of the baseline, a plain ensemble of
// it, and an ensemble of a world of many cities.

import { join } from "node:path";
import type { ChunkResult, Design, Executor } from "../../../src/experiments/ensemble.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { spreadOver } from "../../../src/experiments/spread.ts";
import { ensembleCollector } from "../../../src/results/collect-ensemble.ts";
import { runSensitivity } from "../../../src/results/sensitivity/run-sensitivity.ts";
import { prepareSweep } from "../../../src/results/sweep/prepare-sweep.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import { loadEnsemble } from "../../../src/scenario/node/ensemble.ts";
import { loadPlugin } from "../../../src/scenario/node/plugin.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld, packageRoot } from "../../../src/scenario/node/world.ts";
import { loadBaseline } from "../../load-baseline.ts";
import { syntheticFrame } from "../../synthetic-frame.ts";

/** The scenario of the Sobol' analysis, from the root of the checkout. */
export const SOBOL_SCENARIO = "scenarios/examples/security-rights.yaml";

/** A design that is measured, and what counting one of its chunks means. */
export interface Measured {
  readonly design: Design;
  readonly count: (chunk: ChunkResult) => unknown;
  /** Processor time to make one such design, apart from its runs, s. */
  readonly makeSeconds: number;
}

/** Rows of the Sobol' design: enough for some designs of 256 runs. */
const BASE = 128;

/** Cities of runs that wait. */
const FEW_CITIES = 10;

/** A design of which one value of each run is kept. */
export function withoutSeries(design: Design): Design {
  return { ...design, recordHolders: false, picks: [{ column: 0, step: 0 }] };
}

/** Reads what the designs are made of, once. */
export async function openDesigns(): Promise<{
  readonly sobol: () => Promise<Measured & { readonly inputs: number }>;
  readonly ensemble: () => Measured;
  readonly cities: (count: number) => Measured;
  /** Runs of a world of few cities that wait 20 ms each, by a plugin. */
  readonly waiting: () => Promise<Measured>;
}> {
  const scenario = await loadBaseline();
  const world = checked(await builtinWorld());
  const ensemble = checked(await loadEnsemble("baseline", ""));
  const compiled = compileScenario(scenario, world);
  return {
    async sobol() {
      const varied = checked(await loadScenario(join(packageRoot(), SOBOL_SCENARIO)));
      const prepared = prepareSweep(varied, world, { ensemble });
      const designs: Design[] = [];
      // Between two designs nothing is done but to make the next one.
      let since = process.cpuUsage();
      let making = 0;
      const noting: Executor = {
        jobs: 1,
        async run(design, onChunk) {
          const { user, system } = process.cpuUsage(since);
          if (designs.length > 0) making += (user + system) / 1e6;
          designs.push(design);
          await onChunk(nothingOf(design));
          since = process.cpuUsage();
          return { stopped: false };
        },
        close: () => Promise.resolve(),
      };
      const { inputs } = await runSensitivity(prepared, varied.uncertainty, noting, {
        method: "sobol",
        base: BASE,
        designSeed: "1",
        seed: "1",
      });
      const [design] = designs;
      if (design === undefined) throw new Error("the analysis ran no design");
      const width = design.picks?.length ?? 0;
      const values = new Float64Array(design.count * width);
      return {
        design,
        inputs: inputs.length,
        makeSeconds: making / (designs.length - 1),
        count: (chunk) => values.set(chunk.columns, chunk.first * width),
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
    async waiting() {
      const plugin = await loadPlugin(
        join(packageRoot(), "bench/scale/measure/waiting-plugin.mjs"),
      );
      const read = checked(await loadScenario("baseline", { plugins: [plugin] }));
      const extended = compileScenario(read, world, [plugin]);
      const frame = syntheticFrame(FEW_CITIES, extended.frame);
      const made = makeDesign({ ...extended, frame }, { count: 100, seed: "1" });
      return { design: withoutSeries(made), makeSeconds: 0, count: () => undefined };
    },
  };
}

/** Results that say nothing, for all runs of a design with picks. */
function nothingOf({ count, picks = [] }: Design): ChunkResult {
  const none = new Uint32Array(0);
  return {
    first: 0,
    count,
    columns: new Float64Array(count * picks.length),
    held: none,
    holders: none,
    tiers: none,
    seenSuppliers: none,
    seenSegments: new Uint8Array(0),
    hashes: Array.from({ length: count }, () => ""),
    failures: [],
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
