import type { Command } from "commander";
import { commonFlags, formatFlags } from "../flags.ts";
import type { FormatFlags } from "../print-rows.ts";
import type { Setting } from "../program.ts";
import type { NetworkFlags } from "../world/show-network.ts";

/** Adds `panoptes world check|show|network`. */
export function addWorld(program: Command, { terminal, exitWith }: Setting): void {
  const world = program
    .command("world")
    .description("check or look at the tables of a world, and its networks")
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
    .description("who looks to whom: size, groups, the most influential")
    .argument("[folder]", which)
    .option("--gexf <file>", "also write the network for Gephi and other tools");
  commonFlags(formatFlags(network, ["table", "json"])).action(
    async (folder: string | undefined, flags: NetworkFlags) => {
      const { showNetwork } = await import("../world/show-network.ts");
      await showNetwork(terminal, folder, flags);
    },
  );
}
