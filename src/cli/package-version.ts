import { readFileSync } from "node:fs";

/**
 * Version of this package.
 * @throws Error when package.json, which stands three folders above the compiled file and two above
 *   its source, cannot be found
 */
export function packageVersion(): string {
  for (const up of ["../../../package.json", "../../package.json"]) {
    const version = versionIn(new URL(up, import.meta.url));
    if (version !== null) return version;
  }
  throw new Error(`no package.json of panoptes above ${import.meta.url}`);
}

function versionIn(url: URL): string | null {
  let text: string;
  try {
    text = readFileSync(url, "utf8");
  } catch {
    return null;
  }
  const found: unknown = JSON.parse(text);
  if (typeof found !== "object" || found === null || !("name" in found)) return null;
  if (found.name !== "panoptes" || !("version" in found)) return null;
  return String(found.version);
}
