import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Our own flags: those of the npm package would switch off web security and site isolation. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--lang=en-US",
];

/**
 * Starts Chromium: the one of `$CHROMIUM_PATH`, else one on the PATH, else on Linux x64 the one that
 * comes with the packages. Null elsewhere, after one line that says how to get one; on CI that is an error.
 */
export async function launchChromium(): Promise<Browser | null> {
  const executablePath = await chromiumPath();
  if (executablePath !== null) return chromium.launch({ executablePath, args: flags });
  const hint = "no Chromium found: install one, or set CHROMIUM_PATH to its program";
  if (process.env.CI) throw new Error(hint);
  console.warn(`Browser tests are skipped; ${hint}.`);
  return null;
}

async function chromiumPath(): Promise<string | null> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      if (folder !== "" && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return process.platform === "linux" && process.arch === "x64" ? unpacked() : null;
}

/**
 * Unpacks the npm package's browser into the cache once. It goes to a folder of this process first,
 * because the package would reuse a half-written file that another process is still unpacking.
 */
async function unpacked(): Promise<string> {
  const cache = resolve("node_modules/.cache/chromium-147.0.0");
  const program = join(cache, "chromium");
  if (existsSync(program)) return program;
  const own = `${cache}.${process.pid}`;
  await mkdir(own, { recursive: true });
  const saved = process.env.TMPDIR;
  process.env.TMPDIR = own;
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    await packed.executablePath();
  } finally {
    if (saved === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = saved;
  }
  await rename(own, cache).catch(() => rm(own, { recursive: true, force: true }));
  return program;
}
