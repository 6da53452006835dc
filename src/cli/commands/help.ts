import type { Command } from "commander";
import { didYouMean } from "../arguments/nearest.ts";
import { wrongUsage } from "../exit-codes.ts";
import { wrap } from "../format/width.ts";
import { helpTopic, helpTopics } from "../help-topics.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes help`. */
export function addHelp(program: Command, { terminal }: Setting): void {
  program
    .command("help")
    .description("explain a command, a topic or an error code")
    .argument("[topic...]", `command, error code, or ${Object.keys(helpTopics).join(", ")}`)
    .action(async (words: string[]) => {
      if (words.length === 0) return program.outputHelp();
      const topic = words.join(" ");
      const command = findCommand(program, words);
      if (command !== null) return command.outputHelp();
      const text = helpTopic(topic) ?? (await codeHelp(topic));
      if (text === null) {
        const known = [...program.commands.map((one) => one.name()), ...Object.keys(helpTopics)];
        const near = didYouMean(topic, known);
        const list = `\nThere is help on ${known.join(", ")}, and on error codes such as E102.`;
        throw wrongUsage(`no help on "${topic}".${near === "" ? list : near}`);
      }
      terminal.print(text);
    });
}

function findCommand(program: Command, words: readonly string[]): Command | null {
  let command: Command | undefined = program;
  for (const word of words) command = command?.commands.find((one) => one.name() === word);
  return command ?? null;
}

/** What a code of the catalogue means and how to mend it, or null when the word is no code. */
async function codeHelp(word: string): Promise<string | null> {
  if (!/^[EW]\d{3}$/i.test(word)) return null;
  const { explainCode } = await import("../../scenario/catalogue.ts");
  const entry = explainCode(word);
  if (entry === null) return null;
  const kind = entry.code.startsWith("W") ? "warning" : "error";
  const lines = wrap(entry.explanation, 80).join("\n");
  return `${kind}[${entry.code}]: ${entry.title}\n\n${lines}\n\nExit code: ${entry.exitCode}\n`;
}
