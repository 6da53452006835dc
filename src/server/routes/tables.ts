import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { routes } from "../../api/routes.ts";
import { packageRoot } from "../../scenario/node/world.ts";
import { readCsv } from "../../scenario/world/csv.ts";
import type { World } from "../../scenario/world/world.ts";
import { bind } from "../bind.ts";
import type { Column } from "../results/read-table.ts";
import { onePortion, tableAnswer } from "../results/table-answer.ts";
import type { Cell } from "../table.ts";

/** A table of the world, as it is sent. */
interface WorldTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Binds the tables of the shipped world. Each is read from the package at its first use. */
export function addTables(app: FastifyInstance, world: World): void {
  const read = new Map<string, Promise<WorldTable>>();
  bind(app, routes.data, async ({ params, form, request }) => {
    // One of the names that the route allows; nothing else gets here.
    const name = params.table ?? "";
    const headers = { etag: `"${world.digest.slice(7, 39)}.${name}"`, "cache-control": "no-cache" };
    if (request.headers["if-none-match"] === headers.etag)
      return { status: 304, headers, body: "" };
    const reading = read.get(name) ?? readTable(name);
    read.set(name, reading);
    const { columns, rows } = await reading;
    return {
      ...tableAnswer({ of: world.digest, columns, portions: onePortion(rows) }, form),
      headers,
    };
  });
}

async function readTable(name: string): Promise<WorldTable> {
  const folder = join(packageRoot(), "scenarios", "world");
  const [text, readme] = await Promise.all([
    readFile(join(folder, `${name}.csv`), "utf8"),
    readFile(join(folder, "README.md"), "utf8"),
  ]);
  const described = describedColumns(readme, name);
  let header: readonly string[] = [];
  const rows: (readonly Cell[])[] = [];
  readCsv(text, (fields) => {
    if (header.length === 0) header = [...fields];
    else rows.push(fields.map(cellOf));
    return true;
  });
  const columns = header.map(
    (column) => described.get(column) ?? { name: column, unit: "", definition: "" },
  );
  return { columns, rows };
}

function cellOf(field: string): Cell {
  if (field === "") return null;
  return /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(field) ? Number(field) : field;
}

/** Columns by name, from the table that the world's README has of each file. */
function describedColumns(readme: string, name: string): ReadonlyMap<string, Column> {
  const after = readme.split(`### ${name}.csv\n`)[1] ?? "";
  const section = after.split(/^##/m)[0] ?? "";
  const columns = new Map<string, Column>();
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  // Below the names of its own columns and the line under them.
  for (const line of lines.slice(2)) {
    const [column, definition, unit, year, source] = line
      .split("|")
      .slice(1)
      .map((cell) => cell.trim());
    if (column === undefined) continue;
    const from = [year, source].filter((part) => part !== undefined && part !== "-" && part !== "");
    columns.set(column, {
      name: column,
      unit: unit ?? "",
      definition: from.length === 0 ? (definition ?? "") : `${definition} (${from.join("; ")})`,
    });
  }
  return columns;
}
