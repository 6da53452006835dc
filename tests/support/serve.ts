import type { ChildProcess } from "node:child_process";
import { type Called, finish, startCli } from "./cli.ts";

/** A server in a process of its own. */
export interface Served {
  readonly child: ChildProcess;
  /** For example http://127.0.0.1:40123 */
  readonly address: string;
  /** Asks it to end, and waits until it has. */
  readonly stop: (signal?: "SIGINT" | "SIGTERM") => Promise<Called>;
}

/** Starts `panoptes serve` without a page on a free port and waits for its address. */
export function startServe(...argv: readonly string[]): Promise<Served> {
  return start(["--no-page", ...argv]);
}

/** The same with the built page. */
export function startPage(...argv: readonly string[]): Promise<Served> {
  return start(argv);
}

/** The same where only whoever has the token is let in. */
export function startLockedPage(token: string, ...argv: readonly string[]): Promise<Served> {
  return start(argv, { PANOPTES_TOKEN: token });
}

async function start(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const child = startCli(["serve", "--port", "0", ...argv], { environment });
  const ended = finish(child);
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (text: string) => resolve(String(text).trim()));
    void ended.then(({ err }) => reject(new Error(err)));
  });
  return {
    child,
    address,
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}
