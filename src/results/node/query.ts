import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { DuckDBAppender } from "@duckdb/node-api";
import { type FoundResults, factsOf } from "./find-results.ts";

/** One row of an answer: plain values by column. */
export type QueryRow = Readonly<Record<string, string | number | boolean | null>>;

/** An open database over results. */
export interface Database {
  /** Names of the views that there are. */
  readonly views: readonly string[];
  /**
   * Answers a query, in portions; memory stays that of a portion.
   * @throws Error with the database's message for SQL that it does not understand, or if there is none.
   */
  query(sql: string): AsyncGenerator<readonly QueryRow[]>;
  /** Runs statements without an answer, such as COPY. */
  run(sql: string): Promise<void>;
  close(): void;
}

/** Memory of the database; what needs more goes to temporary files. */
const MEMORY = "1GB";
/** Table that says which folder a file belongs to. */
const FOLDERS = "panoptes_files";

/** SQL without a statement, to which the database has nothing to say that helps. */
const NOTHING = /^(\s|;|--[^\n]*(\n|$))*$/;

/** That the optional package is not there. */
export class NoDatabase extends Error {}

/**
 * Opens an embedded DuckDB with a view for each kind of table over all the given results: `runs`,
 * `outcomes`, `series`, `countries`, `points`, `summary` and so on, each with a column `result` that
 * names the folder, and `results`, a row for each folder. Nothing is copied: the views read the
 * Parquet files.
 *
 * @throws NoDatabase if the optional package @duckdb/node-api is not installed.
 */
export async function openDatabase(results: readonly FoundResults[]): Promise<Database> {
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    memory_limit: MEMORY,
  });
  const connection = await instance.connect();
  const tables = tablesOf(results);
  await connection.run(`create table ${FOLDERS} (file text, folder text)`);
  const appender = await connection.createAppender(FOLDERS);
  for (const [file, folder] of [...tables.values()].flat()) {
    appender.appendVarchar(file);
    appender.appendVarchar(folder);
    appender.endRow();
  }
  appender.closeSync();
  const made = new Set<string>();
  // A view reads the footer of each of its files when it is made: only those are that a query names.
  const prepare = async (sql: string): Promise<void> => {
    const words = new Set(sql.toLowerCase().match(/\w+/g));
    for (const [name, files] of tables) {
      if (made.has(name) || !words.has(name.toLowerCase())) continue;
      await connection.run(`create view ${quoted(name)} as ${viewOf(files)}`);
      made.add(name);
    }
  };
  await connection.run(
    "create table results (result text, kind text, scenario text, status text, runs integer, failed integer, " +
      "bytes bigint, model text, data text, ended text, id text)",
  );
  const facts = await connection.createAppender("results");
  for (const found of results) appendFacts(facts, found);
  facts.closeSync();
  return {
    views: ["results", ...tables.keys()],
    async *query(sql) {
      if (NOTHING.test(sql)) throw new Error("the query holds no statement");
      await prepare(sql);
      const answer = await connection.stream(sql);
      const names = answer.columnNames();
      for await (const rows of answer.yieldRowsJs()) {
        yield rows.map((row) => Object.fromEntries(names.map((name, k) => [name, plain(row[k])])));
      }
    },
    async run(sql) {
      await prepare(sql);
      await connection.run(sql);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function loadDuckDb(): Promise<typeof import("@duckdb/node-api")> {
  try {
    return await import("@duckdb/node-api");
  } catch (cause) {
    throw new NoDatabase(
      "SQL needs the optional package @duckdb/node-api, which is not installed; npm install @duckdb/node-api",
      { cause },
    );
  }
}

/** A Parquet file, and the folder of results that it belongs to. */
type Part = readonly [file: string, folder: string];

/** The Parquet files of every kind of table. */
function tablesOf(results: readonly FoundResults[]): ReadonlyMap<string, readonly Part[]> {
  const tables = new Map<string, Part[]>();
  const add = (name: string, folder: string, files: readonly string[]): void => {
    if (files.length === 0) return;
    const parts = tables.get(name) ?? [];
    tables.set(name, parts);
    for (const file of files) parts.push([file, folder]);
  };
  for (const { folder, manifest } of results) {
    for (const file of Object.keys(manifest.files)) {
      if (!file.startsWith("runs/") && existsSync(join(folder, file))) {
        add(basename(file, ".parquet"), folder, [join(folder, file)]);
      }
    }
    // Shards are read as they stand, so that an experiment in progress can be asked, too.
    const shards = join(folder, "runs");
    if (existsSync(shards)) {
      const names = readdirSync(shards).filter((name) => name.endsWith(".parquet"));
      add(
        "runs",
        folder,
        names.sort().map((name) => join(shards, name)),
      );
    }
  }
  return tables;
}

/**
 * All files of a table in one scan: a scan for each would take a megabyte for each of them. Columns that
 * only some of them have are null in the others.
 */
function viewOf(parts: readonly Part[]): string {
  const files = parts.map(([file]) => literal(file)).join(", ");
  return (
    `select ${FOLDERS}.folder as result, scan.* exclude (panoptes_file) ` +
    `from read_parquet([${files}], union_by_name = true, filename = 'panoptes_file') as scan ` +
    `join ${FOLDERS} on ${FOLDERS}.file = scan.panoptes_file`
  );
}

function appendFacts(appender: DuckDBAppender, found: FoundResults): void {
  const { folder, kind, scenario, status, runs, failed, bytes, model, data, ended, id } =
    factsOf(found);
  for (const text of [folder, kind, scenario, status]) appender.appendVarchar(text);
  appender.appendInteger(runs);
  appender.appendInteger(failed);
  appender.appendBigInt(BigInt(bytes));
  for (const text of [model, data]) appender.appendVarchar(text);
  if (ended === null) appender.appendNull();
  else appender.appendVarchar(ended);
  appender.appendVarchar(id);
  appender.endRow();
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Whole numbers of any size become numbers where they fit; dates and lists become text. */
function plain(value: unknown): QueryRow[string] {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") {
    return value;
  }
  if (typeof value === "bigint") {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  }
  return value instanceof Date
    ? value.toISOString()
    : JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? Number(inner) : inner));
}
