import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Checked, Problem } from "../problem.ts";
import { checkWorld } from "../world/check-world.ts";
import { WORLD_FILES } from "../world/tables.ts";
import type { World } from "../world/world.ts";

/** Beyond this many bytes a file is not read at all. */
const MOST_BYTES = 200_000_000;

/**
 * Reads and checks a folder of world tables. Files are decoded as UTF-8; README and other documents
 * beside the tables are not looked at.
 *
 * @param folder path of the folder, absolute or from the working directory.
 * @param name what to call the world; its folder if left out.
 * @returns the world, or every problem, each with the path of its file. Never throws for bad input.
 */
export async function loadWorld(folder: string, name: string = folder): Promise<Checked<World>> {
  const files = new Map<string, string>();
  try {
    for (const file of (await readdir(folder)).sort()) {
      if (!/\.csv$/i.test(file) && !WORLD_FILES.includes(file)) continue;
      const path = join(folder, file);
      const { size } = await stat(path);
      if (size > MOST_BYTES) {
        return refuse("E409", `${path} has ${size} bytes, more than ${MOST_BYTES}`, path);
      }
      files.set(file, await readFile(path, "utf8"));
    }
  } catch (error) {
    return refuse("E425", `the world folder ${folder} cannot be read: ${reasonOf(error)}`, folder);
  }
  const checked = checkWorld(files, name, nativeDigest);
  const problems = checked.problems.map(
    (problem): Problem =>
      problem.file === undefined ? problem : { ...problem, file: join(folder, problem.file) },
  );
  return checked.ok ? { ...checked, problems } : { ok: false, problems };
}

/** Reads the world that is shipped with the package. */
export function builtinWorld(): Promise<Checked<World>> {
  return loadWorld(join(packageRoot(), "scenarios", "world"), "world");
}

/** What `digestOf` gives, by the platform: hashing in JavaScript was a fifth of the time to check the shipped world (39 of 193 ms, profiled). */
function nativeDigest(files: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const name of [...files.keys()].sort()) {
    const text = files.get(name) ?? "";
    hash.update(`${name}\n${Buffer.byteLength(text)}\n`);
    hash.update(text);
  }
  return `sha256:${hash.digest("hex")}`;
}

/** Folder of this package, found from this file upwards, in the sources as in what was built from them. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  for (;;) {
    const file = join(folder, "package.json");
    if (existsSync(file) && isPanoptes(readFileSync(file, "utf8"))) return folder;
    const above = dirname(folder);
    if (above === folder)
      throw new Error(
        `no package.json of panoptes above ${import.meta.dirname}: the installation is incomplete`,
      );
    folder = above;
  }
}

function isPanoptes(text: string): boolean {
  const manifest: unknown = JSON.parse(text);
  return (
    typeof manifest === "object" &&
    manifest !== null &&
    "name" in manifest &&
    manifest.name === "panoptes"
  );
}

function refuse(code: string, message: string, file: string): Checked<World> {
  return { ok: false, problems: [{ code, severity: "error", message, path: [], file }] };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such folder";
  if (code === "ENOTDIR") return "it is a file";
  if (code === "EACCES" || code === "EPERM") return "you may not read it";
  if (code === "EISDIR") return "a table's name is that of a folder";
  return error instanceof Error ? error.message : String(error);
}
