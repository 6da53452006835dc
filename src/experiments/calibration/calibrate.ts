// The calibration as a whole: a pool from the prior, which also serves the scores; one wave of history
// matching; sequential ABC; local-linear adjustment; sets of equal weight. Everything that is random comes
// from the seed, and what takes time goes through `simulate`, so that whoever calls may keep it and go on
// after an interruption.

import alea from "seedrandom/lib/alea.js";
import { acceptNearest, adaptiveScales, effectiveSize, squaredDistances } from "./accept.ts";
import { adjustLinearly } from "./adjust.ts";
import { type Emulator, fitEmulator, implausibility, MOST_IMPLAUSIBLE } from "./history-match.ts";
import type { PlacedTargets } from "./place-targets.ts";
import { joined, type Population, picked, proposalOf, resampled } from "./population.ts";
import { type Contraction, contractions, type Pair, tradeOffs } from "./posterior.ts";
import type { PriorDimension } from "./prior.ts";
import { measureRuns, observedOver, type Runs } from "./runs.ts";

/** How much work a calibration does. */
export interface Effort {
  /** Runs from the prior. */
  readonly pool: number;
  /** Runs from what history matching leaves of it. */
  readonly wave: number;
  /** Runs of each generation, and how many generations at most. */
  readonly generation: number;
  readonly generations: number;
  /** Sets that a generation keeps. */
  readonly keep: number;
  /** Parameter sets to give back. */
  readonly sets: number;
}

/** Defaults of the shipped ensembles. */
export const standardEffort: Effort = {
  pool: 20_000,
  wave: 12_000,
  generation: 8_000,
  generations: 3,
  keep: 2_000,
  sets: 200,
};

/** What the calibration tells while it works. */
export interface StageReport {
  readonly stage: string;
  readonly runs: number;
  /** Distance of the farthest set that is kept, in scales of the statistics; null where none is measured. */
  readonly radius: number | null;
  /** Effective number of kept sets. */
  readonly effective: number | null;
  /** Share of the prior that history matching leaves; null for other stages. */
  readonly plausible: number | null;
}

/** What a calibration gives. */
export interface Posterior {
  readonly pool: Runs;
  readonly stages: readonly StageReport[];
  /** The last population after adjustment. */
  readonly places: Float64Array;
  readonly weights: Float64Array;
  readonly effective: number;
  /** Sets of equal weight, in an order without meaning: any first part is a fair sample; [set × width] */
  readonly sets: Float64Array;
  readonly contractions: readonly Contraction[];
  readonly pairs: readonly Pair[];
  /** Targets that the kept runs miss in the mean, by more than their tolerance. */
  readonly missed: readonly {
    readonly id: string;
    readonly observed: number;
    readonly mean: number;
  }[];
}

/** A calibration that cannot go on: the message says why. */
export class CalibrationError extends Error {
  /** Code of the catalogue. */
  readonly code: "E505" | "E507" | "E508";

