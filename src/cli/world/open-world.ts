import { builtinWorld, loadWorld } from "../../scenario/node/world.ts";
import type { Checked } from "../../scenario/problem.ts";
import type { World } from "../../scenario/world/world.ts";
import { ExitCode, Stop } from "../exit-codes.ts";
import { problemsText } from "../format-problems.ts";
import type { Terminal } from "../terminal.ts";

/** Reads a world folder, or the shipped world, with every problem of it. */
export function readWorld(folder: string | undefined): Promise<Checked<World>> {
  return folder === undefined ? builtinWorld() : loadWorld(folder);
}

/**
 * Reads a world that has to be whole.
 * @throws Stop (invalid) after its problems have been said
 */
export async function openWorld(terminal: Terminal, folder: string | undefined): Promise<World> {
  const read = await readWorld(folder);
  if (read.ok) return read.value;
  terminal.say(problemsText(read.problems, null, terminal.sayColours, false));
  throw new Stop(ExitCode.Invalid, "");
}
