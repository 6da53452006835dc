import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { type FoundResults, factsOf } from "./find-results.ts";

/** One row of an answer: plain values by column. */
export type QueryRow = Readonly<Record<string, string | number | boolean | null>>;

/** An open database over results. */
export interface Database {
  /** Names of the views that there are. */
  readonly views: readonly string[];
  /**
   * Answers a query, in portions; memory stays that of a portion.
   * @throws Error with the database's message for SQL that it does not understand.
   */
  query(sql: string): AsyncGenerator<readonly QueryRow[]>;
  /** Runs statements without an answer, such as COPY. */
  run(sql: string): Promise<void>;
  close(): void;
}

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
  });
  const connection = await instance.connect();
  const tables = tablesOf(results);
  for (const [name, parts] of tables) {
    await connection.run(`create view ${quoted(name)} as ${unionOf(parts)}`);
  }
  await connection.run(`create table results as ${valuesOf(results)}`);
  return {
    views: ["results", ...tables.keys()],
    async *query(sql) {
      const answer = await connection.stream(sql);
      const names = answer.columnNames();
      for await (const rows of answer.yieldRowsJs()) {
        yield rows.map((row) => Object.fromEntries(names.map((name, k) => [name, plain(row[k])])));
      }
    },
    async run(sql) {
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

/** The Parquet files of every kind of table, with the folder that each belongs to. */
function tablesOf(results: readonly FoundResults[]) {
  const tables = new Map<string, { readonly folder: string; readonly files: string[] }[]>();
  const add = (name: string, folder: string, files: string[]): void => {
    if (files.length > 0) tables.set(name, [...(tables.get(name) ?? []), { folder, files }]);
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

function unionOf(
  parts: readonly { readonly folder: string; readonly files: readonly string[] }[],
): string {
  return parts
    .map(
      ({ folder, files }) =>
        `select ${literal(folder)} as result, * from read_parquet([${files.map(literal).join(", ")}])`,
    )
    .join(" union all by name ");
}

function valuesOf(results: readonly FoundResults[]): string {
  const empty =
    "select '' as result, '' as kind, '' as scenario, '' as status, 0 as runs, 0 as failed, 0::bigint as bytes, '' as model, '' as data, '' as ended, '' as id where false";
  const rows = results.map((found) => {
    const { folder, kind, scenario, status, runs, failed, bytes, model, data, ended, id } =
      factsOf(found);
    const texts = [folder, kind, scenario, status].map(literal);
    return `select ${[...texts, runs, failed, `${bytes}::bigint`, ...[model, data].map(literal), ended === null ? "null" : literal(ended), literal(id)].join(", ")}`;
  });
  return [empty, ...rows].join(" union all ");
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
