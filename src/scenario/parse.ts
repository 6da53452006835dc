import type { OutcomeDefinition } from "../core/trajectory.ts";
import { buildScenario, SHIPPED_WORLD } from "./build-scenario.ts";
import { findChanges } from "./changes.ts";
import { checkTrunk } from "./checks/branch.ts";
import { checkScenario } from "./checks/check-scenario.ts";
import { checkReach } from "./checks/reach.ts";
import { dateAt } from "./checks/time.ts";
import { checkWas } from "./checks/was.ts";
import type { ParameterEnsemble } from "./ensemble.ts";
import { sortProblems } from "./format-problem.ts";
import { pinnedOf, type ReadEnsemble, readParameterSets } from "./parameter-sets.ts";
import type { Plugin } from "./plugin.ts";
import type { Checked, Problem } from "./problem.ts";
import { readTrunk } from "./read-trunk.ts";
import type { Branch, Scenario } from "./scenario.ts";
import { SETTINGS_FILE } from "./setting-path.ts";
import { applySettings, settingsText } from "./settings.ts";
import { hasErrors } from "./source/problems.ts";
import { type Level, readChain } from "./source/read-chain.ts";
import type { Resolve, Source } from "./source/source.ts";
import { find, type Mapping, scalarAt } from "./source/tree.ts";
import { vocabularyOf } from "./vocabulary.ts";
import type { World } from "./world/world.ts";

/** Options of `parseScenario`. */
export interface ParseOptions {
  /** Name of the text for messages; default "scenario". */
  readonly file?: string;
  /** Tells the text apart from those it extends; default: its file name. */
  readonly key?: string;
  /** Finds what a scenario extends. Without it, `extends` is an error. */
  readonly resolve?: Resolve;
  /** Settings `key=value` to put over the document. */
  readonly settings?: readonly string[];
  /**
   * The world whose names are allowed, or a function that reads the one the scenario asks for (`name`
   * as written, in the file `from`). Without it, names of countries and suppliers are not checked.
   */
  readonly world?: World | ((name: string, from: string) => Promise<Checked<World>>);
  /** Finds what a scenario branches off; default: as what it extends is found. */
  readonly resolveTrunk?: Resolve;
  /** Keys of documents that branch off this one, for finding circles; empty unless told. */
  readonly trail?: readonly string[];
  /** Plugins whose parameters, interventions and outcomes may be used; none unless told. */
  readonly plugins?: readonly Plugin[];
  /** Reads parameter sets by name. Without it, none are read, and their names are not checked. */
  readonly ensembles?: ReadEnsemble;
  /** Outcomes of the model; default: those of the core and the plugins. */
  readonly outcomes?: readonly OutcomeDefinition[];
}

/** A checked scenario, and what is needed to show its problems. */
export type ParsedScenario = Checked<Scenario> & {
  /** Texts that were read by file name, "--set" included. */
  readonly texts: ReadonlyMap<string, string>;
  /** The world the scenario asked for, if it was read. */
  readonly world: World | null;
  /** The parameter sets it asked for, if they were read; null for one set. */
  readonly ensemble?: ParameterEnsemble | null;
  /** File of the scenario at the root of those it extends; null if no text could be read. */
  readonly root: string | null;
};

/**
 * Reads a scenario: form, parents, settings, names, dates and sums. Reports every problem at once, each
 * with code, path, line and column in the file it stands in. Never throws for bad input.
 *
 * @throws PluginError if plugins clash with each other.
 *
 * @example
 * const parsed = await parseScenario(text, { file: "mine.yaml", world });
 * if (!parsed.ok) console.error(formatProblems(parsed.problems, parsed.texts));
 */
