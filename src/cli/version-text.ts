import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MODEL_VERSION } from "../core/version.ts";
import { builtinWorld } from "../scenario/node/world.ts";
import { packageVersion } from "./package-version.ts";

/** Versions of package, model and data, and digests of the data and of the code that runs. */
export async function versionText(json: boolean): Promise<string> {
  if (!json) return `${packageVersion()}\n`;
  const world = await builtinWorld();
  const versions = {
    panoptes: packageVersion(),
    model: MODEL_VERSION,
    data: world.ok ? world.value.version : null,
    data_digest: world.ok ? world.value.digest : null,
    build: await digestOfCode(),
    node: process.versions.node,
  };
  return `${JSON.stringify(versions, null, 2)}\n`;
}

/** SHA-256 over names and texts of all code files of the program. */
async function digestOfCode(): Promise<string> {
  const folder = fileURLToPath(new URL("..", import.meta.url));
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => /\.[jt]s$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(`${name}\n`).update(await readFile(join(folder, name)));
  return `sha256:${hash.digest("hex")}`;
}
