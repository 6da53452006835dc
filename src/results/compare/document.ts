import type { ComparedOutcome, PairedComparison } from "./compare-sides.ts";
import { finite } from "./over-time-rows.ts";
import type { PairedStatistics } from "./paired-statistics.ts";
import { isAsked, type ShownComparison } from "./shown.ts";
import { setsText } from "./words.ts";

/** Version of a comparison as JSON. */
const SCHEMA = "panoptes/comparison@1";

/** A comparison as one JSON value. Undefined and infinite numbers are null. */
export function comparisonDocument(shown: ShownComparison): object {
  const { comparison, sides, differences, seed, versions } = shown;
  return {
    schema: SCHEMA,
    status: comparison.stopped ? "partial" : "complete",
    seed,
    versions: { panoptes: versions.package, model: versions.model, data: versions.data },
    scenarios: comparison.sides.map(({ id, title, sets, result: { summary } }) => ({
      id,
      title,
      run_id: summary.runId,
      result_hash: summary.resultHash,
      runs: { requested: summary.runs.requested, finished: summary.runs.finished },
      failures: summary.failures,
      parameter_sets: sets,
    })),
    comparisons: comparison.pairs.map((pair, k) => ({
      a: pair.a.id,
      b: pair.b.id,
      pairs: pair.pairs,
      parameter_sets: {
        a: pair.sets.a,
        b: pair.sets.b,
        paired_by: pair.sets.same ? "set" : "number",
        note: setsText(pair) || null,
      },
      at: pair.periods[pair.row] ?? null,
      differs_in: (differences[k] ?? []).map(({ path, from, to }) => ({ path, a: from, b: to })),
      pairing_gain: {
        least: finite(pair.gain.least),
        median: finite(pair.gain.median),
        most: finite(pair.gain.most),
      },
      periods: pair.periods,
      outcomes: Object.fromEntries(
        pair.outcomes
          .filter((one) => isAsked(one, shown.metric))
          .map((one) => [one.column.name, outcomeObject(one, pair, shown.metric !== null)]),
      ),
      cost_per_avoided_erosion: costObject(pair),
      country_pairs: pair.countryPairs,
      countries: pair.countries
        .filter(({ id }) => shown.country === null || id === shown.country)
        .map(({ suppliers, ...country }) => ({
          ...country,
          suppliers: Object.fromEntries(suppliers.map(({ id, a, b }) => [id, { a, b }])),
        })),
      parting: partingObject(pair),
      leave_one_out: leftOutObject(shown, pair, k),
    })),
    ranks: comparison.ranks.map(({ name, unit, goal, standings }) => ({
      outcome: name,
      unit,
      goal,
      scenarios: standings.map((standing, k) => ({ id: sides[k]?.scenario.id, ...standing })),
    })),
    elapsed_seconds: comparison.elapsedSeconds,
  };
}

/** @param series also the statistics of every period, which are megabytes for all outcomes */
function outcomeObject(
  one: ComparedOutcome,
  { periods }: PairedComparison,
  series: boolean,
): object {
  const { column, statistics, overTime, conclusion } = one;
  return {
    unit: column.unit,
    definition: column.definition,
    mean_a: finite(statistics.meanA),
    mean_b: finite(statistics.meanB),
    mean: finite(statistics.mean),
    low95: finite(statistics.low),
    high95: finite(statistics.high),
    p10: finite(statistics.p10),
    p50: finite(statistics.median),
    p90: finite(statistics.p90),
    higher: statistics.higher,
    same: statistics.same,
    lower: statistics.lower,
    direction: statistics.direction,
    pairing_gain: finite(statistics.gain),
    what_would_change: {
      pairs_needed: conclusion.pairsNeeded,
      clear_from: periods[conclusion.clearFrom] ?? null,
      reversed_at: conclusion.reversedAt.map((step) => periods[step] ?? ""),
      parameter_sets: conclusion.sets,
      pairs_to_remove: conclusion.fragile,
    },
    ...(series ? { over_time: overTimeObject(overTime) } : {}),
  };
}

function overTimeObject(overTime: readonly PairedStatistics[]): object {
  const line = (read: (at: PairedStatistics) => number) => overTime.map((at) => finite(read(at)));
  return {
    mean: line(({ mean }) => mean),
    low95: line(({ low }) => low),
    high95: line(({ high }) => high),
    p10: line(({ p10 }) => p10),
    p50: line(({ median }) => median),
    p90: line(({ p90 }) => p90),
    higher: line(({ higher }) => higher),
    lower: line(({ lower }) => lower),
  };
}

/** USD that sponsors pay per point of rights erosion avoided; null where erosion is not clearly lower. */
function costObject({ cost }: PairedComparison): object | null {
  if (cost === null) return null;
  const { outlay, avoided, perPoint } = cost;
  return {
    unit: "USD per point",
    mean: finite(perPoint?.ratio ?? Number.NaN),
    low95: finite(perPoint?.low ?? Number.NaN),
    high95: finite(perPoint?.high ?? Number.NaN),
    outlay: finite(outlay.mean),
    avoided_points: finite(avoided.mean),
  };
}

/** Every outcome without each single cause of the difference; null where that was not asked for. */
function leftOutObject(
  { comparison, metric }: ShownComparison,
  pair: PairedComparison,
  k: number,
): object | null {
  const left = comparison.leftOut[k];
  if (left === undefined) return null;
  return {
    reason: left.reason,
    variants: left.variants.map(({ measure, outcomes }) => ({
      without: measure.id,
      kind: measure.kind,
      outcomes: Object.fromEntries(
        pair.outcomes.flatMap((one, place) => {
          const at = outcomes[place];
          if (at === undefined || !isAsked(one, metric)) return [];
          const { mean, low, high, direction, pairs } = at;
          const ends = { low95: finite(low), high95: finite(high) };
          return [[one.column.name, { pairs, mean: finite(mean), ...ends, direction }]];
        }),
      ),
    })),
  };
}

function partingObject({ parting, periods }: PairedComparison): object | null {
  if (parting === null) return null;
  const { pairs, parted, firstStep, first, cascade, spread, countryIds } = parting;
  const period = (step: number): string | null => periods[Math.round(step)] ?? null;
  return {
    pairs,
    parted,
    first_period: {
      p10: period(firstStep.p10),
      p50: period(firstStep.median),
      p90: period(firstStep.p90),
    },
    first: first.map((one) => ({
      country: countryIds[one.country],
      pairs: one.pairs,
      period: period(one.step),
    })),
    cascade: cascade.map(({ country, ever, step, atEnd }) => ({
      country: countryIds[country],
      pairs: ever,
      period: period(step),
      at_end: atEnd,
    })),
    countries_that_differ: {
      mean: spread.map(({ mean }) => mean),
      p10: spread.map(({ p10 }) => p10),
      p50: spread.map(({ median }) => median),
      p90: spread.map(({ p90 }) => p90),
    },
  };
}
