import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join, resolve as resolvePath } from "node:path";
import { sortProblems } from "../format-problem.ts";
import { isLink } from "../link/decode.ts";
import { didYouMean, enumerate } from "../names.ts";
import type { ReadEnsemble } from "../parameter-sets.ts";
import { type ParsedScenario, type ParseOptions, parseScenario } from "../parse.ts";
import type { Checked, Problem } from "../problem.ts";
import { MOST_BYTES, quote } from "../source/limits.ts";
import type { Resolve, Source } from "../source/source.ts";
import { loadEnsemble } from "./ensemble.ts";
import { foreignWorld, LINK_FILE, readLink } from "./link.ts";
import { readResultsScenario } from "./results-scenario.ts";
import { packageRoot } from "./world.ts";

/** A scenario that is shipped. */
export interface BuiltinScenario {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Path of its file. */
  readonly path: string;
}

/** Options of `loadScenario`: those of `parseScenario` but for what the file itself tells. */
export interface LoadOptions extends Omit<ParseOptions, "file" | "key" | "resolve"> {
  /** What was read from standard input, for the reference "-". */
  readonly input?: string;
}

/** Name of standard input in messages. */
const INPUT = "(standard input)";

/** Names beyond this many characters are no built-in ones. */
const LONGEST_NAME = 64;

/**
 * Reads a scenario and those it extends. Never throws for bad input.
 *
 * @param reference a path, "-" for the text given as `input`, a built-in name, `name@version`, or a
 * share link (an address or its hash, from `#/` on), whose scenario reads no files.
 */
export async function loadScenario(
  reference: string,
  options: LoadOptions = {},
): Promise<ParsedScenario> {
  if (isLink(reference)) return loadLink(reference, options);
  const { input, ...rest } = options;
  const found: Checked<Source> =
    reference === "-" && input !== undefined
      ? { ok: true, value: { text: input, file: INPUT, key: INPUT }, problems: [] }
      : await findSource(reference, null, "E001");
  if (!found.ok) {
    return { ok: false, problems: found.problems, texts: new Map(), world: null, root: null };
  }
  const { text, file, key } = found.value;
  return parseScenario(text, {
    ensembles: loadEnsemble,
    ...rest,
    file,
    key,
    resolve: resolveReference,
    resolveTrunk,
  });
}

/**
 * Reads a scenario document that came from outside, in a link or a request: it may extend built-in
 * scenarios and run on the shipped world, and reaches no file. Never throws for bad input.
 *
 * @param file name of the document for messages.
 */
export async function parseForeign(
  text: string,
  file: string,
  { world, ...options }: Omit<LoadOptions, "input"> = {},
): Promise<ParsedScenario> {
  return parseScenario(text, {
    ...options,
    ensembles: shippedEnsemble,
    file,
    key: file,
    resolve: resolveBuiltin,
    ...(world === undefined ? {} : { world: guarded(world) }),
  });
}

async function loadLink(link: string, options: LoadOptions): Promise<ParsedScenario> {
  const { input: _, settings = [], ...rest } = options;
  const read = await readLink(link, await dataVersion());
  if (!read.ok)
    return { ok: false, problems: read.problems, texts: new Map(), world: null, root: null };
  const parsed =
    read.value.kind === "text"
      ? await parseForeign(read.value.text, LINK_FILE, { ...rest, settings })
      : await loadBuiltin(read.value.reference, {
          ...rest,
          settings: [...read.value.settings, ...settings],
        });
  return { ...parsed, problems: sortProblems([...parsed.problems, ...read.problems]) };
}

/**
 * Reads a built-in scenario, and never a file.
 * @param reference its name, or `name@version`.
 */
export async function loadBuiltin(
  reference: string,
  options: Omit<LoadOptions, "input"> = {},
): Promise<ParsedScenario> {
  const found = await findBuiltin(reference, "E001");
  if (!found.ok)
    return { ok: false, problems: found.problems, texts: new Map(), world: null, root: null };
  const { text, file, key } = found.value;
  return parseScenario(text, {
    ensembles: loadEnsemble,
    ...options,
    file,
    key,
    resolve: resolveReference,
  });
}

/** Finds what a document from outside extends: built-in scenarios only. */
const resolveBuiltin: Resolve = (reference) => findBuiltin(reference, "E140");

type WorldOption = NonNullable<ParseOptions["world"]>;

/** The parameter sets a document from outside may ask for: shipped ones. */
const shippedEnsemble: ReadEnsemble = async (name, from) => {
  if (/^[a-z0-9_-]+$/.test(name)) return loadEnsemble(name, from);
  const message = `${quote(name)} is a file, and files are out of reach here`;
  return { ok: false, problems: [{ code: "E290", severity: "error", message, path: [] }] };
};

/** The world a document from outside may ask for: the shipped one. */
function guarded(world: WorldOption): WorldOption {
  if (typeof world !== "function") return world;
  return async (name, from) => {
    const foreign = foreignWorld(name);
    return foreign === null ? world(name, from) : { ok: false, problems: [foreign] };
  };
}

/** Finds what a document extends, among files and built-in scenarios. */
function resolveReference(reference: string, from: Source): Promise<Checked<Source>> {
  return findSource(reference, from, "E140");
}

/** Finds what a document branches off: what it could extend, or the folder of a run's results. */
const resolveTrunk: Resolve = async (reference, from) => {
  const folder = from.key === INPUT ? process.cwd() : dirname(from.key);
  return (
    (await readResultsScenario(reference, folder)) ?? (await resolveReference(reference, from))
  );
};

