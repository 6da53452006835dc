import type { ClusterOptions } from "../../cluster/executor.ts";
import type { Executor } from "../../experiments/ensemble.ts";
import { threadsExecutor } from "../../experiments/node/threads.ts";
import { wrongUsage } from "../exit-codes.ts";
import { counted } from "../format/numbers.ts";
import { type CommonFlags, remark } from "../look.ts";
import type { Terminal } from "../terminal.ts";
import { engineOf } from "./engines.ts";
import { chunkSecondsOf, type EngineFlags, engineGiven, sharedOf } from "./flags.ts";
import { keepingIn } from "./keeping-in.ts";

/** What computes the runs of a command. */
export interface Opened {
  readonly executor: Executor;
  /** Whether it keeps and finds runs by itself. */
  readonly keeps: boolean;
}

/** How long a piece of work should take while somebody waits, s. */
const LIVE_SECONDS = 2;
/** How long to wait before saying that there are no workers, ms: they may just be starting. */
const PATIENCE = 4_000;

/**
 * Opens what computes the runs of a command: threads of this machine, or the workers of an engine.
 * @throws Stop (usage) for an engine that is not known, a batch engine where none can be used, or threads for a live one
 */
export async function openExecutor(
  terminal: Terminal,
  flags: EngineFlags & CommonFlags & { readonly output?: string; readonly jobs?: string },
  jobs: number,
): Promise<Opened> {
  if (terminal.repeating !== undefined) {
    return { executor: await terminal.repeating.open(), keeps: true };
  }
  const given = engineGiven(terminal, flags);
  if (given !== null && flags.jobs !== undefined && engineOf(given).kind === "live") {
    throw wrongUsage(
      `--jobs ${flags.jobs} is about threads of this machine, and with --engine workers compute: give -j to each ` +
        "panoptes worker, and leave it out here.",
    );
  }
  const cluster = await openCluster(terminal, flags);
  if (cluster === null) return { executor: threadsExecutor({ jobs }), keeps: false };
  const { clusterExecutor } = await import("../../cluster/executor.ts");
  return { executor: keepingIn(cluster.shared.path, clusterExecutor(cluster)), keeps: true };
}

/**
 * Opens the live engine of a command, with its shared folder; null without `--engine`.
 * @throws Stop (usage) for an engine that is not known, or a batch engine
 */
export async function openCluster(
  terminal: Terminal,
  flags: EngineFlags & CommonFlags & { readonly output?: string },
): Promise<ClusterOptions | null> {
  const given = engineGiven(terminal, flags);
  if (given === null) return null;
  const engine = engineOf(given);
  if (engine.kind === "batch") {
    throw wrongUsage(
      `--engine ${given} takes experiments whose runs are known before the first is done; this one decides as it ` +
        "goes. Use a live engine, or no engine.",
    );
  }
  const chunkSeconds = chunkSecondsOf(flags, LIVE_SECONDS);
  const { openShared } = await import("../../results/node/plans/shared-folder.ts");
  const shared = openShared(sharedOf(terminal, flags), { create: true });
  const say = (text: string): void => terminal.say(`${text}\n`);
  const board = await engine.open(given, shared, say);
  const worker = await engine.worker(given, shared);
  const onWorkers = workersSpeaker(worker, (text) => remark(terminal, flags, text));
  return { shared, board, chunkSeconds, onWorkers };
}

/**
 * Says how many workers there are when that changes, and what to do while there are none.
 * @param worker command that starts one
 */
function workersSpeaker(
  worker: string,
  say: (text: string) => void,
  now: () => number = () => performance.now(),
): (workers: number) => void {
  const begun = now();
  let last: number | null = null;
  return (workers) => {
    if (workers === last || (workers === 0 && last === null && now() - begun < PATIENCE)) return;
    last = workers;
    say(
      workers === 0
        ? `No worker is there; runs wait. Start one, here or where the folder is seen as well: ${worker}`
        : `${counted(workers, "worker")} computing`,
    );
  };
}
