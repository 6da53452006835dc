import { setOfRun } from "../../experiments/spread.ts";
import { commandLine } from "../../results/shell-words.ts";
import { ExitCode } from "../exit-codes.ts";
import { count, counted } from "../format/numbers.ts";
import { type CommonFlags, remark } from "../look.ts";
import { repeatedFlags } from "../repeated-flags.ts";
import type { Terminal } from "../terminal.ts";
import type { EnsembleFlags } from "./choices.ts";
import type { Job } from "./job.ts";
import type { Outcome } from "./outcome.ts";

/** Failed runs that are told one by one. */
const mostShown = 5;

/**
 * Says how an ensemble ended where it did not end well.
 * @param written path that results were written to, or null
 * @returns the exit code
 */
export function sayEnding(
  terminal: Terminal,
  job: Job,
  outcome: Outcome,
  flags: EnsembleFlags,
  written: string | null,
): ExitCode {
  const { summary, stopped } = outcome;
  const { requested, finished } = summary.runs;
  const { red, yellow, bold } = terminal.sayColours;
  const kept =
    finished === 0
      ? "No run was finished."
      : `${counted(finished, "finished run")} of ${count(requested)} ${finished === 1 ? "was" : "were"} ` +
        `${written === null ? "used" : `written to ${written}`}.`;
  for (const failure of summary.failures.slice(0, mostShown)) {
    const again = ["panoptes", "run", job.name, ...repeatedFlags(flags)];
    // A run alone would take the first set of the ensemble.
    const { spread } = job.prepared.design;
    if (spread)
      again.push("--set", `parameter_sets.only=${setOfRun(job.prepared.design, failure.run)}`);
    again.push("--seed", failure.seed, "--runs", "1", "--verbose");
    terminal.say(
      `${bold(red("error:"))} run ${failure.run} (seed ${failure.seed}) failed: ${failure.reason}\n` +
        `       reproduce: ${commandLine(again)}\n`,
    );
  }
  if (summary.failures.length > 0) {
    const more = summary.failures.length - mostShown;
    const rest = more > 0 ? `and ${counted(more, "more run")} failed. ` : "";
    terminal.say(`       ${rest}${kept}\n`);
  }
  if (stopped === "interrupted") {
    terminal.say(`${bold(yellow("Interrupted."))} ${kept}\n`);
    return ExitCode.Interrupted;
  }
  if (stopped === "timeout") {
    terminal.say(`${bold(yellow("Time limit reached."))} ${kept}\n`);
    return ExitCode.Limit;
  }
  const missed = outcome.judged.filter(({ verdict }) => !verdict.met).length;
  if (missed > 0) {
    terminal.say(
      `${bold(red("error:"))} ${counted(missed, "expectation")} of ${outcome.judged.length} not met\n`,
    );
    return ExitCode.ExpectationFailed;
  }
  return summary.failures.length > 0 ? ExitCode.SomeFailed : ExitCode.Done;
}

/** Says what could be done next. */
export function sayNext(
  terminal: Terminal,
  job: Job,
  flags: EnsembleFlags & CommonFlags,
  written: string | null,
): void {
  const { scenario } = job.prepared;
  const source = written ?? job.name;
  const next: string[][] = [];
  if (source !== "-" && !/\.(csv|ndjson|json|parquet)$/i.test(source)) {
    const set = repeatedFlags(written === null ? flags : { ...flags, set: [] });
    next.push(["report", source, ...set, "-o", `${scenario.id}.html`]);
  }
  if (scenario.parents.length > 0 && job.name !== "-") {
    next.push([
      "diff",
      scenario.parents.at(-1) ?? "",
      job.name,
      ...repeatedFlags({ ...flags, set: [] }),
    ]);
  } else next.push(["scenario", "list"]);
  const lines = next.map(
    (words, k) => `${k === 0 ? "Next: " : "      "}${commandLine(["panoptes", ...words])}`,
  );
  remark(terminal, flags, `\n${terminal.sayColours.dim(lines.join("\n"))}`);
}

/** The worse of two ways to end; an interruption counts most. */
export function worse(a: ExitCode, b: ExitCode): ExitCode {
  const order: readonly ExitCode[] = [
    ExitCode.Done,
    ExitCode.SomeFailed,
    ExitCode.ExpectationFailed,
    ExitCode.Limit,
    ExitCode.Interrupted,
  ];
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
