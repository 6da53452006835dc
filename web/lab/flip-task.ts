import { inlineReplayer } from "../../src/experiments/explain/replays.ts";
import { leverOf } from "../../src/experiments/flip/lever.ts";
import { type FoundFlip, findFlip } from "../../src/results/flip/find-flip.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { periodAt } from "../explore/period-at.ts";
import type { Runner } from "../explore/runner.ts";
import { words } from "../strings/words.ts";
import { pause } from "./pause.ts";
import type { LabDesk } from "./tasks.ts";

/** Which change of a lever would turn round whether a country has a contract with a supplier. */
export interface FlipOrder {
  readonly scenario: Scenario;
  readonly country: string;
  readonly supplier: string;
  /** Period at whose end it is looked at; null: the last. */
  readonly period: string | null;
  /** Key of the lever. */
  readonly lever: string;
  /** Runs at each value that is tried: the first of the ensemble. */
  readonly runs: number;
}

/** What was found. */
export interface FlipAnswer {
  readonly found: Omit<FoundFlip, "scenario">;
}

/** Steps of the grid over the lever: coarser than the command line's, so that it takes seconds. */
const GRID = 12;
/** Values that a search mostly tries, for its progress. */
const USUAL = 20;

/** Looks for the smallest change of a lever that takes a supplier out of most runs, or into them. */
export async function flipTask(
  runner: Runner,
  { scenario, country, supplier, period, lever: key, runs }: FlipOrder,
  { signal, progress }: LabDesk<FlipAnswer>,
): Promise<FlipAnswer> {
  const { world, executor } = runner;
  const compiled = compileScenario(scenario, world);
  const { labels } = compiled;
  const lever = leverOf(scenario, world, key);
  const place = labels.countries.indexOf(country);
  const holder = labels.suppliers.indexOf(supplier);
  if (lever === null) throw new RangeError(words.lab.noLever(key));
  if (place < 0) throw new RangeError(words.lab.noCountry(country));
  if (holder < 0) throw new RangeError(words.lab.noSupplier(supplier));
  let tried = 0;
  const found = await findFlip(
    {
      scenario,
      compiled,
      world,
      ensemble: await runner.setsOf(scenario, runs),
      lever,
      question: {
        kind: "holder",
        country: place,
        supplier: holder,
        segment: null,
        step: periodAt(labels.periods, period),
      },
      count: runs,
      seed: scenario.runs.seed,
    },
    executor,
    {
      grid: GRID,
      signal,
      replayer: inlineReplayer(pause),
      onValue: () => {
        tried += 1;
        progress({ done: tried, total: Math.max(USUAL, tried) });
      },
    },
  );
  if (found === null) throw new Error(words.lab.noAnswer);
  const { scenario: _, ...rest } = found;
  return { found: rest };
}
