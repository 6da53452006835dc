import { readFileSync, rmSync } from "node:fs";
import type { RunTable } from "../../experiments/run-table.ts";
import type { Comparison } from "../compare/compare-scenarios.ts";
import type { PairedComparison } from "../compare/compare-sides.ts";
import { overTimeRows } from "../compare/over-time-rows.ts";
import type { ShownComparison } from "../compare/shown.ts";
import { type Side, stepAt, valuesAt } from "../compare/side.ts";
import { digestOf } from "../identity.ts";
import type { ExperimentColumn, ExperimentTable } from "../sweep/experiment-table.ts";
import type { Outcome } from "../sweep/prepare-sweep.ts";
import { EXPERIMENT_SCHEMA, type ExperimentManifest, openExperiment } from "./experiment-store.ts";
import { openPlace, type ResultsPlace } from "./place.ts";

/** Runs of one scenario: every outcome at the date compared. */
export interface KeptRuns {
  readonly outcomes: readonly Outcome[];
  /** One for each scenario, which is the point of its runs. */
  readonly tables: readonly RunTable[];
}

/** Runs in one file. */
const ROWS = 2048;

/**
 * Looks at the place of a comparison's folder, before anything is run. An earlier comparison there is replaced.
 *
 * @throws Error if something else stands there
 */
export function comparisonPlace(folder: string): ResultsPlace {
  return openPlace(folder, isComparison);
}

/**
 * Takes from all sides what the folder keeps of single runs: outcomes that every side has, at the date that
 * the first pair is compared at. The series must still be open.
 */
export function keepRuns(sides: readonly Side[], [first]: readonly PairedComparison[]): KeptRuns {
  const date = first?.dates[first.row] ?? Number.NaN;
  const period = first?.periods[first.row] ?? "";
  const common = (first?.outcomes ?? []).filter(({ column }) =>
    sides.every(({ result }) => result.summary.columns.some(({ name }) => name === column.name)),
  );
  return {
    outcomes: common.map(({ column: { name, unit, definition } }) => ({
      name,
      unit,
      definition,
      period,
      goal: null,
    })),
    tables: sides.map((side, point) => runsOf(side, point, common, date)),
  };
}

function runsOf(
  side: Side,
  point: number,
  outcomes: PairedComparison["outcomes"],
  date: number,
): RunTable {
  const runs = side.places.length;
  const step = stepAt(side.labels, date);
  const values = new Float64Array(runs * outcomes.length);
  const { columns } = side.result.summary;
  outcomes.forEach(({ column }, k) => {
    const place = columns.findIndex(({ name }) => name === column.name);
    valuesAt(side, place, step).forEach((value, run) => {
      values[run * outcomes.length + k] = value;
    });
  });
  return {
    points: new Uint32Array(runs).fill(point),
    seeds: Uint32Array.from({ length: runs }, (_, run) => run),
    sets: Uint32Array.from(side.setOf),
    values,
    hashes: side.hashes,
    reasons: new Map(side.result.summary.failures.map(({ run, reason }) => [run, reason])),
  };
}

/**
 * Writes a comparison as a folder that `panoptes results` knows: the runs of every scenario, `scenarios`,
 * `differences` over time and `holders` by country. It appears whole or not at all.
 */
export function writeComparison(
  place: ResultsPlace,
  shown: ShownComparison,
  { outcomes, tables }: KeptRuns,
  resolved: readonly unknown[],
): ExperimentManifest {
  const { comparison, sides, versions, seed } = shown;
  const [first] = comparison.pairs;
  const runIds = comparison.sides.map(({ result }) => result.summary.runId);
  const design = {
    compared: comparison.sides.map(({ id }) => id),
    at: first?.periods[first.row] ?? null,
    runs: comparison.sides.map(({ result }) => result.summary.runs.requested),
    seed,
    run_ids: runIds,
    others: resolved.slice(1),
  };
  try {
    const store = openExperiment(place.beside, {
      kind: "comparison",
      experiment_id: digestOf({ kind: "comparison", runIds, at: design.at }),
      versions: { package: versions.package, model: versions.model, data: versions.data },
      digests: { world: sides[0]?.world.digest ?? "" },
      scenario: resolved[0] ?? null,
      design,
      outcomes,
      seed,
      resume: false,
    });
    let batch = 0;
    for (const table of tables) {
      for (let from = 0; from < table.points.length; from += ROWS) {
        store.batch(batch++, slice(table, from, from + ROWS, outcomes.length));
      }
    }
    const manifest = store.finish(
      [scenariosTable(comparison), differencesTable(shown), holdersTable(comparison)],
      joined(tables),
      comparison.stopped,
    );
    place.fill();
    return manifest;
  } catch (error) {
    rmSync(place.beside, { recursive: true, force: true });
    throw error;
  }
}

function isComparison(manifest: string): boolean {
  try {
    const { schema, kind } = JSON.parse(readFileSync(manifest, "utf8"));
    return schema === EXPERIMENT_SCHEMA && kind === "comparison";
  } catch {
    return false;
  }
}

