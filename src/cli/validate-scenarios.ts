import { ExitCode } from "./exit-codes.ts";
import { exitCodeOf, problemsText } from "./format-problems.ts";
import { readScenario, type ScenarioFlags } from "./open-scenario.ts";
import { type FormatFlags, formatOf } from "./print-rows.ts";
import { scenarioLine } from "./run/scenario-line.ts";
import type { Terminal } from "./terminal.ts";

/** Flags of `panoptes validate`. */
export interface ValidateFlags extends ScenarioFlags, FormatFlags {}

/**
 * Checks scenarios and prints what is wrong with them: problems are the result here, so they go to
 * stdout, as text also in a pipe.
 * @returns invalid if any of them has errors, usage if only settings were mistyped
 */
export async function validateScenarios(
  terminal: Terminal,
  names: readonly string[],
  flags: ValidateFlags,
): Promise<ExitCode> {
  const json = formatOf(terminal, flags, ["table", "json"], "table") === "json";
  const documents: object[] = [];
  let worst: ExitCode = ExitCode.Done;
  for (const name of names) {
    const read = await readScenario(terminal, name, flags);
    const { ok, problems, texts } = read;
    const code = exitCodeOf(problems);
    if (worst !== ExitCode.Invalid && code !== ExitCode.Done) worst = code;
    if (json) {
      documents.push({
        scenario: name,
        id: read.ok ? read.value.id : null,
        valid: ok,
        problems,
      });
      continue;
    }
    if (problems.length > 0 && !(ok && flags.quiet)) {
      terminal.print(problemsText(problems, texts, terminal.colours, true));
    }
    if (read.ok && !flags.quiet) {
      terminal.print(`${terminal.colours.green("valid")}  ${scenarioLine(read.value)}\n`);
    }
  }
  if (json) {
    const document = documents.length === 1 ? documents[0] : documents;
    terminal.print(`${JSON.stringify(document, null, 2)}\n`);
  }
  return worst;
}
