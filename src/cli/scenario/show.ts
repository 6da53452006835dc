import { resolvedDocument } from "../../scenario/resolved-document.ts";
import { wrongUsage } from "../exit-codes.ts";
import { openScenario, readScenario, type ScenarioFlags } from "../open-scenario.ts";
import type { Terminal } from "../terminal.ts";

/** Flags of `panoptes scenario show`. */
export interface ShowFlags extends ScenarioFlags {
  readonly resolved?: boolean;
  readonly json?: boolean;
}

/**
 * Prints a scenario: its file as written, or with `--resolved` everything it stands for.
 * @throws Stop when it cannot be read or, resolved, has errors
 */
export async function showScenario(
  terminal: Terminal,
  name: string,
  flags: ShowFlags,
): Promise<void> {
  if (flags.resolved || flags.json) {
    const { scenario } = await openScenario(terminal, name, flags);
    const text = flags.json ? `${JSON.stringify(scenario, null, 2)}\n` : resolvedDocument(scenario);
    terminal.print(text);
    return;
  }
  if (flags.set.length > 0) {
    throw wrongUsage("--set changes no file. Add --resolved to see the scenario with it.");
  }
  const { texts } = await readScenario(terminal, name, flags);
  // Its own text is the first that was read.
  const [text] = texts.values();
  if (text === undefined) await openScenario(terminal, name, flags);
  else terminal.print(text.endsWith("\n") ? text : `${text}\n`);
}
