import { worldFacts } from "../../scenario/world/facts.ts";
import { ExitCode } from "../exit-codes.ts";
import { counted } from "../format/numbers.ts";
import { problemsText } from "../format-problems.ts";
import { type FormatFlags, formatOf } from "../print-rows.ts";
import type { Terminal } from "../terminal.ts";
import { readWorld } from "./open-world.ts";

/** Checks a world folder and prints what is wrong with it. */
export async function checkWorldFolder(
  terminal: Terminal,
  folder: string | undefined,
  flags: FormatFlags,
): Promise<ExitCode> {
  const read = await readWorld(folder);
  const code = read.ok ? ExitCode.Done : ExitCode.Invalid;
  if (formatOf(terminal, flags, ["table", "json"], "table") === "json") {
    const document = { valid: read.ok, problems: read.problems };
    terminal.print(`${JSON.stringify(document, null, 2)}\n`);
    return code;
  }
  if (read.problems.length > 0 && !(read.ok && flags.quiet)) {
    terminal.print(problemsText(read.problems, null, terminal.colours, false));
  }
  if (read.ok) {
    const facts = worldFacts(read.value);
    terminal.print(
      `${terminal.colours.green("valid")}  ${facts.name}: ${counted(facts.countries, "country", "countries")}, ` +
        `${counted(facts.suppliers.length, "supplier")}, ${facts.firstYear}-${facts.lastYear}, ` +
        `data ${facts.version}\n`,
    );
  }
  return code;
}
