import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PlanError } from "./plan-error.ts";

/** Layout of a shared folder. */
export const SHARED_SCHEMA = "panoptes/shared@1";

/** A folder that all machines see: designs, plans, and the chunks of runs that are computed of them. */
export interface SharedFolder {
  /** Absolute path on this machine; others may see the folder elsewhere. */
  readonly path: string;
  /** Made once with the folder: whoever reads another id looks at another folder. */
  readonly id: string;
}

/** Where things lie in a shared folder. */
export const sharedPaths = {
  identity: (path: string): string => join(path, "shared.json"),
  part: (path: string, digest: string): string => join(path, "worlds", `${digest}.world`),
  design: (path: string, digest: string): string => join(path, "designs", `${digest}.design`),
  chunks: (path: string): string => join(path, "chunks"),
  failed: (path: string, digest: string): string => join(path, "failed", digest),
  plans: (path: string): string => join(path, "plans"),
} as const;

/**
 * Opens a shared folder.
 *
 * @param options.create make it if it is not there; else that is an error
 * @throws PlanError if it is not there, is none, or cannot be written
 * @example
 * const shared = openShared("/mnt/shared/panoptes", { create: true });
 */
export function openShared(
  path: string,
  options: { readonly create?: boolean } = {},
): SharedFolder {
  const target = resolve(path);
  const known = readIdentity(target);
  if (known !== null) return { path: target, id: known };
  if (options.create !== true) {
    throw new PlanError(
      `"${path}" is no shared folder: it has no shared.json. Look whether the path is right and the folder is ` +
        "mounted on this machine; `panoptes chunk plan` and `--engine` make one where --shared names it",
    );
  }
  try {
    mkdirSync(target, { recursive: true });
    writeIdentity(target);
  } catch (error) {
    throw new PlanError(
      `the shared folder "${path}" cannot be made: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
  const id = readIdentity(target);
  if (id === null) throw new PlanError(`the shared folder "${path}" loses what is written there`);
  return { path: target, id };
}

/** Makes the identity, unless somebody else has made it in the meantime: then theirs stays. */
function writeIdentity(path: string): void {
  const place = sharedPaths.identity(path);
  const text = `${JSON.stringify({ schema: SHARED_SCHEMA, id: randomUUID() })}\n`;
  const part = `${place}.${randomUUID()}.part`;
  writeFileSync(part, text);
  try {
    // A link appears whole and never replaces what is there.
    linkSync(part, place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Some network file systems have no links.
    if (code !== "EEXIST") writeUnlessThere(place, text);
  } finally {
    rmSync(part, { force: true });
  }
}

function writeUnlessThere(place: string, text: string): void {
  try {
    writeFileSync(place, text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** The id of a shared folder; null where there is none. */
function readIdentity(path: string): string | null {
  const place = sharedPaths.identity(path);
  let text: string;
  try {
    text = readFileSync(place, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    if (code === "ENOTDIR" && !statSync(path).isDirectory()) {
      throw new PlanError(`"${path}" is a file; a shared folder is wanted`);
    }
    throw new PlanError(`the shared folder "${path}" cannot be read: ${message}`, { cause: error });
  }
  let identity: { schema?: unknown; id?: unknown };
  try {
    identity = JSON.parse(text) as typeof identity;
  } catch {
    throw new PlanError(
      `"${place}" is damaged. Put it back, or name a new folder: ids must not change`,
    );
  }
  if (identity.schema !== SHARED_SCHEMA || typeof identity.id !== "string") {
    throw new PlanError(
      `"${place}" is of layout ${String(identity.schema)}, and this Panoptes knows ${SHARED_SCHEMA}: ` +
        "use the version that made it, or name another folder",
    );
  }
  return identity.id;
}
