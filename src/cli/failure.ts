import { createHash } from "node:crypto";
import { CommanderError } from "commander";
import { PlanError } from "../results/node/plans/plan-error.ts";
import { ExitCode, Stop } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Tells the user what ended a command, on stderr, and gives the exit code. A `Stop` says what it
 * has to say; what commander throws is wrong usage; anything else is a bug.
 * @param version version of the tool, for the report of a bug
 * @param verbose show a bug's stack
 */
export function explainFailure(
  error: unknown,
  terminal: Terminal,
  version: string,
  verbose: boolean,
): ExitCode {
  const { red, bold } = terminal.sayColours;
  const label = bold(red("error:"));
  if (error instanceof Stop) {
    // Following lines stand under the first one's text.
    if (error.message !== "")
      terminal.say(`${label} ${error.message.replaceAll("\n", "\n       ")}\n`);
    return error.exitCode;
  }
  if (error instanceof PlanError) {
    terminal.say(`${label} ${error.message}.\n`);
    return ExitCode.Usage;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return ExitCode.Done;
    // A group of commands without one of them: its help has been printed.
    if (error.code === "commander.help") return ExitCode.Usage;
    const message = usageMessage(error.message);
    // A suggestion is a way out already.
    const way = message.endsWith("?")
      ? ""
      : "\n       What there is: panoptes help, panoptes <command> --help";
    terminal.say(`${label} ${message}${way}\n`);
    return ExitCode.Usage;
  }
  const { message, stack } = describe(error);
  terminal.say(
    `${label} something went wrong inside Panoptes: ${message}\n` +
      `This is a bug (id ${bugId(message, stack)}, Panoptes ${version}, Node ${process.versions.node}, ` +
      `${process.platform}). Please report it with this line and\n` +
      "the command you typed" +
      (verbose ? ":\n" : "; --verbose shows where it happened.\n"),
  );
  if (verbose) terminal.say(`${stack}\n`);
  return ExitCode.Bug;
}

/**
 * A short id that is the same for the same fault: from the message without its numbers and the names
 * of the innermost functions, so that neither values nor folders change it.
 */
export function bugId(message: string, stack: string): string {
  const frames = [...stack.matchAll(/^\s+at (?:async )?([\w.<>$]+) \(/gm)].slice(0, 4);
  const essence = message.replaceAll(/[\d.]+/g, "#") + frames.map((frame) => frame[1]).join(" ");
  return createHash("sha256").update(essence).digest("hex").slice(0, 8);
}

/** Commander's message in our words: double quotes, the suggestion on the same line. */
export function usageMessage(message: string): string {
  return message
    .replace(/^error: /, "")
    .replace(/^unknown command '(.*)'/, 'no command "$1"')
    .replace(/^unknown option '(.*)'/, 'no option "$1"')
    .replace(/^missing required argument '(.*)'/, "missing <$1>")
    .replace(/\n\(Did you mean one of (.*)\?\)/, ". Did you mean one of $1?")
    .replace(/\n\(Did you mean (.*)\?\)/, '. Did you mean "$1"?')
    .replaceAll(/'([^']*)'/g, '"$1"');
}

function describe(error: unknown): { message: string; stack: string } {
  if (error instanceof Error)
    return { message: error.message, stack: error.stack ?? error.message };
  return { message: String(error), stack: String(error) };
}
