// The four tables of a results folder: which columns they have, and how results become rows.

import { join } from "node:path";
import type { ChunkResult, Design } from "../../experiments/ensemble.ts";
import { runSeed } from "../../experiments/run-key.ts";
import { setOfRun } from "../../experiments/spread.ts";
import type { Labels } from "../../scenario/compiled.ts";
import type { EnsembleResult } from "../collect-ensemble.ts";
import type { OutcomePick } from "../outcome-picks.ts";
import { outcomeRows } from "../outcome-rows.ts";
import type { SeriesColumn } from "../summary.ts";
import { openTable, type TableColumn } from "./parquet-table.ts";

/** A table that takes results and becomes a file. */
export interface StoreTable {
  readonly file: string;
  /** Takes a chunk, in the order of runs. */
  chunk(chunk: ChunkResult): void;
  /** Ends the file; gives back its size. */
  finish(result: EnsembleResult): { readonly rows: number; readonly bytes: number };
}

/** What the tables must know beforehand. */
export interface TableInputs {
  readonly folder: string;
  readonly design: Design;
  readonly labels: Labels;
  readonly columns: readonly SeriesColumn[];
  /** Stands in every file. */
  readonly metadata: Readonly<Record<string, string>>;
}

const run: TableColumn = { name: "run", type: "INT32", unit: "", definition: "Index of the run" };

/** `runs`: one row per run that was done. */
export function runsTable({ folder, design, metadata }: TableInputs): StoreTable {
  const file = "runs.parquet";
  const table = openTable(
    join(folder, file),
    [
      run,
      text("seed", "Seed that repeats this run alone"),
      { name: "parameter_set", type: "INT32", unit: "", definition: "Index of its parameter set" },
      text("status", "finished or failed"),
      text("result_hash", "Hash of the run's trajectory, null if it failed", true),
      text("reason", "Why it failed, null if it finished", true),
    ],
    metadata,
  );
  let waiting: { run: number; hash: string; reason: string | null }[] = [];
  const flush = (): void => {
    const runs = Int32Array.from(waiting, ({ run }) => run);
    table.write([
      runs,
      waiting.map(({ run }) => runSeed(design.seed, run)),
      runs.map((k) => setOfRun(design, k)),
      waiting.map(({ reason }) => (reason === null ? "finished" : "failed")),
      waiting.map(({ hash }) => hash || null),
      waiting.map(({ reason }) => reason),
    ]);
    waiting = [];
  };
  return {
    file,
    chunk({ first, count, hashes, failures }) {
      const reasons = new Map(failures.map(({ run, reason }) => [run, reason]));
      for (let k = 0; k < count; k++) {
        const reason = reasons.get(first + k) ?? null;
        waiting.push({ run: first + k, hash: hashes[k] ?? "", reason });
        if (waiting.length === RUNS) flush();
      }
    },
    finish() {
      flush();
      return table.finish();
    },
  };
}

/** `outcomes`: the requested numbers of every run that finished, one a row. */
export function outcomesTable({ folder, metadata }: TableInputs): StoreTable {
  const file = "outcomes.parquet";
  const path = join(folder, file);
  return {
    file,
    chunk() {},
    finish({ picks, values, first }) {
      const table = openTable(
        path,
        [
          run,
          text("outcome", "Name of the requested outcome"),
          text("of", "Supplier, segment or group of countries, null for a total", true),
          text("period", "Period at whose end it is read"),
          { name: "value", type: "DOUBLE", unit: "see unit:<outcome>", definition: "Its value" },
        ],
        { ...metadata, ...pickUnits(picks) },
      );
      const rows = {
        run: new Int32Array(ROWS),
        outcome: Array<string>(ROWS).fill(""),
        of: Array<string | null>(ROWS).fill(null),
        period: Array<string>(ROWS).fill(""),
        value: new Float64Array(ROWS),
      };
      let waiting = 0;
      const flush = (): void => {
        table.write(Object.values(rows).map((cells) => cells.slice(0, waiting)));
        waiting = 0;
      };
      for (const row of outcomeRows(picks, values, first)) {
        rows.run[waiting] = row.run;
        rows.outcome[waiting] = row.outcome;
        rows.of[waiting] = row.of;
        rows.period[waiting] = row.period;
        rows.value[waiting] = row.value;
        waiting += 1;
        if (waiting === ROWS) flush();
      }
      flush();
      return table.finish();
    },
  };
}

