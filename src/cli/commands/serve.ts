import type { Command } from "commander";
import { commonFlags } from "../flags.ts";
import type { Setting } from "../program.ts";
import type { ServeFlags } from "../serve.ts";

/** Adds `panoptes serve`. */
export function addServe(program: Command, { terminal }: Setting): void {
  const command = program
    .command("serve")
    .description("web page and HTTP interface on this machine, until Ctrl-C")
    .option("-p, --port <port>", "port to listen on; 0: any that is free", "8240")
    .option("--host <address>", "address to listen on; others need PANOPTES_TOKEN", "127.0.0.1")
    .option("--store <folder>", "folder that keeps jobs and results", "results/service")
    .option("-j, --jobs <count>", "worker threads (default: all cores)")
    .option("--engine <address>", "run ensembles on workers: redis://host:port/database")
    .option("--shared <folder>", "folder that all machines see (default: that of --store)")
    .option("--no-page", "the HTTP interface alone");
  commonFlags(command).action(async (flags: ServeFlags) => {
    const { serve } = await import("../serve.ts");
    await serve(terminal, flags);
  });
}
