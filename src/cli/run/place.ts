import { join } from "node:path";
import { MODEL_VERSION } from "../../core/version.ts";
import type { Executor } from "../../experiments/ensemble.ts";
import { CHUNKS } from "../../results/node/place.ts";
import type { Store } from "../../results/node/store.ts";
import { ExitCode, Stop } from "../exit-codes.ts";
import { count, counted } from "../format/numbers.ts";
import { type CommonFlags, remark } from "../look.ts";
import { packageVersion } from "../package-version.ts";
import type { Terminal } from "../terminal.ts";
import type { Destination } from "./choices.ts";
import type { Job } from "./job.ts";

/** A results folder being written. */
export interface Place {
  /** Path as the user wrote it, with the scenario's id behind where there are several. */
  readonly path: string;
  readonly store: Store;
}

/**
 * Opens the results folder that the user asked for; null where there is none to be written.
 * @param several whether the folder takes one of each scenario
 * @throws Stop (usage) when something else stands there or it cannot be written
 */
export async function openPlace(
  destination: Destination,
  job: Job,
  several: boolean,
  keepsDecisions = false,
): Promise<Place | null> {
  if (destination.kind !== "folder") return null;
  // With it comes the writer of Parquet, which those who only read a summary need not wait for.
  const { openStore } = await import("../../results/node/store.ts");
  const { scenario, world, compiled, design, runId } = job.prepared;
  const path = several ? join(destination.path, scenario.id) : destination.path;
  try {
    const store = openStore(path, {
      design,
      labels: compiled.labels,
      runId,
      versions: { package: packageVersion(), model: MODEL_VERSION, data: world.version },
      world: world.digest,
      scenario,
      keepsDecisions,
    });
    return { path, store };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Stop(ExitCode.Usage, `--output: ${reason}`);
  }
}

/** An executor that takes what a results folder keeps of any runs, and keeps there what it computes. */
export interface Reusing {
  readonly executor: Executor;
  /** Says how many runs were there already, if any were. */
  readonly say: () => void;
}

/**
 * Lets an executor reuse the runs that a results folder keeps.
 * @param inner computes what is missing
 * @param folder path of the results folder, as the user wrote it
 */
export async function reuseRuns(
  terminal: Terminal,
  flags: CommonFlags,
  inner: Executor,
  folder: string,
): Promise<Reusing> {
  const { storingExecutor } = await import("../../results/node/chunks/storing-executor.ts");
  const executor = storingExecutor(inner, join(folder, CHUNKS), {
    onWait: ({ pid, host }) => {
      remark(
        terminal,
        flags,
        `Waiting for process ${pid} on ${host}, which computes the same runs`,
      );
    },
  });
  return {
    executor,
    say: () => {
      const { reused, computed } = executor.reuse();
      if (reused === 0) return;
      remark(
        terminal,
        flags,
        `Reused   ${counted(reused, "run")} kept in ${folder}, computed ${count(computed)}`,
      );
    },
  };
}
