import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { type Claim, claim, type Holder, isOwn, lives } from "./chunks/claim.ts";

/** Folder in a results folder for chunks of runs. It may be deleted at any time: only time is lost. */
export const CHUNKS = "chunks";

/** Manifest of a results folder; what has none is no result. */
const MANIFEST = "manifest.json";
/** What other machines share through a results folder: it stays when the results are replaced. */
const SHARED = /^(shared\.json|worlds|designs|chunks|failed|plans|slurm|kubernetes)$/;
/** Tables of which the manifest did not come. */
const TABLES = /^(runs|outcomes|series|countries|decisions)\.parquet$/;

/** Whether something is of Panoptes by its name alone, in a folder that has no manifest. */
export function isOurs(name: string): boolean {
  return SHARED.test(name) || TABLES.test(name);
}

/** Where `panoptes report` puts the report of a results folder unless told: it is of these runs and goes with them. */
const REPORT = "report.html";

/** How long another process may take to put its results in the same place, ms. */
const PATIENCE = 10_000;

/** The place of a results folder that is being written. */
export interface ResultsPlace {
  /** Folder in which everything is written first; not made yet. */
  readonly beside: string;
  /** Puts what was written in its place. */
  fill(): void;
}

/**
 * Looks at the place of a results folder, and clears away what processes of this machine that
 * were killed had been writing there.
 *
 * @param isReplaceable whether what a manifest describes may be replaced; results of runs unless told
 * @throws Error if something else than results stands there
 */
export function openPlace(
  folder: string,
  isReplaceable: (manifest: string) => boolean = isResults,
): ResultsPlace {
  const target = resolve(folder);
  mkdirSync(dirname(target), { recursive: true });
  const stem = `.${basename(target)}-${hostname()}-`;
  clearAway(target, stem);
  requireReplaceable(target, folder, isReplaceable);
  const beside = join(dirname(target), `${stem}${process.pid}-${Date.now()}`);
  return {
    beside,
    fill() {
      requireReplaceable(target, folder, isReplaceable);
      mkdirSync(dirname(target), { recursive: true });
      if (existsSync(target)) replace(beside, target, folder);
      else renameSync(beside, target);
    },
  };
}

/** Only nothing, an empty folder, earlier results or chunks may stand there: anything else is someone's work. */
function requireReplaceable(
  target: string,
  folder: string,
  isReplaceable: (manifest: string) => boolean,
): void {
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) {
    throw new Error(`"${folder}" is a file, not a results folder; name another folder`);
  }
  const others = readdirSync(target).filter((name) => !isOurs(name));
  if (others.length === 0 || isReplaceable(join(target, MANIFEST))) return;
  const what = isOfPanoptes(join(target, MANIFEST))
    ? "results of another kind"
    : "files that are not Panoptes results";
  throw new Error(`"${folder}" holds ${what}, so nothing is written there; name another folder`);
}

function isResults(manifest: string): boolean {
  return schemaOf(manifest).startsWith("panoptes/results@");
}

function isOfPanoptes(manifest: string): boolean {
  return schemaOf(manifest).startsWith("panoptes/");
}

/** Schema that a manifest names; empty where there is none. */
function schemaOf(manifest: string): string {
  try {
    const { schema } = JSON.parse(readFileSync(manifest, "utf8")) as { schema?: unknown };
    return typeof schema === "string" ? schema : "";
  } catch {
    return "";
  }
}

/** What goes when results are replaced: their files, and what has the name of a new one. Notes of a user's stay. */
function toReplace(target: string, beside: string): string[] {
  const going = new Set([
    MANIFEST,
    REPORT,
    ...listedIn(join(target, MANIFEST)),
    ...readdirSync(beside),
  ]);
  return readdirSync(target).filter(
    (name) => !SHARED.test(name) && (going.has(name) || TABLES.test(name)),
  );
}

/** Files and folders that a manifest lists; none where there is no manifest. */
function listedIn(manifest: string): readonly string[] {
  try {
    const { files } = JSON.parse(readFileSync(manifest, "utf8")) as { files?: object };
    return Object.keys(files ?? {}).map((path) => path.split("/", 1)[0] as string);
  } catch {
    return [];
  }
}

/**
 * Moves the old results out and the new ones in, chunks aside. The old manifest goes first and the new one comes
 * last, so that at no moment a manifest speaks of tables that are not its own. If a move fails, all are undone.
 */
function replace(beside: string, target: string, folder: string): void {
  const old = `${beside}-old`;
  const right = waitFor(join(dirname(target), `.${basename(target)}.place`), folder);
  const done: (readonly [from: string, to: string])[] = [];
  const move = (from: string, to: string): void => {
    renameSync(from, to);
    done.push([from, to]);
  };
  try {
    mkdirSync(old);
    for (const name of manifestFirst(toReplace(target, beside))) {
      move(join(target, name), join(old, name));
    }
    for (const name of manifestFirst(readdirSync(beside)).reverse()) {
      move(join(beside, name), join(target, name));
    }
    rmdirSync(beside);
  } catch (error) {
    for (const [from, to] of done.reverse()) renameSync(to, from);
    rmSync(old, { recursive: true, force: true });
    throw error;
  } finally {
    right.release();
  }
  rmSync(old, { recursive: true, force: true });
}

function manifestFirst(names: readonly string[]): string[] {
  return [...names].sort((a, b) => Number(b === MANIFEST) - Number(a === MANIFEST));
}

/** Claims the place; another process has it for some moves only. */
function waitFor(path: string, folder: string): Claim {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  let other: Holder | null = null;
  for (let waited = 0; waited < PATIENCE; waited += 10) {
    const result = claim(path);
    if (isOwn(result)) return result;
    other = result;
    Atomics.wait(clock, 0, 0, 10);
  }
  throw new Error(
    `"${folder}" is being written by process ${other?.pid} on ${other?.host} and does not come free; try again`,
  );
}

/**
 * Clears away what killed processes of this machine left beside a place. Results that one of them had moved out
 * without getting its own in go back.
 */
function clearAway(target: string, stem: string): void {
  for (const name of readdirSync(dirname(target))) {
    if (!name.startsWith(stem)) continue;
    const [, pid, old] = /^(\d+)-\d{13}(-old)?$/.exec(name.slice(stem.length)) ?? [];
    if (pid === undefined || lives(Number(pid))) continue;
    const left = join(dirname(target), name);
    if (old !== undefined && !existsSync(join(target, MANIFEST))) {
      mkdirSync(target, { recursive: true });
      for (const file of manifestFirst(readdirSync(left)).reverse()) {
        renameSync(join(left, file), join(target, file));
      }
    }
    rmSync(left, { recursive: true, force: true });
  }
}
