import { notExplained } from "../../core/ledger/country-ledger.ts";
import type { Store } from "../../results/node/store.ts";
import { extensionOfPlugins } from "../../scenario/plugin.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { counted } from "../format/numbers.ts";
import { openReplayer } from "../open-replayer.ts";
import { showProgress } from "../progress.ts";
import type { Destination } from "./choices.ts";
import type { Job } from "./job.ts";
import type { JobResult, Workshop } from "./run-job.ts";

/**
 * Refuses `--decisions` where there is no results folder or where decisions are not the model's.
 * @throws Stop with the way out
 */
export function requireDecisions(
  destination: Destination,
  { name, prepared }: Pick<Job, "name" | "prepared">,
): void {
  if (destination.kind !== "folder") {
    throw wrongUsage("--decisions is a table of a results folder: name one with --output.");
  }
  const obstacle = notExplained(extensionOfPlugins(prepared.design.plugins ?? []));
  if (obstacle !== null) throw new Stop(ExitCode.Invalid, `${name}: ${obstacle}.`);
}

/** Repeats the runs that finished and adds their decisions to the folder. */
export async function keepDecisions(
  { terminal, choices, watch, ascii }: Workshop,
  { prepared }: Job,
  { outcome, result }: JobResult,
  store: Store,
): Promise<void> {
  const failed = new Set(outcome.summary.failures.map(({ run }) => run));
  const { design } = prepared;
  const last = design.frame.steps - 1;
  const replays = Array.from({ length: result.count }, (_, k) => design.first + k)
    .filter((run) => !failed.has(run))
    .map((run) => ({ kind: "decisions", run, last }) as const);
  const progress = showProgress(terminal, choices.progress, "Decisions", ascii);
  const replayer = openReplayer(choices.jobs);
  try {
    const total = replays.length;
    const done = await replayer.run(
      design,
      replays,
      (decisions, k) => {
        store.decisions(replays[k]?.run ?? 0, decisions);
        progress.update({ done: k + 1, total, failed: 0 });
      },
      { signal: watch.signal },
    );
    progress.end();
    if (done < total) {
      terminal.say(`The table of decisions has those of the first ${counted(done, "run")} only.\n`);
    }
  } finally {
    progress.end();
    await replayer.close();
  }
}
