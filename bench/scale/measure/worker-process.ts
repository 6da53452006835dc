import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../src/scenario/node/world.ts";
import { endWithThis } from "./end-with.ts";

/** A `panoptes worker` with one thread, as a process of its own. */
export interface WorkerProcess {
  /** Processor time so far, s. Linux only. */
  seconds(): number;
  /** Most memory so far, bytes. Linux only. */
  bytes(): number;
  /** kill -9. */
  kill(): Promise<void>;
}

/** Ticks of the clock by which Linux counts processor time, 1/s: the same on every machine in use. */
const TICKS = 100;

/** Starts a worker on the build. */
export function startWorkerProcess(options: {
  readonly address: string;
  readonly folder: string;
  /** A worker that was not heard from for so long is gone, s. */
  readonly takeover: number;
  /** Digests of plugins that it may load. */
  readonly plugins: readonly string[];
}): WorkerProcess {
  const { address, folder, takeover, plugins } = options;
  const program = join(packageRoot(), "dist", "src", "cli", "main.js");
  const allowed = plugins.flatMap((digest) => ["--allow-plugin", digest]);
  const argv = ["worker", "--engine", address, "--shared", folder, "-j", "1", ...allowed];
  const child: ChildProcess = spawn(
    process.execPath,
    [program, ...argv, "--takeover", `${takeover}s`, "--progress", "none"],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  endWithThis(child);
  const file = (name: string): string => readFileSync(`/proc/${child.pid}/${name}`, "utf8");
  return {
    seconds() {
      // Behind the name in brackets, which may hold spaces, user and system time are the 12th and 13th.
      const fields = file("stat")
        .replace(/^.*\) /, "")
        .split(" ");
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    },
    bytes: () => 1024 * Number(/^VmHWM:\s+(\d+)/m.exec(file("status"))?.[1] ?? Number.NaN),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    },
  };
}
