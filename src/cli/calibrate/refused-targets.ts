import type { Problem } from "../../scenario/problem.ts";
import type { World } from "../../scenario/world/world.ts";
import { ExitCode, Stop } from "../exit-codes.ts";
import { exitCodeOf, problemsText } from "../format-problems.ts";
import type { Terminal } from "../terminal.ts";

/** Says every problem, and stops. */
export function refused(
  terminal: Terminal,
  problems: readonly Problem[],
  texts: ReadonlyMap<string, string>,
): Stop {
  terminal.say(problemsText(problems, texts, terminal.sayColours, true));
  return new Stop(exitCodeOf(problems), "");
}

/**
 * The end of a command whose targets could not be read for a world. Where the world has no observations of its
 * own, that is the reason: tables that the targets bring along are of another world.
 */
export function refusedTargets(
  terminal: Terminal,
  { problems, texts }: { problems: readonly Problem[]; texts: ReadonlyMap<string, string> },
  world: World,
): Stop {
  const foreign = problems.some(({ code }) => code === "E504");
  if (world.observed.length === 0 && foreign) return unobserved(world);
  return refused(terminal, problems, texts);
}

/** The end of a command about a world that nobody has observed. */
export function unobserved({ name }: World): Stop {
  return new Stop(
    ExitCode.Invalid,
    `the world "${name}" has no table of observations (observed.csv): there is nothing to hold runs against.`,
  );
}
