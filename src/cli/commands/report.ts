import type { Command } from "commander";
import { commonFlags, ensembleFlags, scenarioFlags } from "../flags.ts";
import type { Setting } from "../program.ts";
import type { ReportFlags } from "../report/make-report.ts";

/** Adds `panoptes report`. */
export function addReport(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("report")
    .description("write one HTML file with charts, map and numbers, to read, send or print")
    .argument("<source>", "results folder, or scenario: file, -, built-in name or share link")
    .option("-o, --output <file>", "where to write it; - for standard output");
  scenarioFlags(command);
  ensembleFlags(command).option("--no-baseline", "do not draw what the scenario extends beside it");
  commonFlags(command).action(async (source: string, flags: ReportFlags) => {
    const { makeReport } = await import("../report/make-report.ts");
    exitWith(await makeReport(terminal, source, flags));
  });
}
