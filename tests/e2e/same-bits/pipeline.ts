// The whole way from texts to hashes with nothing but the pure layers: this is bundled for the
// browser, where neither files nor anything else of Node is there.

import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { ensembleHash } from "../../../src/results/identity.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import { parseScenario } from "../../../src/scenario/parse.ts";
import { importPluginModule, type PluginReference } from "../../../src/scenario/plugin.ts";
import type { Checked } from "../../../src/scenario/problem.ts";
import type { Source } from "../../../src/scenario/source/source.ts";
import { checkWorld } from "../../../src/scenario/world/check-world.ts";

/** What is to be run, as texts. */
export interface Order {
  /** Text of each table by its file's name. */
  readonly world: Readonly<Record<string, string>>;
  /** Text of each scenario by its name. */
  readonly scenarios: Readonly<Record<string, string>>;
  /** Plugins by the address that their text is served at. */
  readonly plugins: readonly PluginReference[];
  readonly seed: string;
  readonly count: number;
}

/** What came out. */
export interface Outcome {
  /** Digest of the world's tables. */
  readonly data: string;
  /** Hash of each run in order, and of the ensemble, by scenario. */
  readonly scenarios: Readonly<Record<string, Hashes>>;
}

/** Hashes of an ensemble. */
export interface Hashes {
  readonly runs: readonly string[];
  readonly ensemble: string;
}

/** Reads the tables and every scenario of an order, and runs them on the calling thread. */
export async function carryOut({
  world: files,
  scenarios,
  plugins: references,
  seed,
  count,
}: Order): Promise<Outcome> {
  const world = checked(checkWorld(new Map(Object.entries(files)), "world"));
  const find = (name: string): Source => ({ text: scenarios[name] ?? "", file: name, key: name });
  const resolve = async (name: string): Promise<Checked<Source>> =>
    name in scenarios
      ? { ok: true, value: find(name), problems: [] }
      : { ok: false, problems: [{ code: "E140", severity: "error", message: name, path: [] }] };
  const plugins = await Promise.all(references.map(importPluginModule));
  const results: Record<string, Hashes> = {};
  for (const name of Object.keys(scenarios)) {
    const { text, file, key } = find(name);
    const scenario = checked(await parseScenario(text, { file, key, resolve, world, plugins }));
    const design = makeDesign(compileScenario(scenario, world, plugins), { seed, count });
    const runs: string[] = [];
    const ensemble = ensembleHash();
    await inlineExecutor().run(design, ({ hashes, failures }) => {
      if (failures[0])
        throw new Error(`the run of seed ${failures[0].seed}: ${failures[0].reason}`);
      for (const hash of hashes) ensemble.add(hash);
      runs.push(...hashes);
    });
    results[name] = { runs, ensemble: ensemble.digest() };
  }
  return { data: world.digest, scenarios: results };
}

function checked<T>(result: Checked<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problems.map(({ message }) => message).join("\n"));
}
