import root, { script } from "@bomb.sh/tab";
import type { Command } from "commander";
import { outcomeDefinitions } from "../core/outcomes.ts";
import { parameterIds } from "../scenario/registry/parameters.ts";
import { helpTopics } from "./help-topics.ts";
import { rowFormats } from "./print-rows.ts";
import { progressKinds } from "./progress.ts";
import { tableFormats } from "./run/choices.ts";

/** Prints the completion script of a shell, which asks `panoptes complete -- …` for suggestions. */
export function printCompletionScript(shell: string): void {
  script(shell, "panoptes", "panoptes");
}

/**
 * Prints suggestions for the last of the words typed so far.
 * @param builtin ids of the built-in scenarios
 */
export function suggest(
  program: Command,
  words: readonly string[],
  builtin: readonly string[],
): void {
  const values: Readonly<Record<string, readonly string[]>> = {
    scenario: builtin,
    a: builtin,
    b: builtin,
    id: parameterIds,
    topic: [...program.commands.map((one) => one.name()), ...Object.keys(helpTopics)],
    shell: ["bash", "zsh", "fish"],
    set: parameterIds.map((id) => `${id}=`),
    metric: [...new Set(outcomeDefinitions.map(({ id }) => id))],
    progress: progressKinds,
    format: [...new Set([...rowFormats, ...tableFormats])],
  };
  offer(program, "", values);
  root.parse([...words]);
}

/** Registers the commands below a command, with their options, arguments and known values. */
function offer(
  parent: Command,
  before: string,
  values: Readonly<Record<string, readonly string[]>>,
): void {
  for (const command of parent.createHelp().visibleCommands(parent)) {
    const path = `${before}${command.name()}`;
    const known = root.command(path, command.description());
    for (const option of command.createHelp().visibleOptions(command)) {
      const name = option.long?.slice(2);
      if (name === undefined) continue;
      const alias = option.short?.slice(1);
      if (option.required) known.option(name, option.description, handlerFor(values[name]), alias);
      else known.option(name, option.description, alias ?? "");
    }
    for (const argument of command.registeredArguments) {
      known.argument(argument.name(), handlerFor(values[argument.name()]), argument.variadic);
    }
    offer(command, `${path} `, values);
  }
}

function handlerFor(values: readonly string[] = []) {
  return (complete: (value: string, description: string) => void): void => {
    for (const value of values) complete(value, "");
  };
}
