import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A Firefox without a window that was started on a page. */
export interface Firefox {
  /** Resolves with what it wrote if it ends by itself. */
  readonly ended: Promise<string>;
  close(): Promise<void>;
}

/** Nothing is asked of the network but the page: everything beyond this machine goes to a proxy that is not there. */
const preferences: Readonly<Record<string, string | number | boolean>> = {
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "app.update.enabled": false,
  "app.normandy.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
  "extensions.getAddons.cache.enabled": false,
};

/**
 * Path of Firefox: that of `$FIREFOX_PATH`, else one on the PATH. Null elsewhere, after one line that says how to
 * get one; on CI that is an error.
 */
export function findFirefox(): string | null {
  const given = process.env.FIREFOX_PATH;
  if (given) return given;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of ["firefox-esr", "firefox"]) {
      if (folder !== "" && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  const hint =
    "no Firefox found: install one (Debian: apt-get install firefox-esr), or set FIREFOX_PATH to its program";
  if (process.env.CI) throw new Error(hint);
  console.warn(`Tests in Firefox are skipped; ${hint}.`);
  return null;
}

/** Opens an address in a Firefox of its own, with a profile that goes away. */
export function openFirefox(program: string, address: string): Firefox {
  const home = mkdtempSync(join(tmpdir(), "panoptes-firefox-"));
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(home, "user.js"), `${lines.join("\n")}\n`);
  const child: ChildProcess = spawn(
    program,
    ["--headless", "--no-remote", "--profile", home, address],
    {
      env: { ...process.env, HOME: home, MOZ_CRASHREPORTER_DISABLE: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const gone = new Promise<string>((resolve) => {
    child.on("error", ({ message }) => resolve(message));
    child.on("close", () => resolve(said));
  });
  return {
    ended: gone,
    async close() {
      child.kill();
      const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await gone;
      clearTimeout(timer);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
