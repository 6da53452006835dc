import { cascades } from "../../core/ledger/cascade.ts";
import type { Design, StopSignal } from "../../experiments/ensemble.ts";
import { openKernel } from "../../experiments/kernel.ts";
import { kernelDesignOf } from "../../experiments/kernel-design.ts";
import { runKey, runSeed } from "../../experiments/run-key.ts";
import type { Labels } from "../../scenario/compiled.ts";
import { interval, type MeanInterval } from "../attribution/attribution.ts";

/** How many decisions hang on one country, over the runs. */
export interface PivotalCountry {
  readonly country: string;
  readonly name: string;
  /** Runs in which it has a contract. */
  readonly adopts: number;
  /** Countries that would have decided otherwise without its contracts; mean over runs with 95 % interval. */
  readonly size: MeanInterval;
  /** Most of these in one run. */
  readonly largest: number;
  /** Mean margin of its first choice over the runner-up, utils: near 0 it was nearly indifferent; NaN without. */
  readonly margin: number;
  /** Population at the start, persons. */
  readonly population: number;
}

/** That one country's first contract changes another's decision. */
export interface InfluenceCount {
  readonly source: string;
  readonly target: string;
  readonly decision: "contract" | "ban";
  /** Runs in which it does. */
  readonly runs: number;
}

/** Who decided because of whom. */
export interface CascadeResult {
  readonly runs: number;
  /** Largest mean cascade first. */
  readonly countries: readonly PivotalCountry[];
  /** Most frequent first. */
  readonly influences: readonly InfluenceCount[];
}

/** Options of `runCascades`. */
export interface CascadeOptions {
  readonly signal?: StopSignal;
  /** Told of the worlds without a country that have been run, within the run under way. */
  readonly onProgress?: (run: number, done: number, total: number) => void;
  /** Awaited between these, so that timers and signals get their turn. */
  readonly pause?: () => Promise<unknown>;
}

/**
 * Finds who decided because of whom in the runs of a design: each run is repeated without the contracts of
 * each country that has one, and what others then decide is compared. A run takes as many repetitions as it has
 * adopters. Only runs that were gone through to the end are in the result.
 *
 * @param last the step to stop after
 * @example
 * const { countries } = await runCascades(makeDesign(compiled, { count: 5, seed: "1" }), labels, 119);
 * countries[0]; // the country on which most hangs
 */
export async function runCascades(
  design: Design,
  labels: Labels,
  last: number,
  { signal, onProgress, pause }: CascadeOptions = {},
): Promise<CascadeResult> {
  const { frame } = design;
  const n = frame.countries;
  const kernel = openKernel(kernelDesignOf(design), design.plugins);
  const sizes: number[][] = Array.from({ length: n }, () => []);
  const margins: number[][] = Array.from({ length: n }, () => []);
  const counts = new Map<string, number>();
  let runs = 0;
  for (let k = 0; k < design.count && signal?.aborted !== true; k++) {
    const run = design.first + k;
    const key = runKey(runSeed(design.seed, run));
    const found = await cascades(kernel.model(run), key, last, async (done, total) => {
      onProgress?.(k, done, total);
      await pause?.();
      return signal?.aborted !== true;
    });
    if (found === null) break;
    runs++;
    for (let i = 0; i < n; i++) {
      sizes[i]?.push(found.sizes[i] ?? 0);
      if ((found.adopted[i] ?? -1) >= 0) margins[i]?.push(found.margin[i] ?? Number.NaN);
    }
    const keys = found.influences.map(({ source, target, decision }) =>
      [source, target, decision].join(" "),
    );
    for (const one of new Set(keys)) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  const countries = labels.countries.map((country, i): PivotalCountry => {
    const own = margins[i] ?? [];
    const known = own.filter((margin) => !Number.isNaN(margin));
    return {
      country,
      name: labels.countryNames[i] ?? "",
      adopts: own.length,
      size: interval(sizes[i] ?? []),
      largest: Math.max(0, ...(sizes[i] ?? [])),
      margin: known.reduce((sum, margin) => sum + margin, 0) / known.length,
      population: frame.population.values[i] ?? Number.NaN,
    };
  });
  const influences = [...counts].map(([one, times]): InfluenceCount => {
    const [source = "", target = "", decision] = one.split(" ");
    return {
      source: labels.countries[Number(source)] ?? "",
      target: labels.countries[Number(target)] ?? "",
      decision: decision === "ban" ? "ban" : "contract",
      runs: times,
    };
  });
  return {
    runs,
    countries: countries.sort((a, b) => b.size.mean - a.size.mean || b.adopts - a.adopts),
    influences: influences.sort((a, b) => b.runs - a.runs),
  };
}