function slice(table: RunTable, from: number, to: number, picks: number): RunTable {
  const reasons = [...table.reasons].filter(([row]) => row >= from && row < to);
  return {
    points: table.points.slice(from, to),
    seeds: table.seeds.slice(from, to),
    sets: table.sets.slice(from, to),
    values: table.values.slice(from * picks, to * picks),
    hashes: table.hashes.slice(from, to),
    reasons: new Map(reasons.map(([row, reason]) => [row - from, reason])),
  };
}

/** What the manifest tells of all runs together; it needs no values. */
function joined(tables: readonly RunTable[]): RunTable {
  const rows = tables.reduce((sum, { points }) => sum + points.length, 0);
  const failed = tables.flatMap(({ reasons }) => [...reasons.values()]);
  return {
    points: new Uint32Array(rows),
    seeds: new Uint32Array(rows),
    sets: new Uint32Array(rows),
    values: new Float64Array(0),
    hashes: tables.flatMap(({ hashes }) => hashes),
    reasons: new Map(failed.map((reason, k) => [k, reason])),
  };
}

const text = (name: string, definition: string): ExperimentColumn => ({
  name,
  type: "STRING",
  unit: "",
  definition,
  nullable: true,
});
const whole = (name: string, definition: string): ExperimentColumn => ({
  name,
  type: "INT32",
  unit: "",
  definition,
});
const number = (name: string, definition: string): ExperimentColumn => ({
  name,
  type: "DOUBLE",
  unit: "that of the outcome",
  definition,
});

function scenariosTable({ sides }: Comparison): ExperimentTable {
  return {
    name: "scenarios",
    columns: [
      whole("point", "Number of the scenario, as in the runs; 0 is what others are compared with"),
      text("scenario", "Id of the scenario"),
      text("title", "Title of the scenario"),
      text("run_id", "Digest of the inputs of its runs"),
      text("result_hash", "Hash of what came out"),
      whole("finished", "Finished runs"),
      whole("parameter_sets", "Parameter sets that its runs go round"),
    ],
    values: [
      Int32Array.from(sides, (_, k) => k),
      sides.map(({ id }) => id),
      sides.map(({ title }) => title),
      sides.map(({ result }) => result.summary.runId),
      sides.map(({ result }) => result.summary.resultHash),
      Int32Array.from(sides, ({ result }) => result.summary.runs.finished),
      Int32Array.from(sides, ({ sets }) => sets),
    ],
  };
}

function differencesTable(shown: ShownComparison): ExperimentTable {
  const rows = [...overTimeRows({ ...shown, metric: null })];
  const names = ["a", "b", "outcome", "by", "of", "unit", "period", "direction"] as const;
  const counts = ["pairs", "higher", "same", "lower"] as const;
  const measures = [
    ["mean_a", "Mean of a over the pairs"],
    ["mean_b", "Mean of b over the pairs"],
    ["mean", "Mean difference, b minus a"],
    ["low95", "Lower end of its 95 % interval"],
    ["high95", "Upper end of it"],
    ["p10", "Quantile of the differences"],
    ["p50", "Median difference"],
    ["p90", "Quantile of the differences"],
    ["gain", "How many times as many runs the same precision would need without shared luck"],
  ] as const;
  const cell = (row: (typeof rows)[number], name: string) => row[name] ?? null;
  return {
    name: "differences",
    columns: [
      ...names.map((name) => text(name, "As compare prints it")),
      ...counts.map((name) => whole(name, name === "pairs" ? "Finished pairs" : "Pairs so")),
      ...measures.map(([name, definition]) => number(name, definition)),
    ],
    values: [
      ...names.map((name) =>
        rows.map((row) => (cell(row, name) === null ? null : String(cell(row, name)))),
      ),
      ...counts.map((name) => Int32Array.from(rows, (row) => Number(cell(row, name)))),
      ...measures.map(([name]) =>
        Float64Array.from(rows, (row) =>
          cell(row, name) === null ? Number.NaN : Number(row[name]),
        ),
      ),
    ],
  };
}

function holdersTable({ pairs }: Comparison): ExperimentTable {
  const rows = pairs.flatMap((pair) =>
    pair.countries.flatMap((country) => [
      { pair, country: country.id, supplier: null as string | null, a: country.a, b: country.b },
      ...country.suppliers.map(({ id, a, b }) => ({
        pair,
        country: country.id,
        supplier: id as string | null,
        a,
        b,
      })),
    ]),
  );
  return {
    name: "holders",
    columns: [
      text("a", "Scenario that is compared with"),
      text("b", "Scenario that is compared"),
      text("country", "ISO 3166-1 alpha-3"),
      text("supplier", "Id of the supplier; null for any"),
      whole("pairs", "Finished pairs that were counted"),
      {
        ...number("share_a", "Share of pairs in which the country holds its contract in a"),
        unit: "share",
      },
      { ...number("share_b", "The same in b"), unit: "share" },
    ],
    values: [
      rows.map(({ pair }) => pair.a.id),
      rows.map(({ pair }) => pair.b.id),
      rows.map(({ country }) => country),
      rows.map(({ supplier }) => supplier),
      Int32Array.from(rows, ({ pair }) => pair.countryPairs),
      Float64Array.from(rows, ({ a }) => a),
      Float64Array.from(rows, ({ b }) => b),
    ],
  };
}
