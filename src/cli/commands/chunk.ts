import type { Command } from "commander";
import type { MergeFlags } from "../chunk/merge.ts";
import type { PlanFlags } from "../chunk/plan.ts";
import type { RunChunksFlags } from "../chunk/run.ts";
import type { StatusFlags } from "../chunk/status.ts";
import { repeated } from "../experiment/flags.ts";
import { commonFlags, formatFlags } from "../flags.ts";
import type { BuildProgram, Setting } from "../program.ts";

/** Adds `panoptes chunk` with its commands. */
export function addChunk(
  program: Command,
  { terminal, exitWith }: Setting,
  build: BuildProgram,
): void {
  const chunk = program
    .command("chunk")
    .description(
      "split an experiment into files of work for any machines, and merge what they computed",
    )
    .enablePositionalOptions();
  const shared = (command: Command): Command =>
    command.option(
      "--shared <folder>",
      "the shared folder, if it is not the one that holds the plan",
    );
  commonFlags(
    chunk
      .command("plan")
      .description("write the plan of a command: run, compare, sweep, sensitivity or discover")
      .argument("<command...>", 'the command without "panoptes", its own flags behind it')
      .passThroughOptions()
      .option("--shared <folder>", "folder that all machines see (default: the command's --output)")
      .option("--chunk-seconds <seconds>", "how long a chunk should take (default: 60)")
      .option("--json", "print a document in place of the path"),
  ).action(async (words: string[], flags: PlanFlags) => {
    const { planChunks } = await import("../chunk/plan.ts");
    exitWith(await planChunks(terminal, words, flags, build));
  });
  commonFlags(
    shared(
      chunk
        .command("run")
        .description("compute chunks of a plan; what is there is not computed again")
        .argument("<plan>", "file that chunk plan printed")
        .addOption(repeated("-i, --index <n>", "chunk n, from 0; repeatable", "all chunks"))
        .option("--shard <i/n>", "every n-th chunk from chunk i on, i from 0 to n - 1")
        .option("-j, --jobs <count>", "worker threads (default: all cores)")
        .option("--progress <kind>", "auto, bar, plain, json or none, to stderr")
        .addOption(
          repeated("--allow-plugin <digest>", "let designs load this plugin; repeatable", "none"),
        )
        .option("--json", "print how many chunks ended how"),
    ),
  ).action(async (path: string, flags: RunChunksFlags) => {
    const { runChunks } = await import("../chunk/run.ts");
    exitWith(await runChunks(terminal, path, flags));
  });
  commonFlags(
    shared(
      chunk
        .command("status")
        .description(
          "say what of a plan is finished, missing or set aside; exits 5 while some is missing",
        )
        .argument("<plan>", "file that chunk plan printed")
        .option("--json", "print a document"),
    ),
  ).action(async (path: string, flags: StatusFlags) => {
    const { showStatus } = await import("../chunk/status.ts");
    exitWith(await showStatus(terminal, path, flags));
  });
  commonFlags(
    shared(
      formatFlags(
        chunk
          .command("merge")
          .description("repeat the plan's command with the runs that were computed")
          .argument("<plan>", "file that chunk plan printed")
          .option("--compute", "compute here what is missing or was set aside")
          .option("-o, --output <path>", "as for the command (default: what it was planned with)")
          .option("-j, --jobs <count>", "worker threads for --compute (default: all cores)"),
        ["those of the command"],
      ),
    ),
  ).action(async (path: string, flags: MergeFlags) => {
    const { mergeChunks } = await import("../chunk/merge.ts");
    exitWith(await mergeChunks(terminal, path, flags, build));
  });
}
