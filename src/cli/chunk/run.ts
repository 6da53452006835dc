import { threadsExecutor } from "../../experiments/node/threads.ts";
import type { ChunkReference } from "../../results/node/plans/chunk-reference.ts";
import { chunkComputer } from "../../results/node/plans/compute-chunk.ts";
import { type ChunkPlan, chunkOf } from "../../results/node/plans/plan-file.ts";
import { sweepParts } from "../../results/node/plans/sweep-parts.ts";
import { parsePluginDigest } from "../arguments/plugin-digest.ts";
import { cannotKeep } from "../cannot-write.ts";
import { given, oneOf } from "../environment.ts";
import { ExitCode, wrongUsage } from "../exit-codes.ts";
import { counted } from "../format/numbers.ts";
import { type Watch, watchInterrupts } from "../interrupt.ts";
import { type CommonFlags, remark } from "../look.ts";
import { type ProgressKind, progressKinds, showProgress } from "../progress.ts";
import { jobsOf } from "../run/choices.ts";
import type { Terminal } from "../terminal.ts";
import { openPlan, type SharedFlags } from "./read-plan.ts";

/** Flags of `panoptes chunk run`. */
export interface RunChunksFlags extends CommonFlags, SharedFlags {
  readonly index: readonly string[];
  readonly shard?: string;
  readonly jobs?: string;
  readonly progress?: string;
  readonly allowPlugin: readonly string[];
  readonly json?: boolean;
}

/** How many chunks ended how. */
interface Tally {
  kept: number;
  found: number;
  failed: number;
}

/**
 * Computes chunks of a plan, those that are there excepted. May be called on any number of machines at a time.
 * @returns done; some failed, if chunks were set aside; interrupted
 * @throws Stop (usage) for chunks that the plan does not have
 */
export async function runChunks(
  terminal: Terminal,
  path: string,
  flags: RunChunksFlags,
): Promise<ExitCode> {
  const { plan, shared } = await openPlan(terminal, path, flags);
  const chunks = chosen(plan, flags);
  const plugins = flags.allowPlugin.map(parsePluginDigest);
  sweepParts(shared, [...new Set(chunks.map(({ design }) => design))]);
  const kind = progressOf(terminal, flags);
  const executor = threadsExecutor({ jobs: jobsOf(terminal, flags.jobs) });
  const watch = watchInterrupts(null, terminal.say);
  const progress = showProgress(terminal, kind, "Computing", flags.ascii === true);
  const computer = chunkComputer(shared, executor, { plugins });
  const tally: Tally = { kept: 0, found: 0, failed: 0 };
  const reasons: string[] = [];
  const total = chunks.reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  try {
    for (const chunk of chunks) {
      if (watch.signal.aborted) break;
      const end = await computer.compute(chunk, watch.signal);
      if (end.kind === "stopped") break;
      tally[end.kind] += 1;
      if (end.kind === "failed") reasons.push(`chunk ${chunk.first}-${chunk.count}: ${end.reason}`);
      done += chunk.count;
      progress.update({ done, total, failed: 0 });
    }
  } catch (error) {
    throw cannotKeep(shared.path, true, error);
  } finally {
    progress.end();
    watch.end();
    await executor.close();
  }
  return sayEnd(terminal, flags, tally, reasons, watch);
}

function sayEnd(
  terminal: Terminal,
  flags: RunChunksFlags,
  tally: Tally,
  reasons: readonly string[],
  watch: Watch,
): ExitCode {
  const { kept, found, failed } = tally;
  if (flags.json) terminal.print(`${JSON.stringify(tally)}\n`);
  else {
    const aside = failed > 0 ? `, set aside ${failed}` : "";
    remark(terminal, flags, `Computed ${counted(kept, "chunk")}, found ${found}${aside}`);
  }
  const { red, bold } = terminal.sayColours;
  for (const reason of reasons) terminal.say(`${bold(red("error:"))} ${reason}\n`);
  if (watch.reason() !== null) {
    remark(terminal, flags, "Interrupted. The same command goes on with what is left.");
    return ExitCode.Interrupted;
  }
  return failed > 0 ? ExitCode.SomeFailed : ExitCode.Done;
}

/** The chunks that are asked for, in order; all unless told. */
function chosen(plan: ChunkPlan, { index, shard }: RunChunksFlags): readonly ChunkReference[] {
  if (index.length > 0 && shard !== undefined) {
    throw wrongUsage("-i and --shard both say which chunks: choose one.");
  }
  if (index.length > 0) return index.map((text) => chunkOf(plan, wholeNumber("-i", text)));
  const [i, n] = shard === undefined ? [0, 1] : readShard(shard);
  return plan.chunks.flatMap((_, k) => (k % n === i ? [chunkOf(plan, k)] : []));
}

/** Part i of n equal ones, i from 0. */
function readShard(text: string): readonly [number, number] {
  const [, first = "", second = ""] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const [i, n] = [Number(first), Number(second)];
  if (first !== "" && Number.isSafeInteger(n) && n >= 1 && i < n) return [i, n];
  throw wrongUsage(
    `--shard wants i/n with i from 0 to n - 1, such as 0/4 for the first of four; got "${text}".`,
  );
}

function wholeNumber(flag: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw wrongUsage(`${flag} wants the number of a chunk, from 0; got "${text}".`);
}

function progressOf(terminal: Terminal, flags: RunChunksFlags): ProgressKind {
  const kind = given(terminal, "PANOPTES_PROGRESS", flags.progress);
  return kind === null ? (flags.quiet ? "none" : "auto") : oneOf(kind, progressKinds);
}