export async function parseScenario(
  text: string,
  options: ParseOptions = {},
): Promise<ParsedScenario> {
  const { file = "scenario", resolve = null, settings = [], plugins = [] } = options;
  const words = vocabularyOf(plugins);
  const vocabulary = options.outcomes ? { ...words, outcomes: options.outcomes } : words;
  const source: Source = { text, file, key: options.key ?? file };
  const chain = await readChain(source, resolve);
  const texts = new Map(chain.texts);
  const problems = [...chain.problems];
  const last = chain.levels.at(-1);
  const root = chain.levels[0]?.source.file ?? null;
  // Where the document itself has no form there is nothing more to check.
  if (!last || last.source !== source)
    return { ok: false, problems: sortProblems(problems), texts, world: null, root };

  const set = applySettings(last.merged, settings, vocabulary);
  if (settings.length > 0) texts.set(SETTINGS_FILE, settingsText(settings));
  problems.push(...set.problems);
  const world = await readWorld(set.tree, options, problems);

  problems.push(...checkScenario(set.tree, world, vocabulary));
  const chosen = await readParameterSets(set.tree, options.ensembles);
  problems.push(...chosen.problems);
  const trunk = await readTrunk(set.tree, {
    resolve: options.resolveTrunk ?? resolve,
    writtenIn: sourceOf(set.tree, chain.levels, source),
    trail: [...(options.trail ?? []), source.key],
    parse: ({ text: own, ...place }, trail) =>
      parseScenario(own, { ...options, ...place, settings: [], trail }),
  });
  for (const [file, read] of trunk?.parsed?.texts ?? []) texts.set(file, read);
  for (const level of chain.levels) problems.push(...checkWas(level, world, vocabulary));
  const own = settings.length > 0 ? set.tree : last.merged;
  const located = problems.map((problem) => relocate(problem, own, last));
  located.push(...(trunk?.problems ?? []));
  if (hasErrors(located)) return { ok: false, problems: sortProblems(located), texts, world, root };

  const branch = trunk?.parsed?.ok ? branchOf(set.tree, trunk.name, trunk.parsed.value) : null;
  const scenario = buildScenario(set.tree, parentIds(chain.levels), vocabulary, branch);
  if (world) located.push(...checkReach(scenario, set.tree, world));
  if (branch) {
    const worlds = { own: world, trunk: trunk?.parsed?.world ?? null };
    const fit = checkTrunk(scenario, branch.trunk, set.tree, worlds);
    located.push(...fit.map((problem) => relocate(problem, own, last)));
    if (hasErrors(fit)) return { ok: false, problems: sortProblems(located), texts, world, root };
  }
  const changes = findChanges(scenario, set.tree, last, world, vocabulary);
  return {
    ok: true,
    value: {
      ...scenario,
      parameterSets: { ...scenario.parameterSets, pinned: pinnedOf(set.tree, chain.levels) },
      changes,
    },
    problems: sortProblems(located),
    texts,
    world,
    root,
    ensemble: chosen.ensemble,
  };
}

function branchOf(tree: Mapping, from: string, trunk: Scenario): Branch {
  return { from, at: dateAt(tree, ["branch", "at"])?.start ?? Number.NaN, trunk };
}

/** The document in which a merged one writes what it branches off; the nearest one where none does. */
function sourceOf(tree: Mapping, levels: readonly Level[], source: Source): Source {
  const file = find(tree, ["branch", "from"])?.place.file;
  return levels.find((level) => level.source.file === file)?.source ?? source;
}

async function readWorld(
  tree: Mapping,
  { world }: ParseOptions,
  problems: Problem[],
): Promise<World | null> {
  if (typeof world !== "function") return world ?? null;
  const name = scalarAt(tree, ["world"]);
  const from = find(tree, ["world"])?.place.file ?? "";
  const read = await world(typeof name === "string" ? name : SHIPPED_WORLD, from);
  problems.push(...read.problems);
  return read.ok ? read.value : null;
}

/** Ids of what a scenario stands on, the nearest first; the name of the file where an id is missing. */
function parentIds(levels: readonly Level[]): readonly string[] {
  return levels
    .slice(0, -1)
    .reverse()
    .map(({ own, source }) => {
      const id = scalarAt(own, ["id"]);
      return typeof id === "string" ? id : source.file;
    });
}

/** Paths count interventions of the merged document; a reader of the file wants the file's own count. */
function relocate(problem: Problem, merged: Mapping, { own }: Level): Problem {
  const [section, k, ...rest] = problem.path;
  if (section !== "interventions" || typeof k !== "number") return problem;
  const item = find(merged, ["interventions", k]);
  const list = find(own, ["interventions"]);
  const at = item && list?.kind === "list" ? list.items.indexOf(item) : -1;
  return at < 0 ? problem : { ...problem, path: ["interventions", at, ...rest] };
}
