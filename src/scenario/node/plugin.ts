import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  importPluginModule,
  type Plugin,
  PluginError,
  type PluginReference,
  reasonOf,
} from "../plugin.ts";

/** Most files that a plugin may consist of. */
const MOST_FILES = 200;

/** Whether this Node runs TypeScript by itself. */
const stripsTypes: boolean =
  "typescript" in process.features && Boolean(process.features.typescript);

/**
 * Reads a plugin: plain or built JavaScript, or TypeScript where this Node runs it. Its digest is that
 * of its file and of all files that it imports by relative paths.
 *
 * @param path of the module
 * @throws PluginError if it is missing, cannot be imported, defines nothing, or something faulty.
 * @example
 * const plugin = await loadPlugin("./fatigue.js");
 */
export async function loadPlugin(path: string): Promise<Plugin> {
  const file = resolve(path);
  const typed = [".ts", ".mts", ".cts"].includes(extname(file));
  const digest = await digestOf(file, path);
  if (typed && !stripsTypes) {
    throw new PluginError(
      `plugin ${path} is TypeScript, which Node ${process.versions.node} does not run. ` +
        `Build it: npx tsc --module nodenext --target es2023 ${path} (or use Node 22.18 or newer), ` +
        `and name ${path.replace(/\.([mc]?)ts$/, ".$1js")}`,
      true,
    );
  }
  return importPluginModule({ name: path, url: pathToFileURL(file).href, digest });
}

/**
 * Imports a plugin again, in another thread.
 *
 * @throws PluginError if its content is no longer what the reference says.
 */
export async function importPlugin(reference: PluginReference): Promise<Plugin> {
  const { name, url, digest } = reference;
  if (url !== null && (await digestOf(fileURLToPath(url), name)) !== digest) {
    throw new PluginError(`plugin ${name} was changed while it was in use: run again`);
  }
  return importPluginModule(reference);
}

/** "sha256:…" of a module and what it imports by relative paths, in the order met. */
async function digestOf(file: string, name: string): Promise<string> {
  const hash = createHash("sha256");
  const files = [file];
  for (let k = 0; k < files.length; k++) {
    const at = files[k] ?? "";
    const text = await read(at, k === 0 ? name : `${name}, which imports ${at},`);
    hash.update(`${text.length}\n${text}`);
    for (const [, specifier] of text.matchAll(IMPORTS)) {
      const found = resolve(dirname(at), specifier ?? "");
      if (!files.includes(found)) files.push(found);
    }
    if (files.length > MOST_FILES) {
      throw new PluginError(`plugin ${name} imports more than ${MOST_FILES} files: bundle it`);
    }
  }
  return `sha256:${hash.digest("hex")}`;
}

/** `from "./x.js"`, `import "./x.js"` and `import("./x.js")`. */
const IMPORTS = /(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}\/[^"'\n]+)["']/g;

async function read(file: string, name: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    const reason =
      code === "ENOENT" || code === "ENOTDIR"
        ? "there is no such file"
        : code === "EISDIR"
          ? "it is a folder; name the module in it"
          : reasonOf(error);
    throw new PluginError(`plugin ${name} cannot be read: ${reason}`, true);
  }
}
