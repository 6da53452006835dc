import type { Command } from "commander";
import { repeated } from "../experiment/flags.ts";
import { commonFlags } from "../flags.ts";
import type { Setting } from "../program.ts";
import type { WorkerFlags } from "../worker/run-worker.ts";

/** Adds `panoptes worker`. */
export function addWorker(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("worker")
    .description("compute runs of experiments started elsewhere with --engine redis://…")
    .option("--engine <address>", "redis://host:port/database, rediss:// for TLS")
    .option("--shared <folder>", "folder that all machines see")
    .option("-j, --jobs <count>", "worker threads (default: all cores)")
    .addOption(
      repeated("--allow-plugin <digest>", "plugin that designs may load; repeatable", "none"),
    )
    .option("--takeover <duration>", "a worker not heard from for so long is gone", "20s")
    .option("--tries <count>", "tries of a chunk before it is set aside", "3")
    .option("--until-empty", "end when nothing is queued or at work any more")
    .option("--progress <kind>", "auto, plain, json or none, to stderr")
    .option("--json", "print the closing line as JSON");
  commonFlags(command).action(async (flags: WorkerFlags) => {
    const { runWorker } = await import("../worker/run-worker.ts");
    exitWith(await runWorker(terminal, flags));
  });
}
