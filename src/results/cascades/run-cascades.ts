import type { CascadePart, ChangedDecision, Influence } from "../../core/ledger/cascade.ts";
import type { Design, StopSignal } from "../../experiments/ensemble.ts";
import { inlineReplayer, type Replayer } from "../../experiments/explain/replays.ts";
import { setOfRun } from "../../experiments/spread.ts";
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
  /** Runs in which it bans a supplier itself. */
  readonly bans: number;
  /** Countries that would have decided otherwise without one of its own bans; mean over runs with 95 % interval. */
  readonly banSize: MeanInterval;
  /** Mean margin of its first choice over the runner-up, utils: near 0 it was nearly indifferent; NaN without. */
  readonly margin: number;
  /** Population at the start, persons. */
  readonly population: number;
}

/** That a decision of one country changes one of another. */
export interface InfluenceCount {
  readonly source: string;
  /** What the source decides: its first contract and those that follow, or a ban. */
  readonly because: "contract" | "ban";
  /** Supplier that the source bans; null for contracts. */
  readonly sourceSupplier: string | null;
  readonly target: string;
  readonly decision: "contract" | "ban";
  /** Supplier that the target bans; null for contracts. */
  readonly supplier: string | null;
  /** How it differs without the source's decision; the most frequent way. */
  readonly change: ChangedDecision;
  /** Runs in which it does. */
  readonly runs: number;
}

/** Who decided because of whom. */
export interface CascadeResult {
  readonly runs: number;
  /** Decisions that were taken away one by one, over all runs. */
  readonly sources: number;
  /** Largest mean cascade of contracts first. */
  readonly countries: readonly PivotalCountry[];
  /** Most frequent first. */
  readonly influences: readonly InfluenceCount[];
}

/** Runs unless told: each is repeated for every contract and ban, some 220 times in the shipped world. */
export const CASCADE_RUNS = 5;

/** Options of `runCascades`. */
export interface CascadeOptions {
  readonly signal?: StopSignal;
  /** Told of the parts of the work that are done. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Who repeats the runs; this thread unless told. */
  readonly replayer?: Replayer;
}

/** Parts in which the repetitions of a run are made. Each repeats the run itself once more, a tenth of its work. */
const PARTS = 16;

/**
 * Finds who decided because of whom in the runs of a design: each run is repeated without the contracts of
 * each country that has one and without each ban that a country made itself, and what others then decide is
 * compared. A run takes as many repetitions as it has such decisions. Only runs that were gone through to
 * the end are in the result.
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
  { signal, onProgress, replayer = inlineReplayer() }: CascadeOptions = {},
): Promise<CascadeResult> {
  const n = design.frame.countries;
  const tally = openTally(n);
  const replays = Array.from({ length: design.count * PARTS }, (_, k) => {
    const run = design.first + Math.floor(k / PARTS);
    return { kind: "cascade", run, last, part: k % PARTS, parts: PARTS } as const;
  });
  const parts: CascadePart[] = [];
  await replayer.run(
    design,
    replays,
    (part, k) => {
      parts.push(part);
      if (parts.length === PARTS) tally.add(parts.splice(0));
      onProgress?.(k + 1, replays.length);
    },
    signal ? { signal } : {},
  );
  const sets = Array.from({ length: tally.runs() }, (_, r) => setOfRun(design, design.first + r));
  const countries = labels.countries.map((country, i): PivotalCountry => {
    const own = tally.margins[i] ?? [];
    const known = own.filter((margin) => !Number.isNaN(margin));
    return {
      country,
      name: labels.countryNames[i] ?? "",
      adopts: own.length,
      size: countInterval(tally.sizes[i] ?? [], sets),
      largest: Math.max(0, ...(tally.sizes[i] ?? [])),
      bans: tally.bans[i] ?? 0,
      banSize: countInterval(tally.banSizes[i] ?? [], sets),
      margin: known.reduce((sum, margin) => sum + margin, 0) / known.length,
      population: design.frame.population.values[i] ?? Number.NaN,
    };
  });
  const order = (a: PivotalCountry, b: PivotalCountry) =>
    b.size.mean - a.size.mean || b.banSize.mean - a.banSize.mean || b.adopts - a.adopts;
  return {
    runs: tally.runs(),
    sources: tally.sources(),
    countries: countries.sort(order),
    influences: countsOf(tally.found, labels).sort((a, b) => b.runs - a.runs),
  };
}

/** Mean of counts with its interval, which ends at 0: fewer than none there cannot be. */
function countInterval(values: readonly number[], sets: readonly number[]): MeanInterval {
  const { mean, low, high } = interval(values, 0, sets);
  return { mean, low: Math.max(0, low), high };
}

/** Influences of one kind between two countries, by the way the decision differs. */
interface Found {
  readonly one: Influence;
  readonly changes: Map<ChangedDecision, number>;
  runs: number;
}

function openTally(n: number) {
  const sizes: number[][] = Array.from({ length: n }, () => []);
  const banSizes: number[][] = Array.from({ length: n }, () => []);
  const margins: number[][] = Array.from({ length: n }, () => []);
  const bans = new Array<number>(n).fill(0);
  const found = new Map<string, Found>();
  let runs = 0;
  let sources = 0;
  return {
    sizes,
    banSizes,
    margins,
    bans,
    found,
    runs: () => runs,
    sources: () => sources,
    /** Adds a run, in all its parts. */
    add(parts: readonly CascadePart[]): void {
      const [base] = parts;
      if (base === undefined) return;
      runs++;
      const influences = parts.flatMap((part) => part.influences);
      for (const part of parts) sources += part.sources;
      const targets = (i: number, decision: "contract" | "ban") =>
        new Set(
          influences
            .filter(({ source }) => source.country === i && source.decision === decision)
            .map(({ target }) => target),
        ).size;
      for (let i = 0; i < n; i++) {
        sizes[i]?.push(targets(i, "contract"));
        banSizes[i]?.push(targets(i, "ban"));
        if ((base.adopted[i] ?? -1) >= 0) margins[i]?.push(base.margin[i] ?? Number.NaN);
        if ((base.bans[i] ?? 0) > 0) bans[i] = (bans[i] ?? 0) + 1;
      }
      // Of several bans that change one decision, one counts.
      const seen = new Set<string>();
      for (const one of influences) {
        const key = keyOf(one);
        const known = found.get(key) ?? { one, changes: new Map(), runs: 0 };
        found.set(key, known);
        if (seen.has(key)) continue;
        seen.add(key);
        known.runs++;
        known.changes.set(one.change, (known.changes.get(one.change) ?? 0) + 1);
      }
    },
  };
}

function keyOf({ source, target, decision, supplier }: Influence): string {
  const banned = source.decision === "ban" ? source.supplier : -1;
  const bans = decision === "ban" ? supplier : -1;
  return [source.country, source.decision, banned, target, decision, bans].join(" ");
}

function countsOf(found: ReadonlyMap<string, Found>, labels: Labels): InfluenceCount[] {
  const supplierOf = (decision: "contract" | "ban", supplier: number) =>
    decision === "ban" ? (labels.suppliers[supplier] ?? null) : null;
  return [...found.values()].map(({ one, changes, runs }): InfluenceCount => {
    const { source, target, decision, supplier } = one;
    const [most] = [...changes].sort((a, b) => b[1] - a[1]);
    return {
      source: labels.countries[source.country] ?? "",
      because: source.decision,
      sourceSupplier: supplierOf(source.decision, source.supplier),
      target: labels.countries[target] ?? "",
      decision,
      supplier: supplierOf(decision, supplier),
      change: most?.[0] ?? one.change,
      runs,
    };
  });
}
