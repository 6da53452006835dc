import type { Command } from "commander";
import { commonFlags, formatFlags, scenarioFlags } from "../flags.ts";
import type { FormatFlags } from "../print-rows.ts";
import type { Setting } from "../program.ts";
import type { NewFlags } from "../scenario/new-file.ts";
import type { ShowFlags } from "../scenario/show.ts";

/** Adds `panoptes scenario list|show|new`. */
export function addScenario(program: Command, { terminal }: Setting): void {
  const scenario = program
    .command("scenario")
    .description("list and show built-in scenarios, or start a new one")
    .helpCommand(false);

  const list = scenario.command("list").description("the built-in scenarios");
  commonFlags(formatFlags(list, ["table", "json", "ndjson", "csv"])).action(
    async (flags: FormatFlags) => {
      const { listScenarios } = await import("../scenario/list.ts");
      await listScenarios(terminal, flags);
    },
  );

  const show = scenario
    .command("show")
    .description("print a scenario's file, or the whole that it stands for")
    .argument("<scenario>", "file, - for standard input, built-in name or share link")
    .option("--resolved", "with everything it extends and sets written out")
    .option("--json", "the resolved scenario as JSON");
  commonFlags(scenarioFlags(show)).action(async (name: string, flags: ShowFlags) => {
    const { showScenario } = await import("../scenario/show.ts");
    await showScenario(terminal, name, flags);
  });

  const create = scenario
    .command("new")
    .description("write a scenario to start from, ready to run")
    .argument("<id>", "its id: small letters, digits, - and _")
    .option("--title <title>", "its title (default: made of the id)")
    .option("-o, --output <file>", "where to write it; - for standard output (default: <id>.yaml)");
  commonFlags(create).action(async (id: string, flags: NewFlags) => {
    const { writeNewScenario } = await import("../scenario/new-file.ts");
    await writeNewScenario(terminal, id, flags);
  });
}
