import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { packageFolder } from "./cli.ts";

/** A line that a worker writes with `--progress json`. */
export interface WorkerEvent {
  readonly event: string;
  readonly [fact: string]: unknown;
}

/** A `panoptes worker` as a process of its own. */
export interface WorkerProcess {
  readonly pid: number;
  /** What it has told so far, in order. */
  readonly events: readonly WorkerEvent[];
  /** Lines that are no events: a crash says why. */
  readonly said: readonly string[];
  /** Resolves once it takes chunks; rejects if it ends before. */
  readonly ready: Promise<void>;
  /** Resolves with its code, null if it was killed. */
  readonly ended: Promise<number | null>;
  /** Ends it as a lost machine would, and waits until it is gone. */
  kill(): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

/** How a worker is started. */
export interface WorkerSetting {
  readonly engine: string;
  readonly shared: string;
  /** More flags; one thread and a takeover of 2 s, the shortest, unless told. */
  readonly flags?: readonly string[];
  /** Program and arguments in front of the command, for example to enter a network namespace; they end in `exec`. */
  readonly within?: readonly string[];
  /** Arguments of node. */
  readonly node?: readonly string[];
}

const main = join(packageFolder, "dist", "src", "cli", "main.js");

/** Starts the built program as a worker. A full disk is an error for it, as everywhere in the program, not its end. */
export function startWorker(setting: WorkerSetting): WorkerProcess {
  const { engine, shared, flags = ["--jobs", "1", "--takeover", "2s"], within = [] } = setting;
  const argv = [...(setting.node ?? []), main, "worker", "--shared", shared, ...flags];
  const [program = "", ...rest] = [
    ...within,
    ...["bash", "-c", 'trap "" XFSZ; exec "$0" "$@"', process.execPath],
    ...argv,
    ...["--progress", "json"],
  ];
  const child = spawn(program, rest, {
    cwd: packageFolder,
    env: { ...process.env, PANOPTES_ENGINE: engine },
    stdio: ["ignore", "ignore", "pipe"],
  });
  return watchWorker(child);
}

function watchWorker(child: ChildProcess): WorkerProcess {
  const events: WorkerEvent[] = [];
  const said: string[] = [];
  let begun = (): void => {};
  let rest = "";
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const ready = new Promise<void>((resolve, reject) => {
    begun = resolve;
    child.on("error", reject);
    void ended.then((code) =>
      reject(new Error(`the worker ended with ${code}: ${said.join("\n")}`)),
    );
  });
  // Whoever does not wait for its start does not care how it ends.
  ready.catch(() => {});
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("{")) said.push(line);
      else {
        const event = JSON.parse(line) as WorkerEvent;
        events.push(event);
        if (event.event === "note") begun();
      }
    }
  });
  return {
    pid: child.pid as number,
    events,
    said,
    ready,
    ended,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    signal: (name) => void child.kill(name),
  };
}
