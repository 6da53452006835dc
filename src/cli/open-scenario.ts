import { dirname, resolve } from "node:path";
import { digestOf } from "../results/identity.ts";
import { SHIPPED_WORLD } from "../scenario/build-scenario.ts";
import { type ParameterEnsemble, SINGLE } from "../scenario/ensemble.ts";
import { loadEnsemble } from "../scenario/node/ensemble.ts";
import { LINK_FILE } from "../scenario/node/link.ts";
import { loadScenario } from "../scenario/node/scenario.ts";
import { builtinWorld, loadWorld } from "../scenario/node/world.ts";
import type { ParsedScenario } from "../scenario/parse.ts";
import type { Plugin } from "../scenario/plugin.ts";
import type { Checked } from "../scenario/problem.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { World } from "../scenario/world/world.ts";
import type { Repeating } from "./chunk/repeating.ts";
import { ExitCode, Stop, wrongUsage } from "./exit-codes.ts";
import { exitCodeOf, problemsText } from "./format-problems.ts";
import type { CommonFlags } from "./look.ts";
import { openPlugins, type PluginFlags } from "./open-plugins.ts";
import type { Terminal } from "./terminal.ts";

/** Flags of commands that read a scenario. */
export interface ScenarioFlags extends CommonFlags, PluginFlags {
  readonly set: readonly string[];
  /** False: never wait for typed input. */
  readonly input: boolean;
}

/** A scenario without errors, on its world. */
export interface Opened {
  readonly scenario: Scenario;
  readonly world: World;
  /** Plugins that it was read with. */
  readonly plugins: readonly Plugin[];
  /** What the root of its chain is read by: a file, a built-in name or a link; null if unknown. */
  readonly root: string | null;
  /** Parameter sets that its runs are spread over; null for the one that it writes. */
  readonly ensemble: ParameterEnsemble | null;
  /** What was read from standard input, if it came from there. */
  readonly input: string | null;
}

/** A scenario with all its problems, as it was read. */
export type Read = ParsedScenario & { readonly input: string | null };

const worlds = new Map<string, Promise<Checked<World>>>();

/** Reads a world once, so that scenarios on the same world share it. */
function readWorld(name: string, from: string): Promise<Checked<World>> {
  const path = name === SHIPPED_WORLD ? "" : resolve(dirname(from), name);
  const before = worlds.get(path);
  if (before !== undefined) return before;
  const reading = path === "" ? builtinWorld() : loadWorld(path, name);
  worlds.set(path, reading);
  return reading;
}

/**
 * Reads a scenario with its settings and its world, and reports every problem.
 * @param name file, "-" for standard input, name of a built-in scenario, or share link
 * @throws Stop (usage) when standard input is asked for and nobody may type there
 */
export async function readScenario(
  terminal: Terminal,
  name: string,
  flags: ScenarioFlags,
): Promise<Read> {
  const input = name === "-" ? await readInput(terminal, flags) : null;
  return { ...(await load(name, input, flags.set, await openPlugins(flags))), input };
}

/**
 * Reads a scenario that has to be valid. Problems are said on stderr.
 * @throws Stop when it has errors
 */
export async function openScenario(
  terminal: Terminal,
  name: string,
  flags: ScenarioFlags,
): Promise<Opened> {
  const read = await readScenario(terminal, name, flags);
  const { scenario, world, ensemble } = accept(terminal, read, flags);
  const plugins = await openPlugins(flags);
  if (terminal.repeating !== undefined) tellRead(terminal.repeating, read, plugins);
  const root = read.root === LINK_FILE ? name : (read.root ?? name);
  return { scenario, world, plugins, root, ensemble, input: read.input };
}

/** Tells whoever repeats this command everything that the scenario was read from. */
function tellRead(
  repeating: Repeating,
  { texts, world, ensemble, ...read }: ParsedScenario,
  plugins: readonly Plugin[],
): void {
  for (const [file, text] of texts) repeating.reads(file, digestOf(text));
  for (const { name, digest } of plugins) repeating.reads(`plugin ${name}`, digest);
  if (!read.ok) return;
  if (world !== null) repeating.reads(`the tables of world ${read.value.world}`, world.digest);
  const { from } = read.value.parameterSets;
  if (ensemble) repeating.reads(`parameter sets ${from}`, digestOf(ensemble));
}

