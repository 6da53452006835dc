import { availableParallelism, totalmem } from "node:os";
import { columnLayout } from "../../core/outcomes.ts";
import { inlineExecutor } from "../../experiments/inline.ts";
import { makeDesign } from "../../experiments/make-design.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { wrongUsage } from "../exit-codes.ts";
import { count, duration } from "../format/numbers.ts";
import type { EnsembleChoices } from "./choices.ts";

/** Country-steps below which nobody needs to be asked; some seconds on a small machine. */
const modest = 200_000_000;
/** Longer than this needs a time limit, s. */
const patience = 600;
/** More runs than this are not kept track of at a time, whatever the time limit. */
const mostAtATime = 100_000_000;
/** Time spent on measuring the machine, ms. */
const measuring = 250;

/**
 * Refuses an ensemble that would take very long, unless a time limit says that this is meant. How
 * long is measured with a few runs on this machine.
 * @param total all runs, those of the comparison included
 * @param runs runs of the scenario, as the user gave them
 * @param smaller words the flag that asks for so many runs altogether; `--runs` unless told
 * @throws Stop (usage) with the estimate and the way out
 */
export async function refuseAbsurd(
  compiled: Compiled,
  total: number,
  runs: number,
  jobs: number,
  timeout: number | null,
  smaller: (most: number) => string = (most) =>
    `--runs ${Math.max(1, Math.floor((most * runs) / total))}`,
): Promise<void> {
  const { countries, steps } = compiled.frame;
  if (total > mostAtATime) {
    throw wrongUsage(
      `that is ${count(total)} runs in all; at most ${count(mostAtATime)} are done at a time. ` +
        "Use fewer, in several commands if need be.",
    );
  }
  if (timeout !== null || total * countries * steps <= modest) return;
  const perRun = (await secondsPerRun(compiled)) / Math.min(jobs, availableParallelism());
  const seconds = perRun * total;
  if (seconds <= patience) return;
  const fewer = Math.max(1, Math.min(1000, Math.floor(60 / perRun)));
  throw wrongUsage(
    `${count(runs)} runs × ${count(steps)} steps × ${count(countries)} countries is about ` +
      `${duration(seconds)} on this machine.\n` +
      `Add --timeout ${roundUp(seconds)} to accept, or use ${smaller(fewer)} (about ` +
      `${duration(Math.max(0.1, fewer * perRun))}).`,
  );
}

/** The time that is accepted for an ensemble: any, where other machines compute it. */
export function acceptedTime({ timeout, elsewhere }: EnsembleChoices): number | null {
  return elsewhere === true ? Number.POSITIVE_INFINITY : timeout;
}

/** Share of the machine's memory that an ensemble may take. */
const mostMemory = 0.75;

/**
 * Refuses an ensemble whose outcomes at the end of each run would not fit into memory, where they stay.
 * @param runs runs of one ensemble
 * @param memory bytes that the machine has
 * @throws Stop (usage) with what it takes and the way out
 */
export function refuseTooMany(
  { frame }: Pick<Compiled, "frame">,
  runs: number,
  memory: number = totalmem(),
): void {
  const perRun = 8 * columnLayout(frame).length;
  const most = Math.floor((mostMemory * memory) / perRun);
  if (runs <= most) return;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toPrecision(3)} GB`;
  throw wrongUsage(
    `${count(runs)} runs take ${gigabytes(runs * perRun)} of memory; this machine has ${gigabytes(memory)}.\n` +
      `Use at most --runs ${most}, or several ensembles with different --seed.`,
  );
}

/** Time of one run on one thread, the fastest of those that fit into the time for measuring. */
async function secondsPerRun(compiled: Compiled): Promise<number> {
  const executor = inlineExecutor({ chunk: 1 });
  const abort = new AbortController();
  const begun = performance.now();
  let last = begun;
  let fastest = Number.POSITIVE_INFINITY;
  const design = makeDesign(compiled, { count: 1000, seed: "1", recordHolders: false });
  const onChunk = () => {
    const now = performance.now();
    fastest = Math.min(fastest, now - last);
    last = now;
    if (now - begun > measuring) abort.abort();
  };
  await executor.run(design, onChunk, { signal: abort.signal });
  await executor.close();
  return fastest / 1000;
}

/** A time limit that is long enough, in hours or days. */
function roundUp(seconds: number): string {
  const hours = Math.ceil((seconds * 1.25) / 3600);
  return hours <= 48 ? `${hours}h` : `${Math.min(24, Math.ceil(hours / 24))}d`;
}
