import type { MechanismId } from "../../core/parameters.ts";
import {
  type Measure,
  measuresBetween,
  withMeasures,
} from "../../experiments/attribution/measures.ts";
import {
  coalitionsOf,
  drawOrders,
  exactShapley,
  MOST_EXACT,
  MOST_PLAYERS,
  pairIndex,
  type Shares,
  sampledShapley,
} from "../../experiments/attribution/shapley.ts";
import type { Executor, Progress, Reading, StopSignal } from "../../experiments/ensemble.ts";
import { uniformDraws } from "../../experiments/run-key.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import {
  type Attribution,
  interval,
  type MeanInterval,
  type MechanismShare,
} from "./attribution.ts";
import { runVariants, setOfVariant } from "./run-variants.ts";

/** Pairs of orders that are sampled where there are too many measures for all coalitions. */
export const ORDER_PAIRS = 32;

/** What is to be shared out. */
export interface AttributionInput {
  readonly from: Scenario;
  readonly to: Scenario;
  /** The second scenario, compiled. */
  readonly compiled: Compiled;
  readonly world: World;
  readonly ensemble: ParameterEnsemble | null;
  /** The number that is read off every run. */
  readonly reading: Reading;
}

/** Options of `attributeScenario`. */
export interface AttributionOptions {
  readonly count: number;
  readonly seed: string;
  /** Also hold the difference against itself with each mechanism off. */
  readonly mechanisms?: boolean;
  readonly signal?: StopSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** What will be run: which coalitions of measures, and which mechanisms are switched off. */
export interface AttributionPlan {
  readonly measures: readonly Measure[];
  /** Coalitions as bits of measures, ascending; the first is none, the last all. */
  readonly coalitions: readonly number[];
  /** Orders of joining where these were sampled, else null. */
  readonly orders: readonly (readonly number[])[] | null;
  readonly mechanisms: readonly MechanismId[];
  /** Runs for each seed. */
  readonly points: number;
}

/**
 * Plans an attribution without running anything.
 *
 * @throws RangeError where the scenarios do not differ, in too much, or in what cannot be shared out
 */
export function planAttribution(
  { from, to }: Pick<AttributionInput, "from" | "to">,
  { seed, mechanisms = false }: Pick<AttributionOptions, "seed" | "mechanisms">,
): AttributionPlan {
  const measures = measuresBetween(from, to);
  const k = measures.length;
  if (k === 0) throw new RangeError(`"${to.id}" and "${from.id}" differ in nothing that is run`);
  if (k > MOST_PLAYERS) {
    throw new RangeError(
      `"${to.id}" differs from "${from.id}" in ${k} things; at most ${MOST_PLAYERS} can be shared out`,
    );
  }
  const orders =
    k <= MOST_EXACT ? null : drawOrders(k, ORDER_PAIRS, uniformDraws(`attribution/${seed}`));
  const coalitions =
    orders === null ? Array.from({ length: 1 << k }, (_, s) => s) : coalitionsOf(orders);
  const switches = mechanisms
    ? (Object.keys(to.mechanisms) as MechanismId[]).filter(
        (id) => to.mechanisms[id] && from.mechanisms[id] && id !== "bounded_confidence",
      )
    : [];
  const points = coalitions.length + 2 * switches.length;
  return { measures, coalitions, orders, mechanisms: switches, points };
}

/**
 * Shares the difference of two scenarios out among the measures in which they differ, by Shapley values
 * on paired runs: exact to ten measures, from sampled orders beyond. Every coalition of measures is
 * run on the same seeds and parameter sets. Runs that failed in any coalition are left out.
 *
 * @throws RangeError as `planAttribution`
 * @example
 * const { measures, total } = await attributeScenario(input, executor, { count: 50, seed: "1" });
 * // The means of the measures sum to total.mean.
 */
export async function attributeScenario(
  input: AttributionInput,
  executor: Executor,
  options: AttributionOptions,
): Promise<Attribution> {
  const { from, to } = input;
  const plan = planAttribution(input, options);
  const { measures, coalitions, mechanisms } = plan;
  const coalition = (s: number) => withMeasures(from, to, measures, (k) => ((s >>> k) & 1) === 1);
  const all = coalitions.at(-1) ?? 0;
  const scenarios = [
    ...coalitions.map((s) => coalition(s)),
    ...mechanisms.flatMap((id) => [without(coalition(0), id), without(coalition(all), id)]),
  ];
  const values = await runVariants(
    { ...input, readings: [input.reading] },
    scenarios,
    executor,
    options,
  );
  const finished = keepFinished(values, scenarios.length);
  const runs = finished.runs;
  const place = new Map(coalitions.map((s, k) => [s, k]));
  const none = new Float64Array(runs);
  const worth = (s: number) => finished.values[place.get(s) ?? -1] ?? none;
  const shares =
    plan.orders === null
      ? exactShapley(measures.length, runs, worth)
      : sampledShapley(measures.length, runs, worth, plan.orders);
  const sets = finished.complete.map((run) => setOfVariant(input, run));
  const within = (values: ArrayLike<number>, more = 0) => interval(values, more, sets);
  const difference = minus(worth(all), worth(0));
  const mechanismShares = mechanisms.map((mechanism, m): MechanismShare => {
    const at = coalitions.length + 2 * m;
    const off = minus(finished.values[at + 1] ?? none, finished.values[at] ?? none);
    return { mechanism, ...within(minus(difference, off)) };
  });
  const carried = mechanismShares.reduce((sum, { mean }) => sum + mean, 0);
  const total = within(difference);
  return {
    from: from.id,
    to: to.id,
    runs,
    coalitions: coalitions.length,
    orders: plan.orders?.length ?? null,
    before: interval(worth(0)).mean,
    after: interval(worth(all)).mean,
    total,
    measures: measures.map((measure, k) => ({
      ...measure,
      ...within(shares.contributions[k] ?? none, shares.orderVariance[k] ?? 0),
    })),
    interactions: interactionsOf(measures, shares, within),
    mechanisms: mechanismShares,
    interplay: mechanisms.length === 0 ? null : total.mean - carried,
    stopped: finished.runs < options.count,
  };
}

function interactionsOf(
  measures: readonly Measure[],
  { interactions }: Shares,
  within: (values: ArrayLike<number>) => MeanInterval,
) {
  if (interactions.length === 0) return [];
  return measures.flatMap((first, a) =>
    measures.slice(a + 1).map((second, k) => ({
      first: first.id,
      second: second.id,
      ...within(interactions[pairIndex(measures.length, a, a + 1 + k)] ?? []),
    })),
  );
}

function without(scenario: Scenario, mechanism: MechanismId): Scenario {
  return { ...scenario, mechanisms: { ...scenario.mechanisms, [mechanism]: false } };
}

/** The values of runs that finished with all scenarios; [scenario][run] */
function keepFinished(
  values: Float64Array,
  scenarios: number,
): {
  readonly values: readonly Float64Array[];
  readonly runs: number;
  readonly complete: readonly number[];
} {
  const complete: number[] = [];
  for (let run = 0; (run + 1) * scenarios <= values.length; run++) {
    const own = values.subarray(run * scenarios, (run + 1) * scenarios);
    if (own.every((value) => !Number.isNaN(value))) complete.push(run);
  }
  return {
    complete,
    runs: complete.length,
    values: Array.from({ length: scenarios }, (_, s) =>
      Float64Array.from(complete, (run) => values[run * scenarios + s] ?? Number.NaN),
    ),
  };
}

function minus(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  return Float64Array.from(a, (value, k) => value - (b[k] ?? Number.NaN));
}
