import type { Command } from "commander";
import { didYouMean } from "../arguments/nearest.ts";
import { engineWords } from "../engine/flags.ts";
import { ExitCode, wrongUsage } from "../exit-codes.ts";
import type { BuildProgram } from "../program.ts";
import type { Terminal } from "../terminal.ts";
import type { Repeating } from "./repeating.ts";

/** Commands that can be planned and merged: they know their runs before the first one is done. */
const repeatable: readonly string[] = ["run", "compare", "sweep", "sensitivity", "discover"];

/** Variables that a command may go by besides its flags, as far as they change what is computed. */
const variables = ["PANOPTES_RUNS", "PANOPTES_SEED"] as const;

/** Those of the variables that are set. */
export function decidingVariables({ environment }: Terminal): Readonly<Record<string, string>> {
  return Object.fromEntries(
    variables.flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === "" ? [] : [[name, value] as const];
    }),
  );
}

/**
 * Refuses words that are no command that can be planned.
 * @throws Stop (usage)
 */
export function requireRepeatable(words: readonly string[]): void {
  const [name = ""] = words;
  if (!repeatable.includes(name)) {
    throw wrongUsage(
      `"${name}" cannot be planned.${didYouMean(name, repeatable)} What can, with all of their flags: ${repeatable.join(", ")}. ` +
        "What chooses its runs as it goes needs a live engine, such as a queue.",
    );
  }
}

/** Words of a command without those that say where it is computed: these may hold a password. */
export function withoutEngine(words: readonly string[]): readonly string[] {
  const left: string[] = [];
  for (let k = 0; k < words.length; k++) {
    const word = words[k] as string;
    const [flag = ""] = word.split("=", 1);
    const takesValue = Object.hasOwn(engineWords, flag) ? engineWords[flag] : undefined;
    if (takesValue === undefined) left.push(word);
    else if (takesValue && word === flag) k++;
  }
  return left;
}

/** How a command is repeated. */
export interface Repetition {
  readonly repeating: Repeating;
  /** Variables that stand in place of those of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Changes the flags of the command before it begins. */
  readonly change: (command: Command) => void;
  /** Builds the command line. */
  readonly build: BuildProgram;
}

/**
 * Repeats a command in this process. Everything that it says and prints goes to the terminal.
 * @throws whatever the command throws, and what `repeating` throws
 */
export async function repeatCommand(
  terminal: Terminal,
  words: readonly string[],
  { repeating, environment, change, build }: Repetition,
): Promise<ExitCode> {
  requireRepeatable(words);
  let code: ExitCode = ExitCode.Done;
  const ours = Object.entries(terminal.environment).filter(
    ([name]) => !(variables as readonly string[]).includes(name),
  );
  const program = build({
    words,
    terminal: {
      ...terminal,
      environment: { ...Object.fromEntries(ours), ...environment },
      repeating,
    },
    exitWith: (worse) => {
      code = worse;
    },
  });
  program.hook("preAction", (_, command) => {
    if (command.args.includes("-")) {
      throw wrongUsage(
        "what comes from standard input cannot be read again when the chunks are merged: save the scenario as a file.",
      );
    }
    change(command);
  });
  await program.parseAsync(withoutEngine(words), { from: "user" });
  return code;
}
