import { parseRedisAddress } from "../../cluster/redis/address.ts";
import { type RedisWorker, startRedisWorker } from "../../cluster/redis/worker.ts";
import { MODEL_VERSION } from "../../core/version.ts";
import { threadsExecutor } from "../../experiments/node/threads.ts";
import { PlanError } from "../../results/node/plans/plan-error.ts";
import { openShared } from "../../results/node/plans/shared-folder.ts";
import { parseCount, parseDuration } from "../arguments/numbers.ts";
import { parsePluginDigest } from "../arguments/plugin-digest.ts";
import { given, oneOf } from "../environment.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { count } from "../format/numbers.ts";
import type { CommonFlags } from "../look.ts";
import { progressKinds } from "../progress.ts";
import { jobsOf } from "../run/choices.ts";
import type { Terminal } from "../terminal.ts";
import {
  openWorkerLog,
  type WorkerLog,
  type WorkerProgress,
  type WorkerTally,
} from "./worker-log.ts";

/** Flags of `panoptes worker`. */
export interface WorkerFlags extends CommonFlags {
  readonly engine?: string;
  readonly shared?: string;
  readonly jobs?: string;
  readonly allowPlugin: readonly string[];
  readonly takeover: string;
  readonly tries: string;
  readonly untilEmpty?: boolean;
  readonly progress?: string;
  readonly json?: boolean;
}

/** What stopping needs of the process; tests pass their own. */
export interface WorkerSignals {
  on(signal: "SIGINT" | "SIGTERM" | "SIGHUP", listener: () => void): unknown;
  off(signal: "SIGINT" | "SIGTERM" | "SIGHUP", listener: () => void): unknown;
  exit(code: number): void;
}

const asked = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** How often figures are written, ms. */
const BEAT = 10_000;
/** How often an idle worker looks whether it may go, or why it has nothing to do, ms. */
const LOOK = 1_000;
/** How long giving back what was begun may take, ms. */
const GRACE = 3_000;

/**
 * Works until it is stopped, or with `--until-empty` until nothing is left to do. The first Ctrl-C or SIGTERM lets
 * it finish what it has begun, the second makes it give that back.
 *
 * @returns done; some failed, if it set chunks aside; interrupted, if it was stopped twice
 * @throws Stop (usage) when it cannot start
 */
export async function runWorker(
  terminal: Terminal,
  flags: WorkerFlags,
  source: WorkerSignals = process,
): Promise<ExitCode> {
  const choices = choicesOf(terminal, flags);
  const log = openWorkerLog(terminal.say, choices.progress, flags.verbose === true);
  const executor = threadsExecutor({ jobs: choices.jobs });
  try {
    const worker = await start(() => startRedisWorker({ ...choices, executor, onNews: log.take }));
    const stopped = await work(
      worker,
      log,
      { ...choices, untilEmpty: flags.untilEmpty === true },
      source,
    );
    terminal.print(
      flags.json === true ? `${JSON.stringify(closing(log.tally))}\n` : closingText(log.tally),
    );
    if (stopped) return ExitCode.Interrupted;
    return log.tally.aside > 0 ? ExitCode.SomeFailed : ExitCode.Done;
  } finally {
    await executor.close();
  }
}

function choicesOf(terminal: Terminal, flags: WorkerFlags) {
  const engine = given(terminal, "PANOPTES_ENGINE", flags.engine);
  const folder = given(terminal, "PANOPTES_SHARED", flags.shared);
  const progress = given(terminal, "PANOPTES_PROGRESS", flags.progress);
  if (engine === null) {
    throw wrongUsage(
      "a worker needs the queue that it takes runs from: --engine redis://host:6379/0, or PANOPTES_ENGINE.",
    );
  }
  if (folder === null) {
    throw wrongUsage(
      "a worker needs the folder that all machines see: --shared <folder>, or PANOPTES_SHARED.",
    );
  }
  const takeover = parseDuration("--takeover", flags.takeover);
  if (takeover < 2 || takeover > 3600) {
    throw wrongUsage(`--takeover is from 2s to 1h, got "${flags.takeover}".`);
  }
  return {
    ...opened(() => ({
      address: parseRedisAddress(engine.text),
      shared: openShared(folder.text),
    })),
    jobs: jobsOf(terminal, flags.jobs),
    plugins: flags.allowPlugin.map(parsePluginDigest),
    takeover,
    tries: parseCount("--tries", flags.tries),
    progress: shownAs(progress === null ? "auto" : oneOf(progress, progressKinds), flags.quiet),
  };
}

/** Nothing of a worker is a share of a whole, so that a bar is a line, too. */
function shownAs(kind: (typeof progressKinds)[number], quiet: boolean | undefined): WorkerProgress {
  if (kind === "json" || kind === "none") return kind;
  return quiet === true ? "none" : "plain";
}

function opened<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw stopFor(error);
  }
}

async function start<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw stopFor(error);
  }
}

function stopFor(error: unknown): unknown {
  return error instanceof PlanError ? new Stop(ExitCode.Usage, `${error.message}.`) : error;
}

/** Works to the end; true if it was told twice to stop. */
async function work(
  worker: RedisWorker,
  log: WorkerLog,
  { address, shared, jobs, untilEmpty }: ReturnType<typeof choicesOf> & { untilEmpty: boolean },
  source: WorkerSignals,
): Promise<boolean> {
  let signals = 0;
  let last: NodeJS.Timeout | undefined;
  let leave = (): void => {};
  const told = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const onSignal = (): void => {
    signals += 1;
    if (signals === 1) {
      log.note("Finishing what is begun; press Ctrl-C again to give it back and stop.");
      leave();
    } else if (signals === 2) {
      log.note("Stopping.");
      worker.stop();
      last = setTimeout(() => source.exit(ExitCode.Interrupted), GRACE);
    } else source.exit(ExitCode.Interrupted);
  };
  for (const signal of asked) source.on(signal, onSignal);
  log.note(
    `Worker of ${address.shown}: ${jobs} thread${jobs === 1 ? "" : "s"}, model ${MODEL_VERSION}, ` +
      `folder ${shared.path} (${shared.id.slice(0, 8)}). Stop with Ctrl-C.`,
  );
  const beat = setInterval(log.beat, BEAT);
  let explained: string | null = null;
  let looking = false;
  const look = setInterval(() => {
    if (looking) return;
    looking = true;
    void lookAround()
      // Redis went away just now, which is said elsewhere.
      .catch(() => {})
      .finally(() => {
        looking = false;
      });
  }, LOOK);
  const lookAround = async (): Promise<void> => {
    if (untilEmpty && (await worker.isEmpty())) leave();
    const why = await worker.explainIdleness();
    if (why !== null && why !== explained) log.note(`${why}.`);
    explained = why;
  };
  try {
    await told;
    clearInterval(look);
    await worker.drain();
    log.beat();
    return signals > 1;
  } finally {
    clearInterval(look);
    clearInterval(beat);
    clearTimeout(last);
    for (const signal of asked) source.off(signal, onSignal);
  }
}

function closing({ chunks, runs, found, failed, aside, takenOver }: WorkerTally): object {
  return { chunks, runs, found, failed, aside, taken_over: takenOver };
}

function closingText({ chunks, runs, found, aside }: WorkerTally): string {
  const there = found > 0 ? `, ${count(found)} of them found in the folder` : "";
  const set = aside > 0 ? `; ${count(aside)} set aside` : "";
  return `${count(chunks)} chunks, ${count(runs)} runs${there}${set}\n`;
}
