import { writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { commandLine } from "../../results/shell-words.ts";
import { newScenario } from "../../scenario/new-scenario.ts";
import { scenarioSchemaPath } from "../../scenario/node/scenario.ts";
import { cannotWrite } from "../cannot-write.ts";
import { wrongUsage } from "../exit-codes.ts";
import { type CommonFlags, remark } from "../look.ts";
import type { Terminal } from "../terminal.ts";

/** Flags of `panoptes scenario new`. */
export interface NewFlags extends CommonFlags {
  readonly title?: string;
  readonly output?: string;
}

/**
 * Writes a scenario to start from. An existing file is never overwritten.
 * @throws Stop (usage) for an id that is none, or a file that cannot be written
 */
export async function writeNewScenario(
  terminal: Terminal,
  id: string,
  flags: NewFlags,
): Promise<void> {
  const title = flags.title ?? titleOf(id);
  const schema = relative(process.cwd(), scenarioSchemaPath()).replaceAll("\\", "/");
  let text: string;
  try {
    text = newScenario(id, title, schema);
  } catch (error) {
    throw error instanceof RangeError ? wrongUsage(`${error.message}.`) : error;
  }
  if (flags.output === "-") {
    terminal.print(text);
    return;
  }
  const file = flags.output ?? `${id}.yaml`;
  try {
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    const exists = error instanceof Error && "code" in error && error.code === "EEXIST";
    throw exists
      ? wrongUsage(`"${file}" is there already; name another.`)
      : cannotWrite(file, error);
  }
  terminal.print(`${file}\n`);
  remark(terminal, flags, `Next: ${commandLine(["panoptes", "run", file])}`);
}

/** `eu-standards-race` as a title: "Eu standards race". */
function titleOf(id: string): string {
  const words = id.replaceAll(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
