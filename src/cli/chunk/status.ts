import { type ChunkState, planStatus } from "../../results/node/plans/plan-status.ts";
import { shellWord } from "../../results/shell-words.ts";
import { ExitCode } from "../exit-codes.ts";
import { count, counted } from "../format/numbers.ts";
import type { CommonFlags } from "../look.ts";
import type { Terminal } from "../terminal.ts";
import { openPlan, type SharedFlags } from "./read-plan.ts";

/** Flags of `panoptes chunk status`. */
export interface StatusFlags extends CommonFlags, SharedFlags {
  readonly json?: boolean;
}

/** Chunks that are named one by one at most. */
const MOST_NAMED = 10;

/**
 * Says how far a plan is.
 * @returns done where every chunk is finished or set aside; limit while some are missing
 */
export async function showStatus(
  terminal: Terminal,
  path: string,
  flags: StatusFlags,
): Promise<ExitCode> {
  const place = await openPlan(terminal, path, flags);
  const states = planStatus(place);
  const missing = states.filter(({ state }) => state === "missing");
  const aside = states.filter(({ state }) => state === "aside");
  if (flags.json) {
    const finished = states.length - missing.length - aside.length;
    const rows = (some: readonly ChunkState[]) => some.map(({ state: _, ...row }) => row);
    const document = {
      plan: place.path,
      shared: place.shared.path,
      chunks: states.length,
      finished,
    };
    terminal.print(
      `${JSON.stringify({ ...document, missing: rows(missing), aside: rows(aside) }, null, 2)}\n`,
    );
  } else terminal.print(`${statusLines(states, path).join("\n")}\n`);
  return missing.length > 0 ? ExitCode.Limit : ExitCode.Done;
}

/** The state of a plan in lines, with what to do next. */
export function statusLines(states: readonly ChunkState[], path: string): readonly string[] {
  const of = (wanted: ChunkState["state"]) => states.filter(({ state }) => state === wanted);
  const [finished, missing, aside] = [of("finished"), of("missing"), of("aside")];
  const file = shellWord(path);
  const again = (some: readonly ChunkState[]): string =>
    some.length <= MOST_NAMED
      ? `panoptes chunk run ${file} ${some.map(({ chunk }) => `-i ${chunk}`).join(" ")}`
      : `panoptes chunk run ${file}`;
  const lines = [
    `${counted(states.length, "chunk")}: ${count(finished.length)} finished, ${count(missing.length)} missing, ` +
      `${count(aside.length)} set aside`,
  ];
  if (missing.length > 0) {
    lines.push(`Missing: ${named(missing)}`, `  ${again(missing)}`);
  }
  for (const { chunk, first, count: runs, reason } of aside.slice(0, MOST_NAMED)) {
    lines.push(`Set aside: ${chunk} (runs ${first} to ${first + runs - 1}): ${reason}`);
  }
  if (aside.length > MOST_NAMED) lines.push(`  and ${aside.length - MOST_NAMED} more, see --json`);
  if (aside.length > 0) lines.push(`  to try again: ${again(aside)}`);
  if (missing.length === 0) lines.push(`Next: panoptes chunk merge ${file}`);
  return lines;
}

function named(states: readonly ChunkState[]): string {
  const shown = states.slice(0, MOST_NAMED).map(({ chunk }) => String(chunk));
  return (
    shown.join(", ") +
    (states.length > MOST_NAMED ? ` and ${count(states.length - MOST_NAMED)} more` : "")
  );
}