  constructor(code: CalibrationError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** Points tried per plausible one before the prior is given up. */
const MOST_TRIES = 20_000;
/** A generation that brings the radius down by less than this share is the last. */
const STILL = 0.02;
/** Half of the tolerance is taken for the standard deviation of what the model may be wrong by. */
const TOLERANCE_SHARE = 0.5;

/**
 * Calibrates a prior to targets.
 *
 * @param simulate runs points of the prior; `first` is the index of the first of them over the whole
 *   calibration, `stage` names them
 * @throws CalibrationError when a target is out of reach or nothing of the prior is plausible
 */
export async function calibrate(
  prior: readonly PriorDimension[],
  placed: PlacedTargets,
  effort: Effort,
  seed: string,
  simulate: (stage: string, places: Float64Array, first: number) => Promise<Runs>,
  onStage: (report: StageReport) => void = () => {},
): Promise<Posterior> {
  const width = prior.length;
  const uniform = uniformOf(`${seed}/calibrate`);
  const targets = placed.targets.filter(({ role }) => role === "C");
  const observed = observedOver(targets, placed.reference, placed);
  const tolerances = targets.map(({ tolerance }) => TOLERANCE_SHARE * tolerance);
  const measure = (runs: Runs): Float64Array =>
    measureRuns(runs, targets, placed.reference, placed);
  const stages: StageReport[] = [];
  const report = (one: StageReport): void => {
    stages.push(one);
    onStage(one);
  };
  let first = 0;
  const run = async (stage: string, places: Float64Array): Promise<Runs> => {
    const runs = await simulate(stage, places, first);
    first += runs.count;
    return runs;
  };

  const pool = await run(
    "pool",
    Float64Array.from({ length: effort.pool * width }, () => uniform()),
  );
  const poolStatistics = measure(pool);
  requireReach(targets, poolStatistics, observed);
  report({ stage: "prior", runs: pool.count, radius: null, effective: null, plausible: null });

  const emulators: Emulator[] = targets.map((_, t) =>
    fitEmulator(
      pool.places,
      Float64Array.from(
        { length: pool.count },
        (_, r) => poolStatistics[r * targets.length + t] ?? 0,
      ),
      width,
    ),
  );
  const plausible = (places: ArrayLike<number>, at: number): boolean =>
    implausibility(emulators, observed, tolerances, places, at, width) <= MOST_IMPLAUSIBLE;
  const wave = plausiblePoints(effort.wave, width, uniform, plausible);
  const waveRuns = await run("wave", wave.places);
  let population: Population = {
    places: wave.places,
    statistics: measure(waveRuns),
    weights: new Float64Array(waveRuns.count).fill(1),
  };
  let scales = adaptiveScales(population.statistics, targets.length);
  const keep = (from: Population): number => {
    const squared = squaredDistances(from.statistics, observed, scales);
    const accepted = acceptNearest(squared, effort.keep);
    population = picked(from, accepted.runs);
    return accepted.radius;
  };
  let radius = keep(population);
  report({
    stage: "history matching",
    runs: waveRuns.count,
    radius,
    effective: effectiveSize(population.weights),
    plausible: wave.share,
  });

  for (let generation = 1; generation <= effort.generations; generation++) {
    const proposal = proposalOf(population);
    const places = new Float64Array(effort.generation * width);
    const weights = new Float64Array(effort.generation);
    for (let k = 0; k < effort.generation; k++) {
      const place = proposeInside(proposal, uniform, plausible);
      places.set(place, k * width);
      weights[k] = proposal.weight(place);
    }
    const runs = await run(`generation-${generation}`, places);
    const drawn: Population = { places, statistics: measure(runs), weights };
    // Weights of old and new stand on different proposals: each part counts by its share of the sets.
    const together = joined(scaled(population), scaled(drawn));
    scales = adaptiveScales(drawn.statistics, targets.length);
    const before = acceptNearest(
      squaredDistances(population.statistics, observed, scales),
      effort.keep,
    ).radius;
    radius = keep(together);
    report({
      stage: `generation ${generation}`,
      runs: runs.count,
      radius,
      effective: effectiveSize(population.weights),
      plausible: null,
    });
    if (radius > before * (1 - STILL)) break;
  }

  const squared = squaredDistances(population.statistics, observed, scales);
  const { runs: order, weights } = acceptNearest(squared, effort.keep, population.weights);
  const kept = picked(population, order);
  const off = kept.statistics.map((value, at) => {
    const t = at % targets.length;
    const scale = scales[t] as number;
    return scale === 0 ? 0 : (value - (observed[t] as number)) / scale;
  });
  const places = adjustLinearly(kept.places, off, weights);
  const chosen = resampled(weights, effort.sets, uniform);
  const sets = new Float64Array(effort.sets * width);
  chosen.forEach((s, k) => {
    sets.set(places.subarray(s * width, (s + 1) * width), k * width);
  });
  return {
    pool,
    stages,
    places,
    weights,
    effective: effectiveSize(weights),
    sets,
    contractions: contractions(prior, { places, weights }),
    pairs: tradeOffs(prior, { places, weights }, 0.3),
    missed: targets.flatMap(({ id, tolerance }, t) => {
      const mean = weights.reduce(
        (sum, w, s) => sum + w * (kept.statistics[s * targets.length + t] as number),
        0,
      );
      const wanted = observed[t] as number;
      return Math.abs(mean - wanted) > tolerance ? [{ id, observed: wanted, mean }] : [];
    }),
  };
}

/** A stream of uniform numbers from a text. */
export function uniformOf(seed: string): () => number {
  const generator = alea(seed);
  return () => generator.double();
}

/** Weights that sum to the number of sets. */
function scaled(population: Population): Population {
  const total = population.weights.reduce((a, b) => a + b, 0);
  const factor = population.weights.length / total;
  return { ...population, weights: population.weights.map((w) => w * factor) };
}

function requireReach(
  targets: PlacedTargets["targets"],
  statistics: Float64Array,
  observed: Float64Array,
): void {
  const width = targets.length;
  const missed: string[] = [];
  targets.forEach(({ id, tolerance }, t) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let at = t; at < statistics.length; at += width) {
      const value = statistics[at] as number;
      low = Math.min(low, Number.isNaN(value) ? low : value);
      high = Math.max(high, Number.isNaN(value) ? high : value);
    }
    const wanted = observed[t] as number;
    if (wanted < low - tolerance || wanted > high + tolerance || Number.isNaN(wanted)) {
      const write = (x: number): string => String(Number(x.toPrecision(4)));
      missed.push(`${id} is ${write(wanted)}, and runs give ${write(low)} to ${write(high)}`);
    }
  });
  if (missed.length === 0) return;
  throw new CalibrationError(
    "E505",
    `no parameter set of the prior comes near to every target: ${missed.join("; ")}`,
  );
}

/** Uniform points that history matching does not rule out, and the share of the prior that they are. */
function plausiblePoints(
  count: number,
  width: number,
  uniform: () => number,
  plausible: (places: ArrayLike<number>, at: number) => boolean,
): { readonly places: Float64Array; readonly share: number } {
  const places = new Float64Array(count * width);
  const place = new Float64Array(width);
  let found = 0;
  let tried = 0;
  while (found < count) {
    for (let k = 0; k < width; k++) place[k] = uniform();
    tried++;
    if (plausible(place, 0)) places.set(place, found++ * width);
    if (tried > MOST_TRIES * (found + 10)) {
      throw new CalibrationError(
        "E508",
        `nothing of the prior is plausible: of ${tried} parameter sets ${found} could meet all targets; widen the ranges`,
      );
    }
  }
  return { places, share: found / tried };
}

/** A proposal that is not ruled out. */
function proposeInside(
  proposal: ReturnType<typeof proposalOf>,
  uniform: () => number,
  plausible: (places: ArrayLike<number>, at: number) => boolean,
): Float64Array {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const place = proposal.propose(uniform);
    if (plausible(place, 0)) return place;
  }
  throw new CalibrationError("E508", "nothing near the kept sets is plausible; widen the ranges");
}
