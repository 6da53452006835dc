import type { BatchEngine } from "../../cluster/batch.ts";
import type { Board } from "../../cluster/board.ts";
import type { SharedFolder } from "../../results/node/plans/shared-folder.ts";
import { commandLine } from "../../results/shell-words.ts";
import { didYouMean } from "../arguments/nearest.ts";
import { wrongUsage } from "../exit-codes.ts";
import type { SchedulerSettings } from "./scheduler-flags.ts";

/** A queue that workers take chunks from while the command waits and shows how far it is. */
export interface LiveEngine {
  readonly kind: "live";
  /** What `--engine` looks like, for messages. */
  readonly example: string;
  /**
   * @param url as the user gave it; it may hold a password, which no message repeats
   * @param say tells the user a sentence, on stderr
   */
  open(url: string, shared: SharedFolder, say: (text: string) => void): Promise<Board>;
  /** The command that starts a worker, without a password. */
  worker(url: string, shared: SharedFolder): Promise<string>;
}

/** A scheduler that takes a plan of the whole experiment; the command ends when it is submitted. */
export interface SchedulerEngine {
  readonly kind: "batch";
  readonly example: string;
  /** @param settings `key=value` of each scheduler, as the user gave them */
  open(settings: SchedulerSettings): Promise<BatchEngine>;
}

/** An engine, imported when it is used. */
export type Engine = LiveEngine | SchedulerEngine;

/** Engines by scheme: what stands before the first colon of `--engine`. */
export type Engines = Readonly<Record<string, Engine>>;

/** BullMQ on a Redis or Valkey, see docs/engines/redis.md. */
const redis: LiveEngine = {
  kind: "live",
  example: "redis://host:6379/0",
  async open(url, shared, say) {
    const { parseRedisAddress } = await import("../../cluster/redis/address.ts");
    const { openRedisBoard } = await import("../../cluster/redis/board.ts");
    return openRedisBoard({ address: parseRedisAddress(url), shared, say });
  },
  async worker(url, { path }) {
    const { parseRedisAddress } = await import("../../cluster/redis/address.ts");
    const { shown } = parseRedisAddress(url);
    return commandLine(["panoptes", "worker", "--engine", shown, "--shared", path]);
  },
};

/** The engines that there are. */
export const engines: Engines = {
  redis,
  rediss: redis,
  slurm: {
    kind: "batch",
    example: "slurm",
    async open({ slurm }) {
      const { slurmEngine } = await import("../../cluster/slurm/engine.ts");
      return slurmEngine(slurm);
    },
  },
  kubernetes: {
    kind: "batch",
    example: "kubernetes",
    async open({ kubernetes }) {
      const { kubernetesEngine } = await import("../../cluster/kubernetes/engine.ts");
      return kubernetesEngine(kubernetes);
    },
  },
};

/**
 * The engine that a value of `--engine` asks for.
 * @throws Stop (usage) that names the engines there are
 */
export function engineOf(text: string, known: Engines = engines): Engine {
  const [scheme = ""] = text.split(":", 1);
  const engine = Object.hasOwn(known, scheme) ? known[scheme] : undefined;
  if (engine !== undefined) return engine;
  const examples = [...new Set(Object.values(known).map(({ example }) => example))];
  // What stands behind the scheme may be a password.
  throw wrongUsage(
    `--engine "${scheme}" is no engine.${didYouMean(scheme, Object.keys(known))}\n` +
      `Engines: ${examples.join(", ")}. Without one the threads of this machine compute; ` +
      "for shell loops and other schedulers see panoptes chunk.",
  );
}
