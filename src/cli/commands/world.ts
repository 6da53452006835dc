import type { Command } from "commander";
import { commonFlags, formatFlags } from "../flags.ts";
import type { FormatFlags } from "../print-rows.ts";
import type { Setting } from "../program.ts";
import type { GenerateFlags } from "../world/generate-folder.ts";
import type { NetworkFlags } from "../world/show-network.ts";

/** Adds `panoptes world check|show|network|generate`. */
export function addWorld(program: Command, { terminal, exitWith }: Setting): void {
  const world = program
    .command("world")
    .description("check, look at or make the tables of a world, and its networks")
    .helpCommand(false);
  const which = "folder of world tables (default: the shipped world)";

  const check = world
    .command("check")
    .description("report every problem of every table, with file, line and column")
    .argument("[folder]", which);
  commonFlags(formatFlags(check, ["table", "json"])).action(
    async (folder: string | undefined, flags: FormatFlags) => {
      const { checkWorldFolder } = await import("../world/check-folder.ts");
      exitWith(await checkWorldFolder(terminal, folder, flags));
    },
  );

  const show = world
    .command("show")
    .description("what a world holds: sizes, coverage, what was imputed and how")
    .argument("[folder]", which);
  commonFlags(formatFlags(show, ["table", "json"])).action(
    async (folder: string | undefined, flags: FormatFlags) => {
      const { showWorld } = await import("../world/show-world.ts");
      await showWorld(terminal, folder, flags);
    },
  );

  const network = world
    .command("network")
    .description("who looks to whom: size, groups, centrality; CSV has a row for each country")
    .argument("[folder]", which)
    .option(
      "--gexf <file>",
      "also write the network for Gephi and other tools (up to 10,000 countries)",
    )
    .option("--edges <file>", "also write a CSV of who looks to whom, with the weight by kind");
  commonFlags(formatFlags(network, ["table", "json", "csv"])).action(
    async (folder: string | undefined, flags: NetworkFlags) => {
      const { showNetwork } = await import("../world/show-network.ts");
      await showNetwork(terminal, folder, flags);
    },
  );

  const generate = world
    .command("generate")
    .description(
      "make a synthetic world: jurisdictions tied by a network, with values spread as the real ones are",
    )
    .argument("<folder>", "folder to write; it must not be there, or be empty")
    .option("--jurisdictions <count>", "2 to 1,000,000; up to 100,000 are written as tables", "200")
    .option("--network <kind>", "scale-free, small-world or spatial", "small-world")
    .option("--degree <number>", "ties per jurisdiction in the mean, 2 to 64 (default: 8)")
    .option("--rewire <share>", "small-world: share of ties that are moved (default: 0.1)")
    .option("--suppliers <count>", "1 to 32, at home in the largest economies", "3")
    .option("--seed <seed>", "any text or number: the same seed, the same world", "1")
    .option("--progress <kind>", "auto, bar, plain, json or none, to stderr")
    .addHelpText(
      "after",
      "\nThe same command makes the same files, to the byte. Beyond 100,000 jurisdictions the folder\n" +
        "holds the recipe alone, and the world is made anew each time it is read.\n" +
        "What each network promises, times and memory: docs/worlds.md.",
    );
  commonFlags(generate).action(async (folder: string, flags: GenerateFlags) => {
    const { generateFolder } = await import("../world/generate-folder.ts");
    generateFolder(terminal, folder, flags);
  });
}
