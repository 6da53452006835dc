import { catalogue } from "../scenario/catalogue.ts";
import { formatProblems, type Paint, type Texts } from "../scenario/format-problem.ts";
import type { Problem } from "../scenario/problem.ts";
import { ExitCode } from "./exit-codes.ts";
import type { Colours } from "./terminal.ts";

/**
 * Problems as text in the colours of a terminal, worst first, with a last line that counts them.
 * @param nothingRun whether the errors kept something from being run, which the last line then says
 */
export function problemsText(
  problems: readonly Problem[],
  texts: Texts,
  { bold, red, yellow, cyan }: Colours,
  nothingRun: boolean,
): string {
  const paint: Paint = (piece, text) => {
    if (piece === "error") return bold(red(text));
    if (piece === "warning") return bold(yellow(text));
    if (piece === "mark") return red(text);
    return piece === "place" ? cyan(text) : bold(text);
  };
  return formatProblems(problems, texts, paint, { nothingRun });
}

/** Exit code for problems: wrong usage if only `--set` was mistyped, invalid if anything else is wrong. */
export function exitCodeOf(problems: readonly Problem[]): ExitCode {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return ExitCode.Done;
  const codes = errors.map(({ code }) => catalogue.get(code)?.exitCode);
  return codes.every((code) => code === ExitCode.Usage) ? ExitCode.Usage : ExitCode.Invalid;
}
