import { existsSync, rmSync } from "node:fs";
import { extname, resolve } from "node:path";
import {
  type FoundResults,
  factsOf,
  findLeftovers,
  findResults,
  readManifestAt,
  verifyResults,
} from "../../results/node/find-results.ts";
import {
  type Database,
  NoDatabase,
  openDatabase,
  type QueryRow,
} from "../../results/node/query.ts";
import { didYouMean } from "../arguments/nearest.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { count, counted } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { lookOf, remark, warn } from "../look.ts";
import { type FormatFlags, formatOf, printRows, rowFormats } from "../print-rows.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { writeRows } from "../write-rows.ts";

/** Where results are looked for. */
export interface PlaceFlags extends FormatFlags {
  /** Folders; the current one if none is given. */
  readonly in: readonly string[];
}

/** Everything found in the folders that were asked for. */
function everything(flags: PlaceFlags): readonly FoundResults[] {
  const folders = flags.in.length === 0 ? ["."] : flags.in;
  for (const folder of folders) {
    if (!existsSync(folder)) throw wrongUsage(`--in "${folder}" does not exist.`);
  }
  return folders.flatMap((folder) => findResults(folder));
}

function single(folder: string): FoundResults {
  const manifest = readManifestAt(folder);
  if (manifest !== null) return { folder, manifest };
  const near = findResults(".").map((one) => one.folder);
  throw wrongUsage(`"${folder}" holds no results.${didYouMean(folder, near)}`);
}

/** Prints what results there are, a line a folder. */
export function listResults(terminal: Terminal, flags: PlaceFlags): void {
  const rows = everything(flags).map((found) => ({ ...factsOf(found) }));
  printRows(terminal, flags, {
    rows,
    columns: [
      { title: "Folder", shrink: true },
      { title: "Kind" },
      { title: "Scenario", shrink: true },
      { title: "Status" },
      { title: "Runs", align: "right" },
      { title: "MB", align: "right" },
      { title: "Model" },
      { title: "Ended" },
    ],
    cells: (row) => [
      String(row.folder),
      String(row.kind),
      String(row.scenario),
      String(row.status),
      count(Number(row.runs)),
      (Number(row.bytes) / 1e6).toFixed(1),
      String(row.model),
      String(row.ended ?? "")
        .slice(0, 16)
        .replace("T", " "),
    ],
    none: "No results here. Make some: panoptes run baseline -o results/baseline",
  });
}

/** Prints what one folder holds: what was run, and its tables. */
export function showResults(terminal: Terminal, folder: string, flags: FormatFlags): void {
  const found = single(folder);
  const format = formatOf(terminal, flags, ["table", "json"] as const, "json");
  if (format === "json") {
    terminal.print(`${JSON.stringify(found.manifest, null, 2)}\n`);
    return;
  }
  const { bold, dim } = lookOf(terminal, flags).colours;
  const facts = factsOf(found);
  const files = Object.entries(found.manifest.files);
  const shards = files.filter(([name]) => name.startsWith("runs/"));
  const rows = files
    .filter(([name]) => !name.startsWith("runs/"))
    .map(([name, { rows: length, bytes }]) => [name, count(length), (bytes / 1e6).toFixed(1)]);
  if (shards.length > 0) {
    const length = shards.reduce((sum, [, one]) => sum + one.rows, 0);
    const bytes = shards.reduce((sum, [, one]) => sum + one.bytes, 0);
    rows.unshift([
      `runs/ (${counted(shards.length, "file")})`,
      count(length),
      (bytes / 1e6).toFixed(1),
    ]);
  }
  const lines = [
    bold(`${facts.folder}: ${facts.kind} of ${facts.scenario}, ${facts.status}`),
    `${counted(facts.runs, "run")}, ${count(facts.failed)} failed · model ${facts.model} · data ${facts.data} · ended ${facts.ended ?? "never"}`,
    `id ${facts.id}`,
    `result_hash ${found.manifest.result_hash ?? "(none yet)"}`,
    `design ${JSON.stringify(found.manifest.design)}`.slice(0, 400),
    "",
    ...formatTable(
      [{ title: "Table" }, { title: "Rows", align: "right" }, { title: "MB", align: "right" }],
      rows,
      { title: dim },
    ),
  ];
  terminal.print(`${lines.join("\n")}\n`);
}

/**
 * Answers SQL over all results.
 * @throws Stop (usage) for SQL that the database refuses, or where it is not installed
 */
export async function queryResults(
  terminal: Terminal,
  sql: string,
  flags: PlaceFlags,
): Promise<void> {
  const results = everything(flags);
  if (results.length === 0)
    warn(terminal, flags, "there are no results here; every view is empty.");
  const database = await open(results);
  try {
    const format = formatOf(terminal, flags, rowFormats, "ndjson");
    const rows = await answer(database, sql);
    if (format === "table") {
      const [first] = rows;
      const names = Object.keys(first ?? {});
      printRows(
        terminal,
        { ...flags, format: "table" },
        {
          rows,
          columns: names.map((title) => ({
            title,
            align: typeof first?.[title] === "number" ? ("right" as const) : ("left" as const),
          })),
          cells: (row) => names.map((name) => cellText(row[name] ?? null)),
          none: "No rows.",
        },
      );
    } else await writeRows(null, rows, { terminal, format });
  } finally {
    database.close();
  }
}

