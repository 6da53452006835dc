import type { Command } from "commander";
import { repeated } from "../experiment/flags.ts";
import { commonFlags, formatFlags } from "../flags.ts";
import type { FormatFlags } from "../print-rows.ts";
import type { Setting } from "../program.ts";
import type { CleanFlags, ExportFlags, PlaceFlags } from "../results/results.ts";

const formats = ["table", "json", "ndjson", "csv"];

/** Adds `panoptes results` with its commands. */
export function addResults(program: Command, { terminal, exitWith }: Setting): void {
  const results = program
    .command("results")
    .description("find, ask, export and check stored results");
  const place = (command: Command): Command =>
    commonFlags(
      formatFlags(command, formats).addOption(
        repeated("--in <folder>", "look here and below; repeatable", "the current folder"),
      ),
    );
  place(results.command("list").description("what results there are")).action(
    async (flags: PlaceFlags) => {
      const { listResults } = await import("../results/results.ts");
      listResults(terminal, flags);
    },
  );
  commonFlags(
    formatFlags(
      results
        .command("show")
        .description("what a folder of results holds")
        .argument("<folder>", "folder of results"),
      ["table", "json"],
    ),
  ).action(async (folder: string, flags: FormatFlags) => {
    const { showResults } = await import("../results/results.ts");
    showResults(terminal, folder, flags);
  });
  place(
    results
      .command("query")
      .description("answer SQL over all results; views are named as the tables, plus results")
      .argument("<sql>", 'for example "select scenario, runs from results"'),
  ).action(async (sql: string, flags: PlaceFlags) => {
    const { queryResults } = await import("../results/results.ts");
    await queryResults(terminal, sql, flags);
  });
  place(
    results
      .command("export")
      .description("write a table or the answer to a query to a file")
      .requiredOption("-o, --output <file>", ".csv, .ndjson, .json or .parquet")
      .option("--table <name>", "the table, for example runs or summary")
      .option("--sql <query>", "a query in its place"),
  ).action(async (flags: ExportFlags) => {
    const { exportResults } = await import("../results/results.ts");
    await exportResults(terminal, flags);
  });
  place(
    results.command("verify").description("compare every file with the digest in its manifest"),
  ).action(async (flags: PlaceFlags) => {
    const { verify } = await import("../results/results.ts");
    exitWith(await verify(terminal, flags));
  });
  place(
    results
      .command("gc")
      .description("find what interrupted writing left behind")
      .option("--delete", "delete it"),
  ).action(async (flags: CleanFlags) => {
    const { clean } = await import("../results/results.ts");
    clean(terminal, flags);
  });
}