/** `series`: every column at every period of every run that finished, a row per run and period. */
export function seriesTable(inputs: TableInputs): StoreTable {
  const { folder, labels, columns, metadata, design } = inputs;
  const file = "series.parquet";
  const { steps } = design.frame;
  const table = openTable(
    join(folder, file),
    [
      run,
      {
        name: "period_index",
        type: "INT32",
        unit: "",
        definition: "Row of the trajectory, from 0",
      },
      text("period", "Period at whose end the values are read"),
      ...columns.map(
        ({ name, unit, definition }): TableColumn => ({ name, type: "DOUBLE", unit, definition }),
      ),
    ],
    metadata,
  );
  const most = Math.max(1, Math.floor(CELLS / (steps * columns.length)));
  // Filled again and again: a copy of every run would be as much rubbish as the whole table.
  const runs = new Int32Array(most);
  const measures = columns.map(() => new Float64Array(most * steps));
  let waiting = 0;

  const flush = (): void => {
    const size = waiting * steps;
    table.write([
      Int32Array.from({ length: size }, (_, row) => runs[Math.floor(row / steps)] ?? 0),
      Int32Array.from({ length: size }, (_, row) => row % steps),
      Array.from({ length: size }, (_, row) => labels.periods[row % steps] ?? ""),
      ...measures.map((values) => values.subarray(0, size)),
    ]);
    waiting = 0;
  };

  return {
    file,
    chunk({ first, count, hashes, columns: series }) {
      for (let k = 0; k < count; k++) {
        if (hashes[k] === "") continue;
        runs[waiting] = first + k;
        measures.forEach((values, c) => {
          const from = (k * columns.length + c) * steps;
          values.set(series.subarray(from, from + steps), waiting * steps);
        });
        waiting += 1;
        if (waiting === most) flush();
      }
    },
    finish() {
      flush();
      return table.finish();
    },
  };
}

/** `countries`: in which share of the runs a country held each supplier, a row per period and country. */
export function countriesTable({ folder, labels, design, metadata }: TableInputs): StoreTable {
  const file = "countries.parquet";
  const path = join(folder, file);
  const { steps, countries, suppliers } = design.frame;
  const width = suppliers + 1;
  return {
    file,
    chunk() {},
    finish({ summary: { held } }) {
      const table = openTable(
        path,
        [
          { name: "period_index", type: "INT32", unit: "", definition: "Row of the trajectory" },
          text("period", "Period at whose end the holders are read"),
          text("country", "Id of the country"),
          ...labels.suppliers.map((id) => share(id, `a contract with ${id}`)),
          share("any", "any contract"),
        ],
        metadata,
      );
      for (let from = 0; from < steps; from += PERIODS) {
        const rows = (Math.min(from + PERIODS, steps) - from) * countries;
        if (held.length === 0) break;
        const base = from * countries;
        const step = (row: number): number => from + Math.floor(row / countries);
        table.write([
          Int32Array.from({ length: rows }, (_, row) => step(row)),
          Array.from({ length: rows }, (_, row) => labels.periods[step(row)] ?? ""),
          Array.from({ length: rows }, (_, row) => labels.countries[row % countries] ?? ""),
          ...Array.from({ length: width }, (_, j) =>
            Float64Array.from({ length: rows }, (_, row) => held[(base + row) * width + j] ?? 0),
          ),
        ]);
      }
      return table.finish();
    },
  };
}

/** Values in a row group of the series, 16 MB: what a file says of each group stays in memory to the end. */
const CELLS = 2 ** 21;
/** Rows in a row group of the runs. */
const RUNS = 2 ** 13;
/** Rows in a row group of the outcomes. */
const ROWS = 2 ** 14;
/** Periods in a row group of the countries. */
const PERIODS = 40;

function text(name: string, definition: string, nullable = false): TableColumn {
  return { name, type: "STRING", unit: "", definition, nullable };
}

function share(name: string, what: string): TableColumn {
  const definition = `Share of finished runs in which the country has ${what}`;
  return { name, type: "DOUBLE", unit: "share", definition };
}

/** Units of the requested outcomes, which share one column of values. */
function pickUnits(picks: readonly OutcomePick[]): Record<string, string> {
  return Object.fromEntries(
    picks.flatMap(({ outcome, unit, definition }) => [
      [`unit:${outcome}`, unit],
      [`definition:${outcome}`, definition],
    ]),
  );
}
