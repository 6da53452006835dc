import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { EXPERIMENT_SCHEMA, type ExperimentManifest } from "./experiment-store.ts";
import { type Manifest, RESULTS_SCHEMA } from "./manifest.ts";

/** A folder of results that was found. */
export interface FoundResults {
  readonly folder: string;
  readonly manifest: Manifest | ExperimentManifest;
}

/** How deep folders are looked through. */
const DEEPEST = 6;

/**
 * Finds all folders of results in a folder and those below it, in the order of their names. Folders
 * with names that begin with a dot, and what cannot be read, are passed over.
 */
export function findResults(folder: string, depth = 0): readonly FoundResults[] {
  const own = readManifestAt(folder);
  if (own !== null) return [{ folder, manifest: own }];
  if (depth >= DEEPEST) return [];
  let names: string[];
  try {
    names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
      .map(({ name }) => name);
  } catch {
    return [];
  }
  return names.sort().flatMap((name) => findResults(join(folder, name), depth + 1));
}

/** The manifest of a folder, or null where there is none of ours. */
export function readManifestAt(folder: string): FoundResults["manifest"] | null {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    const ours = manifest?.schema === RESULTS_SCHEMA || manifest?.schema === EXPERIMENT_SCHEMA;
    return ours ? manifest : null;
  } catch {
    return null;
  }
}

/** Facts of a folder of results in a line. */
export interface ResultsFacts {
  readonly folder: string;
  readonly kind: string;
  readonly scenario: string;
  readonly status: string;
  readonly runs: number;
  readonly failed: number;
  readonly bytes: number;
  readonly model: string;
  readonly data: string;
  readonly ended: string | null;
  readonly id: string;
}

/** What a manifest says, the same for ensembles and experiments. */
export function factsOf({ folder, manifest }: FoundResults): ResultsFacts {
  const scenario = manifest.scenario as { readonly id?: unknown } | null;
  const own = typeof scenario?.id === "string" ? scenario.id : "";
  const experiment = manifest.schema === EXPERIMENT_SCHEMA;
  return {
    folder,
    kind: experiment ? manifest.kind : "ensemble",
    scenario: experiment ? (comparedIn(manifest) ?? own) : own,
    status: manifest.status,
    runs: manifest.runs.done,
    failed: manifest.runs.failed,
    bytes: Object.values(manifest.files).reduce((sum, { bytes }) => sum + bytes, 0),
    model: manifest.versions.model,
    data: manifest.versions.data,
    ended: manifest.timings.ended,
    id: experiment ? manifest.experiment_id : manifest.run_id,
  };
}

/** The scenarios of a comparison in a phrase; null for another experiment. */
function comparedIn({ kind, design }: ExperimentManifest): string | null {
  if (kind !== "comparison" || !Array.isArray(design.compared)) return null;
  const [first, ...others] = design.compared.map(String);
  return `${others.join(", ")} against ${first}`;
}

/** Something about a folder of results that is not as its manifest says. */
export interface Fault {
  readonly folder: string;
  readonly file: string;
  readonly fault: string;
}

/** Compares every file of a folder of results with its manifest: there, of that size, of those bytes. */
export async function verifyResults({ folder, manifest }: FoundResults): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  if (manifest.status === "running") {
    faults.push({ folder, file: "manifest.json", fault: "the experiment was cut off; resume it" });
  }
  for (const [file, { bytes, sha256 }] of Object.entries(manifest.files)) {
    const path = join(folder, file);
    const tell = (fault: string): number => faults.push({ folder, file, fault });
    if (relative(folder, path).startsWith("..")) tell("lies outside the folder");
    else if (!existsSync(path)) tell("is missing");
    else if (statSync(path).size !== bytes) {
      tell(`has ${statSync(path).size} bytes, the manifest says ${bytes}`);
    } else if ((await digestOf(path)) !== sha256) tell("was changed: its digest is another");
  }
  return faults;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  return `sha256:${hash.digest("hex")}`;
}

/** What crashed or interrupted writing left behind in a folder and those below. */
export function findLeftovers(folder: string, depth = 0): readonly string[] {
  let entries: { readonly name: string; readonly folder: boolean }[];
  try {
    entries = readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      folder: entry.isDirectory(),
    }));
  } catch {
    return [];
  }
  return entries.flatMap(({ name, folder: isFolder }) => {
    const path = join(folder, name);
    // Folders that a store writes beside their place, and files that are renamed when they are whole.
    const left = isFolder ? /^\..+-\d+-\d{13}(-old)?$/.test(name) : /\.part$/.test(name);
    if (left) return isOld(path) ? [path] : [];
    if (!isFolder || name.startsWith(".") || name === "node_modules" || depth >= DEEPEST) return [];
    return findLeftovers(path, depth + 1);
  });
}

/** Age from which nobody is still writing, ms. */
const OLD = 3_600_000;

function isOld(path: string): boolean {
  return Date.now() - statSync(path).mtimeMs > OLD;
}
