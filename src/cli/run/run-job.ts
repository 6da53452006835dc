import type { Design, Executor } from "../../experiments/ensemble.ts";
import type { EnsembleResult } from "../../results/collect-ensemble.ts";
import type { Store } from "../../results/node/store.ts";
import type { Watch } from "../interrupt.ts";
import { showProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { judgeChecks } from "./check.ts";
import type { EnsembleChoices } from "./choices.ts";
import type { Job } from "./job.ts";
import type { KeptValues } from "./kept-values.ts";
import type { Outcome } from "./outcome.ts";
import { matchReference, sameRow } from "./reference.ts";
import { runOne } from "./run-one.ts";
import { rowOfLine } from "./summary-view.ts";

/** What the ensembles of a command line share. */
export interface Workshop {
  readonly terminal: Terminal;
  readonly choices: EnsembleChoices;
  readonly executor: Executor;
  readonly watch: Watch;
  readonly ascii: boolean;
}

/** What running a job gave. */
export interface JobResult {
  readonly outcome: Outcome;
  readonly result: EnsembleResult;
}

/** The designs that a job runs, in their order. */
export function designsOf({ prepared, reference, others }: Job): readonly Design[] {
  const compared = reference === null ? [] : [reference.prepared];
  return [prepared, ...compared, ...others.values()].map(({ design }) => design);
}

/**
 * Runs a scenario's ensemble and then, with the same seeds, the one it is compared with.
 * @param store results folder that takes the runs of the scenario, or null
 */
export async function runJob(
  { terminal, choices, executor, watch, ascii }: Workshop,
  job: Job,
  store: Store | null,
): Promise<JobResult> {
  const { prepared, reference, view, blocks, checks, others } = job;
  const progress = (label: string) => showProgress(terminal, choices.progress, label, ascii);
  const rows = [
    ...new Set([
      view.row,
      prepared.compiled.labels.periods.length - 1,
      ...blocks.flatMap(({ lines }) =>
        lines.map((line) => rowOfLine(line, view.row, prepared.compiled.labels.dates)),
      ),
      ...checks.map(({ spot }) => spot.row),
    ]),
  ];
  const ran = await runOne(prepared, {
    executor,
    signal: watch.signal,
    progress: progress("Running"),
    // Single values are for pairs and checks only, and take memory that grows with the runs.
    rows: reference === null && checks.length === 0 ? [] : rows,
    ...(store === null ? {} : { onChunk: store.chunk }),
  });
  const names = ran.result.summary.columns.map(({ name }) => name);
  const compared =
    reference === null || watch.signal.aborted
      ? null
      : matchReference(
          reference.name,
          prepared,
          reference.prepared,
          await runOne(reference.prepared, {
            executor,
            signal: watch.signal,
            progress: progress(`Comparing with ${reference.name}`),
            rows: [
              ...rows.map((row) => sameRow(prepared, reference.prepared, row)),
              ...checks.flatMap(({ other }) => other?.row ?? []),
            ],
          }),
          names,
        );
  const comparedWith = new Map<string, KeptValues>();
  if (compared !== null) comparedWith.set(compared.name, compared.values);
  for (const [name, other] of others) {
    if (watch.signal.aborted) break;
    const { values } = await runOne(other, {
      executor,
      signal: watch.signal,
      progress: progress(`Comparing with ${name}`),
      rows: [...new Set(checks.flatMap((check) => check.other?.row ?? []))],
    });
    comparedWith.set(name, values);
  }
  const stopped = watch.reason();
  const { count } = prepared.design;
  return {
    result: ran.result,
    outcome: {
      scenario: prepared.scenario,
      world: prepared.world,
      compiled: prepared.compiled,
      summary: ran.result.summary,
      values: ran.values,
      reference: compared,
      row: view.row,
      judged:
        stopped === null && ran.result.summary.runs.finished > 0
          ? judgeChecks(prepared, checks, count, ran.values, comparedWith)
          : [],
      stopped,
    },
  };
}