function cellText(value: QueryRow[string]): string {
  if (value === null) return "";
  return typeof value === "number" && !Number.isInteger(value)
    ? String(Number(value.toPrecision(6)))
    : String(value);
}

/** Rows that an answer may have before it must go to a file; keeps memory bounded. */
const MOST_ROWS = 200_000;

async function answer(database: Database, sql: string): Promise<readonly QueryRow[]> {
  const rows: QueryRow[] = [];
  try {
    for await (const part of database.query(sql)) {
      rows.push(...part);
      if (rows.length > MOST_ROWS) {
        throw wrongUsage(
          `the answer has more than ${count(MOST_ROWS)} rows. Add limit, or write it: panoptes results export --sql "…" -o out.parquet`,
        );
      }
    }
    return rows;
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw refused(error, database);
  }
}

function refused(error: unknown, database: Database): Stop {
  const message = error instanceof Error ? error.message : String(error);
  return wrongUsage(
    `${message.trim()}\nViews: ${database.views.join(", ")}; each has a column result.`,
  );
}

async function open(results: readonly FoundResults[]): Promise<Database> {
  try {
    return await openDatabase(results);
  } catch (error) {
    if (error instanceof NoDatabase) throw new Stop(ExitCode.Usage, `${error.message}.`);
    throw error;
  }
}

/** Flags of `panoptes results export`. */
export interface ExportFlags extends PlaceFlags {
  readonly output: string;
  readonly table?: string;
  readonly sql?: string;
}

const copies: Readonly<Record<string, string>> = {
  csv: "format csv, header",
  parquet: "format parquet, compression zstd",
  ndjson: "format json",
  json: "format json, array true",
};

/**
 * Writes a table, or the answer to a query, to a file, without holding it in memory.
 * @throws Stop (usage) for an unknown table, or a file that cannot be written
 */
export async function exportResults(terminal: Terminal, flags: ExportFlags): Promise<void> {
  const extension = extname(flags.output).slice(1).toLowerCase();
  const copy = copies[extension];
  if (copy === undefined) {
    throw wrongUsage(
      `--output "${flags.output}" must end in ${Object.keys(copies)
        .map((one) => `.${one}`)
        .join(", ")}.`,
    );
  }
  if ((flags.table === undefined) === (flags.sql === undefined)) {
    throw wrongUsage('say what to write: either --table runs or --sql "select …".');
  }
  requireWritable(flags.output);
  const database = await open(everything(flags));
  try {
    if (flags.table !== undefined && !database.views.includes(flags.table)) {
      throw wrongUsage(
        `there is no table "${flags.table}" here.${didYouMean(flags.table, database.views)}\nTables: ${database.views.join(", ")}.`,
      );
    }
    const query = flags.sql?.replace(/;\s*$/, "") ?? `select * from "${flags.table}"`;
    const target = resolve(flags.output).replaceAll("'", "''");
    try {
      await database.run(`copy (${query}) to '${target}' (${copy})`);
    } catch (error) {
      throw refused(error, database);
    }
  } finally {
    database.close();
  }
  remark(terminal, flags, `Wrote ${flags.output}`);
}

/**
 * Compares every file with its manifest.
 * @returns invalid if anything is not as it was written
 */
export async function verify(terminal: Terminal, flags: PlaceFlags): Promise<ExitCode> {
  const results = everything(flags);
  const faults = (await Promise.all(results.map(verifyResults))).flat();
  const rows = faults.map(({ folder, file, fault }) => ({ folder, file, fault }));
  printRows(terminal, flags, {
    rows,
    columns: [{ title: "Folder", shrink: true }, { title: "File" }, { title: "Fault" }],
    cells: (row) => [String(row.folder), String(row.file), String(row.fault)],
    none: `${counted(results.length, "folder")} of results, all as they were written.`,
  });
  return faults.length === 0 ? ExitCode.Done : ExitCode.Invalid;
}

/** Flags of `panoptes results gc`. */
export interface CleanFlags extends PlaceFlags {
  readonly delete?: boolean;
}

/** Finds, and with --delete removes, what interrupted writing left behind. */
export function clean(terminal: Terminal, flags: CleanFlags): void {
  const folders = flags.in.length === 0 ? ["."] : flags.in;
  const left = folders.flatMap((folder) => findLeftovers(folder));
  if (flags.delete) for (const path of left) rmSync(path, { recursive: true, force: true });
  printRows(terminal, flags, {
    rows: left.map((path) => ({ path, deleted: flags.delete === true })),
    columns: [{ title: flags.delete ? "Deleted" : "Left behind, more than an hour old" }],
    cells: (row) => [String(row.path)],
    none: "Nothing is left behind.",
  });
  if (left.length > 0 && !flags.delete) {
    remark(terminal, flags, "Nothing was deleted; --delete does that.");
  }
}