/** The scenarios that are shipped, by id. */
export async function builtinScenarios(): Promise<readonly BuiltinScenario[]> {
  const names = await builtinNames();
  return Promise.all(
    names.map(async (id) => {
      const parsed = await loadScenario(id);
      if (!parsed.ok) throw new Error(`the built-in scenario ${id} is broken: reinstall Panoptes`);
      const { title, summary } = parsed.value;
      return { id, title, summary, path: builtinPath(id) };
    }),
  );
}

/** Path of the JSON Schema of scenario files. */
export function scenarioSchemaPath(): string {
  return join(scenarioFolder(), "scenario.schema.json");
}

/** Names of the built-in scenarios, sorted. */
export async function builtinNames(): Promise<readonly string[]> {
  const files = await readdir(scenarioFolder());
  return files
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => basename(file, ".yaml"))
    .sort();
}

type Missing = "E001" | "E140";

async function findSource(
  reference: string,
  from: Source | null,
  missing: Missing,
): Promise<Checked<Source>> {
  if (looksLikePath(reference)) return readSource(reference, from, missing);
  const builtin = await findBuiltin(reference, missing, ", neither built in nor as a file");
  if (builtin.ok || builtin.problems.some(({ code }) => code === "E143")) return builtin;
  // A file without an ending is still a file.
  const asFile = await readSource(reference, from, missing);
  return asFile.ok ? asFile : builtin;
}

/** @param beyond said of a name that is not built in, where it could have been something else, too. */
async function findBuiltin(
  reference: string,
  missing: Missing,
  beyond: string | null = null,
): Promise<Checked<Source>> {
  const [name = "", version] = reference.split("@", 2);
  const names = await builtinNames();
  if (!names.includes(name)) {
    if (looksLikePath(reference)) {
      const message = `${quote(reference)} is a file, and files are out of reach here`;
      return refuse("E314", message, "extend a built-in scenario, or write everything out");
    }
    const hint = didYouMean(name, names) ?? `built-in are ${enumerate(names, "and")}`;
    const message =
      beyond === null
        ? `there is no built-in scenario ${quote(reference)}`
        : `there is no scenario ${quote(reference)}${beyond}`;
    return refuse(missing, message, hint);
  }
  if (version !== undefined) {
    const here = await dataVersion();
    if (version !== here) {
      const message = `${quote(reference)} is not here, this is ${name}@${here}`;
      return refuse("E143", message, `write ${name}@${here} and check what changed`);
    }
  }
  const path = builtinPath(name);
  const text = await readFile(path, "utf8");
  return { ok: true, value: { text, file: name, key: path }, problems: [] };
}

/** Names of built-in scenarios have neither separators nor endings. */
function looksLikePath(reference: string): boolean {
  return (
    /[/\\]/.test(reference) ||
    [".yaml", ".yml", ".json"].includes(extname(reference).toLowerCase()) ||
    reference.length > LONGEST_NAME
  );
}

async function readSource(
  reference: string,
  from: Source | null,
  missing: Missing,
): Promise<Checked<Source>> {
  const folder = from && from.key !== INPUT ? dirname(from.key) : process.cwd();
  const path = resolvePath(folder, reference);
  // Shown as the user would type it: relative to where the first file's name was.
  const file = from && from.key !== INPUT ? join(dirname(from.file), reference) : reference;
  if (reference.includes("\0")) return refuse(missing, "a path cannot hold a zero byte");
  try {
    const found = await stat(path);
    if (found.isDirectory()) {
      return refuse(missing, `${quote(file)} is a folder, not a scenario`, "name a file in it");
    }
    if (!found.isFile()) return refuse(missing, `${quote(file)} is not a regular file`);
    if (found.size > MOST_BYTES) {
      return refuse("E002", `${quote(file)} has ${found.size} bytes, more than ${MOST_BYTES}`);
    }
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      await readFile(path),
    );
    return { ok: true, value: { text, file, key: path }, problems: [] };
  } catch (error) {
    if (error instanceof TypeError) return refuse("E011", `${quote(file)} is not UTF-8 text`);
    return refuse(missing, `${quote(file)} cannot be read: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT" || code === "ENOTDIR") return "there is no such file";
  if (code === "EACCES" || code === "EPERM") return "no permission to read it";
  if (code === "ENAMETOOLONG") return "the name is too long";
  return error instanceof Error ? error.message : String(error);
}

function refuse(code: string, message: string, hint?: string): Checked<Source> {
  const problem: Problem = {
    code,
    severity: "error",
    message,
    path: [],
    ...(hint === undefined ? {} : { hint }),
  };
  return { ok: false, problems: [problem] };
}

function scenarioFolder(): string {
  return join(packageRoot(), "scenarios");
}

function builtinPath(name: string): string {
  return join(scenarioFolder(), `${name}.yaml`);
}

/** Version of the shipped tables, which is the version of the built-in scenarios too. */
async function dataVersion(): Promise<string> {
  const text = await readFile(join(scenarioFolder(), "world", "world.json"), "utf8");
  const settings: unknown = JSON.parse(text);
  const version =
    typeof settings === "object" && settings !== null && "version" in settings
      ? settings.version
      : null;
  if (typeof version !== "string") {
    throw new Error("scenarios/world/world.json has no version: the installation is incomplete");
  }
  return version;
}
