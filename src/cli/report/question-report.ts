import { MODEL_VERSION } from "../../core/version.ts";
import type { Page } from "../../results/page.ts";
import type { QuestionInput } from "../../results/question-page.ts";
import { commandLine } from "../../results/shell-words.ts";
import type { CommonFlags } from "../look.ts";
import { remark } from "../look.ts";
import type { Opened, ScenarioFlags } from "../open-scenario.ts";
import { packageVersion } from "../package-version.ts";
import { repeatedFlags } from "../repeated-flags.ts";
import type { Terminal } from "../terminal.ts";
import { writePageFile } from "./outcome-report.ts";

/** A command that answers a question of why, as it was called. */
export interface AskedQuestion {
  /** Its name, for example "explain". */
  readonly command: string;
  /** The scenario as the user named it. */
  readonly name: string;
  /** Flags of its own, without dashes; those without a value are left out. */
  readonly own: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly runs: number;
  readonly seed: string;
}

/**
 * Writes the report on a question of why.
 * @param path where, or undefined for none
 */
export async function writeQuestionReport(
  terminal: Terminal,
  flags: CommonFlags & ScenarioFlags,
  path: string | undefined,
  { scenario, world }: Pick<Opened, "scenario" | "world">,
  { command, name, own, runs, seed }: AskedQuestion,
  page: (input: QuestionInput) => Page,
): Promise<void> {
  if (path === undefined) return;
  const words = ["panoptes", command, name, ...repeatedFlags(flags)];
  for (const [flag, value] of Object.entries(own)) {
    if (value === undefined || value === false) continue;
    if (value === true) words.push(`--${flag}`);
    else for (const one of [value].flat()) words.push(`--${flag}`, one);
  }
  words.push("--runs", String(runs), "--seed", seed, "--report", path);
  const versions = { package: packageVersion(), model: MODEL_VERSION, data: world.version };
  const input = { scenario, seed, versions, commands: [commandLine(words)] };
  await writePageFile(path, page(input));
  remark(terminal, flags, `Wrote ${path}`);
}
