import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** Folder of the package. */
export const packageFolder: string = join(import.meta.dirname, "..", "..");
const main = join(packageFolder, "dist", "src", "cli", "main.js");

/** How a command line of the built program is called. */
export interface CallOptions {
  /** Text for standard input; closed and empty unless told. */
  readonly input?: string;
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a process left behind. */
export interface Called {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts the built program as a process of its own, without variables that would change it. */
export function startCli(argv: readonly string[], options: CallOptions = {}): ChildProcess {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(PANOPTES_.*|NO_COLOR|FORCE_COLOR)$/.test(name),
  );
  const child = spawn(process.execPath, [main, ...argv], {
    cwd: options.cwd ?? packageFolder,
    env: { ...Object.fromEntries(kept), ...options.environment },
    stdio: "pipe",
  });
  child.stdin?.on("error", () => {});
  child.stdin?.end(options.input ?? "");
  return child;
}

/** Waits for a process and gives back what it wrote. */
export function finish(child: ChildProcess): Promise<Called> {
  let out = "";
  let err = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

/** Calls the built program and waits for it. */
export function callCli(argv: readonly string[], options?: CallOptions): Promise<Called> {
  return finish(startCli(argv, options));
}
