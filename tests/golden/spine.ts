import { MODEL_VERSION } from "../../src/core/version.ts";
import type { Design } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { runSeed } from "../../src/experiments/run-key.ts";
import { ensembleHash } from "../../src/results/identity.ts";
import { seriesColumns } from "../../src/results/series-columns.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Compiled } from "../../src/scenario/compiled.ts";
import { builtinNames, loadScenario } from "../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";
import type { World } from "../../src/scenario/world/world.ts";

/** Seed of the first run that is kept; the others follow from it as in every ensemble. */
export const goldenSeed = "1";
/** Runs kept of each scenario. */
export const goldenRuns = 3;

/** What the built-in scenarios give, exactly; a golden file holds one. */
export interface Golden {
  /** MODEL_VERSION of the core. */
  readonly model: string;
  readonly data: { readonly version: string; readonly digest: string };
  /** By name. */
  readonly scenarios: Readonly<Record<string, GoldenScenario>>;
}

/** What one scenario gives. */
export interface GoldenScenario {
  /** Hash over its runs in order. */
  readonly result_hash: string;
  readonly runs: readonly GoldenRun[];
}

/** What one run gives. */
export interface GoldenRun {
  readonly seed: string;
  readonly result_hash: string;
  /**
   * Some outcomes at the end of the run, by column, to 12 significant digits: the hash tells that
   * something moved, these tell what.
   */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** Outcomes a reader wants to see move, and what their columns run over. */
const shown: ReadonlySet<string> = new Set([
  "adoption.countries by none",
  "adoption.countries by supplier",
  "adoption.reference_countries by none",
  "contracts.count by none",
  "coverage.share by none",
  "cost.outlay by none",
  "market.hhi by none",
  "price.index by supplier",
]);

/** Runs every built-in scenario on the shipped world, on the calling thread. */
export async function computeGolden(): Promise<Golden> {
  const world = await shippedWorld();
  const scenarios: Record<string, GoldenScenario> = {};
  for (const name of await builtinNames()) {
    scenarios[name] = await computeScenario(await compileBuiltin(name, world));
  }
  return {
    model: MODEL_VERSION,
    data: { version: world.version, digest: world.digest },
    scenarios,
  };
}

/** The world that is shipped. */
export async function shippedWorld(): Promise<World> {
  const world = await builtinWorld();
  if (world.ok) return world.value;
  throw new Error(`the shipped world is invalid: ${world.problems[0]?.message}`);
}

/** A built-in scenario on its world. */
export async function compileBuiltin(name: string, world: World): Promise<Compiled> {
  const parsed = await loadScenario(name, { world });
  if (parsed.ok) return compileScenario(parsed.value, world);
  throw new Error(`scenario ${name} is invalid: ${parsed.problems[0]?.message}`);
}

/** The runs of a scenario that are kept. */
export function goldenDesign(compiled: Compiled): Design {
  return makeDesign(compiled, { count: goldenRuns, seed: goldenSeed, recordHolders: false });
}

async function computeScenario(compiled: Compiled): Promise<GoldenScenario> {
  const { frame, labels } = compiled;
  const columns = seriesColumns(frame, labels);
  const all = ensembleHash();
  const runs: GoldenRun[] = [];
  await inlineExecutor({ chunk: 1 }).run(goldenDesign(compiled), (chunk) => {
    const failure = chunk.failures[0];
    if (failure) throw new Error(`the run of seed ${failure.seed} failed: ${failure.reason}`);
    const outcomes = columns.flatMap(({ name, outcome, by }, c): [string, number][] =>
      shown.has(`${outcome} by ${by}`)
        ? [[name, rounded(chunk.columns[(c + 1) * frame.steps - 1] ?? Number.NaN)]]
        : [],
    );
    const hash = chunk.hashes[0] ?? "";
    all.add(hash);
    runs.push({
      seed: runSeed(goldenSeed, chunk.first),
      result_hash: hash,
      outcomes: Object.fromEntries(outcomes),
    });
  });
  return { result_hash: all.digest(), runs };
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