/**
 * Reads what a scenario is compared with: the root of what it extends, or, for a root, the same
 * without its settings. Null where that cannot be read by name.
 * @throws Stop when it has errors
 */
export async function openReference(
  terminal: Terminal,
  opened: Opened,
  flags: ScenarioFlags,
): Promise<Opened | null> {
  if (opened.root === null) return null;
  const isInput = opened.input !== null && opened.scenario.parents.length === 0;
  const input = isInput ? opened.input : null;
  const read = await load(isInput ? "-" : opened.root, input, [], opened.plugins);
  // Its warnings have been said, or belong to someone else's file.
  const { scenario, world, ensemble } = accept(terminal, read, { ...flags, quiet: true });
  return { scenario, world, plugins: opened.plugins, root: opened.root, ensemble, input };
}

/**
 * Puts a scenario that was resolved before, as a results folder holds it, on its world.
 * @throws Stop (invalid) when its world cannot be read
 */
export async function openResolved(
  terminal: Terminal,
  scenario: Scenario,
  flags: PluginFlags,
): Promise<Opened> {
  const plugins = await openPlugins(flags);
  requireSamePlugins(scenario, plugins);
  const world = await readWorld(scenario.world, ".");
  if (!world.ok) {
    terminal.say(problemsText(world.problems, null, terminal.sayColours, true));
    throw new Stop(exitCodeOf(world.problems), "");
  }
  const root = scenario.parents.at(-1) ?? null;
  const found = root !== null && (await load(root, null, [], plugins)).ok;
  const known = found ? root : null;
  const { from } = scenario.parameterSets;
  const sets = from === SINGLE ? null : await loadEnsemble(from, ".");
  if (sets !== null && !sets.ok) {
    terminal.say(problemsText(sets.problems, null, terminal.sayColours, true));
    throw new Stop(exitCodeOf(sets.problems), "");
  }
  const ensemble = sets?.value ?? null;
  return { scenario, world: world.value, plugins, root: known, ensemble, input: null };
}

function requireSamePlugins({ plugins: used }: Scenario, plugins: readonly Plugin[]): void {
  const given = plugins.map(({ digest }) => digest);
  if (given.join() === used.join()) return;
  throw new Stop(
    ExitCode.Invalid,
    used.length === 0
      ? "the results were made without plugins: leave --plugin out."
      : `the results were made with ${used.length === 1 ? "a plugin" : `${used.length} plugins`} ` +
          `(${used.join(", ")}): name the same files with --plugin, in the same order.`,
  );
}

function load(
  name: string,
  input: string | null,
  settings: readonly string[],
  plugins: readonly Plugin[],
): Promise<ParsedScenario> {
  return loadScenario(name, {
    settings,
    plugins,
    world: readWorld,
    ...(input === null ? {} : { input }),
  });
}

async function readInput(terminal: Terminal, flags: ScenarioFlags): Promise<string> {
  if (terminal.inputIsTerminal && !flags.input) {
    throw wrongUsage("- reads a scenario from standard input, but nothing is piped in.");
  }
  return await terminal.readInput();
}

function accept(
  terminal: Terminal,
  read: ParsedScenario,
  flags: CommonFlags,
): Pick<Opened, "scenario" | "world" | "ensemble"> {
  if (read.problems.length > 0 && !(read.ok && flags.quiet)) {
    terminal.say(problemsText(read.problems, read.texts, terminal.sayColours, !read.ok));
  }
  if (!read.ok) throw new Stop(exitCodeOf(read.problems), "");
  if (read.world === null) throw new Error(`scenario "${read.value.id}" was read without a world`);
  return { scenario: read.value, world: read.world, ensemble: read.ensemble ?? null };
}
