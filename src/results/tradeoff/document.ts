import { rowsOf } from "../../experiments/run-table.ts";
import { writtenValue } from "../../scenario/uncertainty.ts";
import type { ReportVersions } from "../report-input.ts";
import type { Row } from "../row.ts";
import type { Experiment } from "../sweep/experiment.ts";
import { type Goal, type Robustness, shownValue } from "./robustness.ts";
import type { OutcomeGoals, Policy, Tradeoff } from "./run-tradeoff.ts";

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

/** A policy as JSON: levers by name, outcomes by name as they were in the worlds of the search. */
export type PolicyDocument = Readonly<Record<string, number | string | boolean | null>>;

/** A trade-off as JSON. */
export interface TradeoffDocument {
  readonly schema: "panoptes/tradeoff@1";
  readonly scenario: { readonly id: string; readonly title: string };
  readonly status: "partial" | "complete";
  readonly versions: {
    readonly panoptes: string;
    readonly model: string;
    readonly data: string;
  };
  /** Names of the levers that were searched. */
  readonly levers: readonly string[];
  readonly objectives: readonly {
    readonly outcome: string;
    readonly goal: Goal;
    readonly unit: string;
    readonly period: string;
  }[];
  readonly robustness: Robustness["kind"];
  readonly worlds: number;
  readonly fresh_worlds: number;
  readonly seed: string;
  readonly design_seed: string;
  readonly runs: { readonly done: number; readonly failed: number };
  /** What nothing dominates: also `policy`, its number, `<outcome>_fresh` and `holds`. */
  readonly front: readonly PolicyDocument[];
  /** The levers left in the middle. */
  readonly middle: PolicyDocument;
  /** Every policy that the search tried, in its order. */
  readonly tried: readonly PolicyDocument[];
  readonly progress: readonly {
    readonly evaluated: number;
    readonly hypervolume: number;
    readonly front: number;
  }[];
  readonly elapsed_seconds: number;
}

/** One row per policy of the front. */
export function* policyRows(shown: Searched): Generator<Row> {
  for (const [at, policy] of shown.tradeoff.front.entries()) {
    yield {
      policy: at + 1,
      ...leverCells(shown, policy),
      ...Object.fromEntries(
        shown.objectives.flatMap((_, k) => {
          const name = nameOf(shown, k);
          return [
            [name, cellOf(shown, policy.found, k)],
            [`${name}_fresh`, cellOf(shown, policy.fresh, k)],
          ];
        }),
      ),
      holds: policy.holds,
    };
  }
}

/** A policy as it did in the worlds of the search. */
function searchedPolicy(shown: Searched, policy: Pick<Policy, "levers" | "found">): PolicyDocument {
  const cells = shown.objectives.map((_, k) => [nameOf(shown, k), cellOf(shown, policy.found, k)]);
  return { ...leverCells(shown, policy), ...Object.fromEntries(cells) };
}

function leverCells({ tradeoff }: Searched, { levers }: Pick<Policy, "levers">): PolicyDocument {
  return Object.fromEntries(
    tradeoff.levers.map(({ name, distribution }, k) => [
      name,
      writtenValue(distribution, levers[k] ?? Number.NaN),
    ]),
  );
}

function nameOf({ experiment, objectives }: Searched, k: number): string {
  return experiment.prepared.outcomes[objectives[k]?.outcome ?? -1]?.name ?? "";
}

/** An objective as people read it; null where no run of it finished. */
function cellOf(
  { objectives, robustness }: Searched,
  values: readonly number[],
  k: number,
): number | null {
  const goal = objectives[k]?.goal ?? "minimise";
  const value = shownValue(values[k] ?? Number.NaN, goal, robustness);
  return Number.isFinite(value) ? value : null;
}

/** A trade-off as one JSON value. */
export function tradeoffDocument(shown: Searched, versions: ReportVersions): TradeoffDocument {
  const { experiment, tradeoff, objectives, robustness, worlds, freshWorlds, seconds } = shown;
  const { prepared, seed, designSeed } = experiment;
  return {
    schema: "panoptes/tradeoff@1",
    scenario: { id: prepared.scenario.id, title: prepared.scenario.title },
    status: tradeoff.stopped ? "partial" : "complete",
    versions: { panoptes: versions.package, model: versions.model, data: versions.data },
    levers: tradeoff.levers.map(({ name }) => name),
    objectives: objectives.map(({ outcome, goal }, k) => ({
      outcome: nameOf(shown, k),
      goal,
      unit: robustness.kind === "satisfy" ? "share" : (prepared.outcomes[outcome]?.unit ?? ""),
      period: prepared.outcomes[outcome]?.period ?? "",
    })),
    robustness: robustness.kind,
    worlds,
    fresh_worlds: freshWorlds,
    seed,
    design_seed: designSeed,
    runs: { done: rowsOf(tradeoff.table), failed: tradeoff.table.reasons.size },
    front: [...policyRows(shown)],
    middle: searchedPolicy(shown, tradeoff.central),
    tried: tradeoff.tried.map((policy) => searchedPolicy(shown, policy)),
    progress: tradeoff.progress.map(({ evaluated, volume, size }) => ({
      evaluated,
      hypervolume: volume,
      front: size,
    })),
    elapsed_seconds: seconds,
  };
}
