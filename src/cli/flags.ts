import { type Command, Option } from "commander";

/** Adds the flags that every command takes. */
export function commonFlags(command: Command): Command {
  return command
    .option("-q, --quiet", "print the result only")
    .option("-v, --verbose", "say more; show where a bug happened")
    .option("--no-color", "no colours (also NO_COLOR, TERM=dumb)")
    .option("--ascii", "ASCII characters only, words instead of sparklines");
}

/** Adds the flags of a command whose result can be printed in several formats. */
export function formatFlags(command: Command, formats: readonly string[]): Command {
  return command
    .option("-f, --format <format>", `one of ${formats.join(", ")}`)
    .option("--json", "the same as --format json");
}

/** Adds the flags that change a scenario before it is used. */
export function scenarioFlags(command: Command): Command {
  return pluginFlag(inputFlag(command)).addOption(
    new Option("-s, --set <key=value>", "change a value, checked like the file; repeatable")
      .argParser((value: string, before: string[]) => [...before, value])
      .default([], "none"),
  );
}

/** Adds the flag that names modules with processes, outcomes and interventions of the user's own. */
export function pluginFlag(command: Command): Command {
  return command.addOption(
    new Option("--plugin <module>", "JavaScript module that adds to the model; repeatable")
      .argParser((value: string, before: string[]) => [...before, value])
      .default([], "none"),
  );
}

/** Adds the flag that keeps a command from waiting for someone to type a scenario. */
export function inputFlag(command: Command): Command {
  return command.option(
    "--no-input",
    "never wait for typed input: - fails when nothing is piped in",
  );
}

/** Adds the flags that say how an ensemble is run. */
export function ensembleFlags(command: Command): Command {
  return command
    .option("-n, --runs <count>", "number of runs (default: the scenario's)")
    .option("--seed <seed>", "any text or number (default: the scenario's)")
    .option("-j, --jobs <count>", "worker threads (default: all cores)")
    .option("--timeout <duration>", "stop after 90s, 5m, 1h …; what is finished is kept")
    .option("--progress <kind>", "auto, bar, plain, json or none, to stderr");
}
