import type { Command } from "commander";

/** Adds `--version` to the help; `call` answers it, as a program with an action would take any word. */
export function addVersion(program: Command): void {
  program
    .option("-V, --version", "version; with --json also of model, data and build")
    .option("--json", "with --version: as JSON");
}

/** Whether a command line asks for the version. */
export function asksForVersion(argv: readonly string[]): boolean {
  const wanted = argv.includes("-V") || argv.includes("--version");
  return wanted && argv.every((word) => ["-V", "--version", "--json"].includes(word));
}
