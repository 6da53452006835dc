import { rowsOf } from "../../experiments/run-table.ts";
import { writtenValue } from "../../scenario/uncertainty.ts";
import type { ReportVersions } from "../report-input.ts";
import type { Row } from "../row.ts";
import type { Experiment } from "../sweep/experiment.ts";
import { type Robustness, shownValue } from "./robustness.ts";
import type { OutcomeGoals, Tradeoff } from "./run-tradeoff.ts";

/** A trade-off that was made. */
export interface Searched {
  readonly experiment: Experiment;
  readonly tradeoff: Tradeoff;
  readonly objectives: OutcomeGoals;
  readonly robustness: Robustness;
  readonly worlds: number;
  readonly freshWorlds: number;
  readonly seconds: number;
}

/** One row per policy of the front. */
export function* policyRows({
  experiment,
  tradeoff,
  objectives,
  robustness,
}: Searched): Generator<Row> {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  for (const [at, policy] of tradeoff.front.entries()) {
    yield {
      policy: at + 1,
      ...Object.fromEntries(
        tradeoff.levers.map(({ name, distribution }, k) => [
          name,
          writtenValue(distribution, policy.levers[k] ?? Number.NaN),
        ]),
      ),
      ...Object.fromEntries(
        objectives.flatMap(({ outcome, goal }, k) => {
          const name = experiment.prepared.outcomes[outcome]?.name ?? "";
          const shown = (values: readonly number[]): number | null =>
            finite(shownValue(values[k] ?? Number.NaN, goal, robustness));
          return [
            [name, shown(policy.found)],
            [`${name}_fresh`, shown(policy.fresh)],
          ];
        }),
      ),
      holds: policy.holds,
    };
  }
}

/** A trade-off as one JSON value. */
export function tradeoffDocument(shown: Searched, versions: ReportVersions): object {
  const { experiment, tradeoff, objectives, robustness, worlds, freshWorlds, seconds } = shown;
  const { prepared, seed, designSeed } = experiment;
  return {
    schema: "panoptes/tradeoff@1",
    scenario: { id: prepared.scenario.id, title: prepared.scenario.title },
    status: tradeoff.stopped ? "partial" : "complete",
    versions: { panoptes: versions.package, model: versions.model, data: versions.data },
    objectives: objectives.map(({ outcome, goal }) => ({
      outcome: prepared.outcomes[outcome]?.name,
      goal,
    })),
    robustness: robustness.kind,
    worlds,
    fresh_worlds: freshWorlds,
    seed,
    design_seed: designSeed,
    runs: { done: rowsOf(tradeoff.table), failed: tradeoff.table.reasons.size },
    front: [...policyRows(shown)],
    progress: tradeoff.progress.map(({ evaluated, volume, size }) => ({
      evaluated,
      hypervolume: volume,
      front: size,
    })),
    elapsed_seconds: seconds,
  };
}
