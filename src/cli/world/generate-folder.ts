import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { commandLine } from "../../results/shell-words.ts";
import { generateWorld, worldRecipe } from "../../scenario/world/generate/generate-world.ts";
import { DEFAULT_RECIPE, type NetworkKind } from "../../scenario/world/generate/recipe.ts";
import { fitsTables, worldFiles } from "../../scenario/world/generate/world-tables.ts";
import { parseCount } from "../arguments/numbers.ts";
import { cannotWrite } from "../cannot-write.ts";
import { wrongUsage } from "../exit-codes.ts";
import { count } from "../format/numbers.ts";
import { type CommonFlags, remark } from "../look.ts";
import { bar, type ProgressKind, progressKinds } from "../progress.ts";
import type { Terminal } from "../terminal.ts";

/** Flags of `panoptes world generate`. */
export interface GenerateFlags extends CommonFlags {
  readonly jurisdictions: string;
  readonly network: string;
  readonly degree?: string;
  readonly rewire?: string;
  readonly suppliers: string;
  readonly seed: string;
  readonly progress?: string;
}

/**
 * Makes a synthetic world and writes its folder, which appears whole or not at all.
 * @throws Stop (usage) for a recipe that is wrong, a folder that holds something, or one that cannot be written
 */
export function generateFolder(terminal: Terminal, folder: string, flags: GenerateFlags): void {
  const recipe = recipeOf(flags);
  refuseFull(folder);
  const progress = partProgress(terminal, flags);
  const world = generateWorld(recipe, (part) => progress.show(part, PARTS.indexOf(part)));
  const partial = join(dirname(folder), `.${Date.now()}-${process.pid}.panoptes-part`);
  try {
    mkdirSync(partial, { recursive: true });
    for (const { name, pieces } of worldFiles(world, recipe)) {
      progress.show(name, PARTS.length);
      writePieces(join(partial, name), pieces);
    }
    // An empty folder in its place gives way; one that holds something was refused.
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw cannotWrite(folder, error);
  } finally {
    progress.end();
  }
  const ties = world.ties.reduce((sum, { sources }) => sum + sources.length, 0);
  terminal.print(`${folder}\n`);
  remark(
    terminal,
    flags,
    `${count(recipe.jurisdictions)} jurisdictions, ${count(ties)} ties, ${count(recipe.suppliers)} suppliers; ` +
      (fitsTables(recipe)
        ? "tables to change as you like"
        : "world.json alone: the world is made anew each time it is read"),
  );
  remark(terminal, flags, `Next: ${commandLine(["panoptes", "world", "show", folder])}`);
}

const PARTS: readonly string[] = ["values", "network", "tables"];

function recipeOf(flags: GenerateFlags): ReturnType<typeof worldRecipe> {
  const number = (name: string, text: string | undefined, otherwise: number): number => {
    if (text === undefined) return otherwise;
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (!Number.isFinite(value)) throw wrongUsage(`${name} wants a number, got "${text}".`);
    return value;
  };
  try {
    return worldRecipe({
      jurisdictions: parseCount("--jurisdictions", flags.jurisdictions),
      // Any text: what is no network is refused with the others, by name.
      network: flags.network as NetworkKind,
      degree: number("--degree", flags.degree, DEFAULT_RECIPE.degree),
      rewire: number("--rewire", flags.rewire, DEFAULT_RECIPE.rewire),
      suppliers: parseCount("--suppliers", flags.suppliers),
      seed: flags.seed,
    });
  } catch (error) {
    throw error instanceof RangeError ? wrongUsage(`${error.message}.`) : error;
  }
}

/** A folder that is there has to be empty: nothing of anybody's is overwritten. */
function refuseFull(folder: string): void {
  let entries: string[];
  try {
    entries = readdirSync(folder);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return;
    throw cannotWrite(folder, error);
  }
  if (entries.length > 0) {
    throw wrongUsage(`"${folder}" is there already and holds something; name another folder.`);
  }
}

function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, "wx");
  try {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    }
  } finally {
    closeSync(file);
  }
}

/** Shows which part of the work is being done, on stderr. */
function partProgress(
  terminal: Terminal,
  flags: GenerateFlags,
): { readonly show: (part: string, done: number) => void; readonly end: () => void } {
  const asked = flags.progress ?? "auto";
  const kind = progressKinds.find((known) => known === asked) as ProgressKind | undefined;
  if (kind === undefined) {
    throw wrongUsage(`--progress wants one of ${progressKinds.join(", ")}, got "${asked}".`);
  }
  const shown = flags.quiet ? "none" : kind === "auto" ? (terminal.live ? "bar" : "none") : kind;
  const total = PARTS.length + 1;
  return {
    show(part, done) {
      if (shown === "plain") terminal.say(`Generating  ${part}\n`);
      if (shown === "json") {
        const event = { event: "progress", label: "Generating", part, done, total };
        terminal.say(`${JSON.stringify(event)}\n`);
      }
      if (shown === "bar") {
        terminal.say(`\rGenerating  ${bar(done / total, flags.ascii === true)} ${part}\u001b[K`);
      }
    },
    end() {
      if (shown === "bar") terminal.say("\r\u001b[K");
    },
  };
}
