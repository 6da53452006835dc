// Everything that running takes: the world, the compiler, the pool of workers. Fetched when somebody
// first reaches for the page, so that neither the picture nor who only looks at it waits for it.

import { addresses } from "virtual:page-assets";
import type { Executor } from "../../src/experiments/ensemble.ts";
import { SEEDS_PER_SET } from "../../src/experiments/spread.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Compiled, Labels } from "../../src/scenario/compiled.ts";
import { type ParameterEnsemble, SINGLE } from "../../src/scenario/ensemble.ts";
import { unpackWorld, type WorldHead } from "../../src/scenario/packed/world.ts";
import { sameFrame } from "../../src/scenario/same-frame.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { World } from "../../src/scenario/world/world.ts";
import { words } from "../strings/words.ts";
import { browserExecutor } from "../workers/start-workers.ts";
import { fromBase64 } from "./base64.ts";
import { collectPicture } from "./collect.ts";
import { designOf } from "./design-of.ts";
import { load } from "./load.ts";
import { type MoreSets, type PackedSets, unpackSets } from "./packed-sets.ts";
import type { Picture } from "./picture.ts";

/** The world as it is shipped: names of countries come with the baseline. */
interface ShippedWorld {
  readonly head: Omit<WorldHead, "countries"> & {
    readonly countries: Omit<WorldHead["countries"], "ids" | "names">;
  };
  readonly body: string;
}

/** What an ensemble came to. */
export interface Ran {
  /** Null while no run has finished. */
  readonly picture: Picture | null;
  /** Runs that were done, failed ones included. */
  readonly count: number;
  readonly seconds: number;
  readonly stopped: boolean;
}

/** Runs scenarios on the browser's workers. */
export interface Runner {
  readonly world: World;
  /** The browser's workers. */
  readonly executor: Executor;
  /**
   * The parameter sets that a number of runs goes round; null where the scenario has its own alone.
   *
   * @throws RangeError where it asks for sets that the page does not hold
   */
  setsOf(scenario: Scenario, runs: number): Promise<ParameterEnsemble | null>;
  /**
   * Runs a scenario. The workers start with the first one.
   *
   * @param onRuns told the number of runs after every chunk, with a way to make a picture of them
   */
  run(
    scenario: Scenario,
    signal: AbortSignal,
    onRuns: (done: number, preview: () => Picture | null) => void,
  ): Promise<Ran>;
}

/** Fetches the world and makes a runner. */
export async function openRunner({
  countries,
  countryNames,
}: Pick<Labels, "countries" | "countryNames">): Promise<Runner> {
  const [packed, first] = await Promise.all([
    load<ShippedWorld>(addresses.world),
    load<PackedSets>(addresses.sets),
  ]);
  const named = { ...packed.head.countries, ids: countries, names: countryNames };
  const world = unpackWorld({ ...packed.head, countries: named }, fromBase64(packed.body));
  const few = unpackSets([first]);
  let fetched: Promise<MoreSets> | null = null;
  const more = (): Promise<MoreSets> => {
    fetched ??= load<MoreSets>(addresses.moreSets);
    // What could not be fetched is fetched again when it is wanted again.
    fetched.catch(() => {
      fetched = null;
    });
    return fetched;
  };
  const setsOf: Runner["setsOf"] = async ({ parameterSets: { from, only } }, runs) => {
    if (from === SINGLE) return null;
    // The rest is fetched when there are more runs than the first sets can serve.
    if (from === few.id && only === null && runs <= few.sets.length * SEEDS_PER_SET) return few;
    const found = (await more())[from];
    if (found === undefined) throw new RangeError(words.page.otherSets(from));
    if (from === few.id) return unpackSets([first, found]);
    const most = found.count * SEEDS_PER_SET;
    if (only === null ? runs > most : only > found.count)
      throw new RangeError(words.page.moreSets(from, most));
    return unpackSets([found]);
  };
  const executor = browserExecutor();
  let last: { readonly scenario: Scenario; readonly compiled: Compiled } | null = null;
  return {
    world,
    executor,
    setsOf,
    async run(scenario, signal, onRuns) {
      const known = last !== null && sameFrame(scenario, last.scenario) ? last.compiled : null;
      const compiled = compileScenario(scenario, world, [], known);
      last = { scenario, compiled };
      const sets = await setsOf(scenario, scenario.runs.count);
      const design = designOf(scenario, compiled, world, sets);
      const collector = collectPicture(design, compiled.labels);
      const begun = performance.now();
      const { stopped } = await executor.run(
        design,
        (chunk) => {
          collector.add(chunk);
          onRuns(collector.count, () => collector.picture());
        },
        { signal },
      );
      const seconds = (performance.now() - begun) / 1000;
      return { picture: collector.picture(), count: collector.count, seconds, stopped };
    },
  };
}
