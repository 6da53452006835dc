import { countryLedgers, type LedgerOfRun } from "../../src/experiments/explain/country-ledgers.ts";
import { inlineReplayer } from "../../src/experiments/explain/replays.ts";
import { explainCountry } from "../../src/results/explain/explain-country.ts";
import type { Explanation } from "../../src/results/explain/explanation.ts";
import { planRuns, spreadRuns } from "../../src/results/plan-runs.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { periodAt } from "../explore/period-at.ts";
import type { Runner } from "../explore/runner.ts";
import { words } from "../strings/words.ts";
import { holdingShares } from "./holding-shares.ts";
import { pause } from "./pause.ts";
import type { LabDesk } from "./tasks.ts";

/** A country whose decisions are to be explained. */
export interface ExplainOrder {
  readonly scenario: Scenario;
  /** Its id. */
  readonly country: string;
  /** Period at whose end it is looked at; null: the last. */
  readonly period: string | null;
  /** The only run to look at, from 0; null: all. */
  readonly run: number | null;
  /** Id of the only segment to look at; null: all. */
  readonly segment: string | null;
}

/** A country's decisions explained. */
export interface ExplainAnswer {
  readonly explanation: Explanation;
  /** Periods up to the one looked at. */
  readonly periods: readonly string[];
  readonly suppliers: readonly string[];
  readonly supplierNames: readonly string[];
  readonly segments: readonly string[];
  /** Share of runs with a contract with each supplier, and with any (last); [period × (suppliers + 1)] */
  readonly shares: Float64Array;
  /** Runs that were asked for. */
  readonly asked: number;
}

/** Runs after which a first answer is given. */
const EARLY = 16;

/** Repeats the runs of a scenario for one country and takes its decisions apart. */
export async function explainTask(
  runner: Runner,
  { scenario, country: id, period, run, segment }: ExplainOrder,
  { signal, progress, early }: LabDesk<ExplainAnswer>,
): Promise<ExplainAnswer> {
  const { world } = runner;
  const compiled = compileScenario(scenario, world);
  const { labels } = compiled;
  const country = labels.countries.indexOf(id);
  if (country < 0) throw new RangeError(words.lab.noCountry(id));
  const row = periodAt(labels.periods, period);
  const place = segment === null ? -1 : labels.segments.indexOf(segment);
  if (segment !== null && place < 0) throw new RangeError(words.lab.noSegment(segment));
  const sets = await runner.setsOf(scenario, scenario.runs.count);
  const { design: whole } = planRuns(spreadRuns(scenario, world, compiled, sets), scenario.runs);
  const design = run === null ? whole : { ...whole, first: run, count: 1 };
  const ledgers: LedgerOfRun[] = [];
  const answer = (): ExplainAnswer => ({
    explanation: explainCountry(ledgers, compiled, {
      row,
      ...(place < 0 ? {} : { segment: place }),
    }),
    periods: labels.periods.slice(0, row + 1),
    suppliers: labels.suppliers,
    supplierNames: labels.supplierNames,
    segments: labels.segments,
    shares: holdingShares(ledgers, row + 1, labels.suppliers.length),
    asked: design.count,
  });
  const replayer = inlineReplayer(pause);
  for (const count of [Math.min(EARLY, design.count), design.count - EARLY]) {
    if (count <= 0 || signal.aborted) continue;
    const before = ledgers.length;
    const part = { ...design, first: design.first + before, count };
    const onProgress = ({ done }: { readonly done: number }): void =>
      progress({ done: before + done, total: design.count });
    ledgers.push(...(await countryLedgers(part, country, row, { signal, onProgress, replayer })));
    if (ledgers.length > 0 && ledgers.length < design.count) early(answer());
  }
  if (ledgers.length === 0) throw new Error(words.lab.noneRepeated);
  return answer();
}
