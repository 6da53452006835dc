import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type MediaType, media } from "../../api/route.ts";
import { routes } from "../../api/routes.ts";
import type { WordsDocument } from "../../api/schemas/experiments.ts";
import type { ResultDocument } from "../../api/schemas/results.ts";
import { wordLengths } from "../../results/words/phrases.ts";
import { didYouMean } from "../../scenario/names.ts";
import { quote } from "../../scenario/source/limits.ts";
import { type Answer, bind, type Call, json } from "../bind.ts";
import { ROWS_TABLE, readRows } from "../experiments/rows-file.ts";
import { readWords } from "../experiments/words-file.ts";
import { Refusal } from "../refusal.ts";
import { openParquet, type ParquetTable } from "../results/read-table.ts";
import type { ResultStore } from "../results/result-store.ts";
import type { StoredResult } from "../results/stored-result.ts";
import { fileAnswer, onePortion, tableAnswer } from "../results/table-answer.ts";
import { SERIES_FILE } from "../results/write-result.ts";
import type { Cell } from "../table.ts";

/**
 * Binds results. What is at a run id never changes, so browsers may keep it for ever.
 * @param shared whether caches that several people share may keep it too
 */
export function addResults(app: FastifyInstance, results: ResultStore, shared: boolean): void {
  const cacheControl = `${shared ? "public" : "private"}, max-age=31536000, immutable`;

  /** Answers from a result, or with 304 where the asker has it already. */
  const fromResult = async (
    call: Call,
    read: (result: StoredResult) => Promise<Answer>,
    of: "ensemble" | "experiment" | "any" = "ensemble",
  ): Promise<Answer> => {
    const result = require(results, call.params.run_id);
    requireKind(result, of);
    const etag = `"${result.resultHash.slice(7, 39)}.${shortName(call.form)}"`;
    const headers = { etag, "cache-control": cacheControl };
    if (matches(call.request.headers["if-none-match"], etag)) {
      return { status: 304, headers, body: "" };
    }
    const answer = await read(result);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  };

  bind(app, routes.result, (call) =>
    fromResult(
      call,
      async (result) => ({ form: media.json, body: await results.text(result) }),
      "any",
    ),
  );

  bind(app, routes.resultRows, (call) =>
    fromResult(
      call,
      async ({ folder, runId }) => {
        if (call.form === media.parquet) {
          const path = join(folder, ROWS_TABLE);
          if (existsSync(path)) return fileAnswer(path);
          throw new Refusal(
            "not-acceptable",
            "without rows there is no Parquet file; ask for JSON",
          );
        }
        const { names, portions } = await readRows(folder);
        const columns = names.map((name) => ({ name, unit: "", definition: "" }));
        return tableAnswer({ of: runId, columns, portions }, call.form);
      },
      "experiment",
    ),
  );

  bind(app, routes.resultWords, (call) =>
    fromResult(
      call,
      async ({ folder, runId }) => {
        const length = wordLengths.find((one) => one === call.query.length) ?? "medium";
        const words = readWords(folder, length);
        if (words === null) {
          throw new Refusal("not-found", "the result has no words; /rows has what was found");
        }
        return call.form === media.text
          ? { body: `${words}\n` }
          : json({ of: runId, length, words } satisfies WordsDocument);
      },
      "experiment",
    ),
  );

  bind(app, routes.resultSeries, (call) =>
    fromResult(call, async ({ folder, runId }) => {
      const { outcome } = call.query;
      const path = join(folder, SERIES_FILE);
      if (call.form === media.parquet) {
        if (outcome === undefined) return fileAnswer(path);
        throw new Refusal("not-acceptable", "Parquet holds all outcomes: leave out outcome");
      }
      const table = await openParquet(path);
      if (outcome === undefined) return whole(runId, table, call.form);
      const range = await table.range("outcome", outcome);
      if (range === null) throw await unknownOutcome(table, outcome);
      const rows = await table.read(...range);
      return tableAnswer(
        { of: runId, columns: table.columns, portions: onePortion(rows) },
        call.form,
      );
    }),
  );

  bind(app, routes.resultCountry, (call) =>
    fromResult(call, async ({ folder, runId }) => {
      const id = call.params.iso3 ?? "";
      const table = await openParquet(join(folder, "countries.parquet"));
      const place = table.columns.findIndex(({ name }) => name === "country");
      const rows: (readonly Cell[])[] = [];
      for await (const portion of table.portions()) {
        rows.push(...portion.filter((row) => row[place] === id));
      }
      if (rows.length === 0) {
        throw new Refusal("not-found", `the world of this result has no country ${quote(id)}`);
      }
      return tableAnswer(
        { of: runId, columns: table.columns, portions: onePortion(rows) },
        call.form,
      );
    }),
  );

  bind(app, routes.resultMap, (call) =>
    fromResult(call, async (result) => {
      const table = await openParquet(join(result.folder, "countries.parquet"));
      const { period } = JSON.parse((await results.text(result)).toString()) as ResultDocument;
      const at = call.query.at ?? period.last;
      const range = await table.range("period", at);
      if (range === null) {
        const message = `the run covers ${period.first} to ${period.last}`;
        throw new Refusal("invalid-request", "1 part of the request cannot be used", [
          { pointer: "at", message },
        ]);
      }
      const portions = onePortion(await table.read(...range));
      return tableAnswer({ of: result.runId, columns: table.columns, portions }, call.form);
    }),
  );

  for (const [route, file] of [
    [routes.resultRuns, "runs.parquet"],
    [routes.resultOutcomes, "outcomes.parquet"],
  ] as const) {
    bind(app, route, (call) =>
      fromResult(call, async ({ folder, runId }) => {
        const path = join(folder, file);
        return call.form === media.parquet
          ? fileAnswer(path)
          : whole(runId, await openParquet(path), call.form);
      }),
    );
  }
}

function require(results: ResultStore, runId: string | undefined): StoredResult {
  const found = results.find(runId ?? "");
  if (found === null) throw new Refusal("not-found", "no result has this run id");
  if (found !== "gone") return found;
  throw new Refusal("gone", "the result has expired; run the scenario again for the same numbers");
}

/** Refuses what results of a kind do not have. */
function requireKind({ schema }: StoredResult, of: "ensemble" | "experiment" | "any"): void {
  const kind = schema === "panoptes/result@1" ? "ensemble" : "experiment";
  if (of === "any" || of === kind) return;
  throw new Refusal(
    "not-found",
    kind === "experiment"
      ? "the result is of an experiment: it has /rows, and no tables of an ensemble"
      : "the result is of an ensemble: it has /series, /map, /countries, /runs and /outcomes, and no rows",
  );
}

function whole(of: string, table: ParquetTable, form: MediaType): Answer {
  return tableAnswer({ of, columns: table.columns, portions: table.portions() }, form);
}

async function unknownOutcome(table: ParquetTable, outcome: string): Promise<Refusal> {
  const place = table.columns.findIndex(({ name }) => name === "outcome");
  const rows = await table.read(0, table.rows);
  const names = [...new Set(rows.map((row) => String(row[place])))];
  const hint = didYouMean(outcome, names) ?? `there is ${names.slice(0, 8).join(", ")} …`;
  return new Refusal("invalid-request", "1 part of the request cannot be used", [
    { pointer: "outcome", message: `no outcome ${quote(outcome)}`, hint },
  ]);
}

/** Whether a header If-None-Match names a tag. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header
    .slice(0, 2000)
    .split(",")
    .some((part) => part.trim() === "*" || part.trim().replace(/^W\//, "") === etag);
}

function shortName(form: MediaType): string {
  return form.replace(/^.*[/.-]/, "");
}
