import { threadsExecutor } from "../../experiments/node/threads.ts";
import {
  type AttributionInput,
  attributeScenario,
  planAttribution,
} from "../../results/attribution/attribute-scenario.ts";
import type { Attribution } from "../../results/attribution/attribution.ts";
import { attributionRows } from "../../results/attribution/attribution-rows.ts";
import { attributionPage } from "../../results/attribution/report.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import { snakeKeys } from "../../results/snake-keys.ts";
import { attributionWords } from "../../results/words/attribution-words.ts";
import { compileScenario } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { outcomeColumn } from "../arguments/outcome-column.ts";
import { parseWords } from "../arguments/words.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { counted } from "../format/numbers.ts";
import { paragraph } from "../format/paragraph.ts";
import { watchInterrupts } from "../interrupt.ts";
import { lookOf, remark } from "../look.ts";
import { type Opened, openReference, openScenario } from "../open-scenario.ts";
import { csv, formatOf, rowFormats } from "../print-rows.ts";
import { showProgress } from "../progress.ts";
import { writeQuestionReport } from "../report/question-report.ts";
import { type EnsembleFlags, ensembleChoices, sizeOf } from "../run/choices.ts";
import { refuseAbsurd } from "../run/cost.ts";
import { chooseView } from "../run/view.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { attributionLines, scaleOf } from "./attribution-text.ts";

/** Flags of `panoptes attribute`. */
export interface AttributeFlags extends EnsembleFlags {
  readonly metric: string;
  readonly at?: string;
  readonly against?: string;
  readonly mechanisms?: boolean;
  readonly words?: string;
  /** Path of a report to be written as well. */
  readonly report?: string;
}

/** What is shared out: an outcome at a date. */
export interface Asked {
  readonly metric: string;
  readonly unit: string;
  readonly at: string;
}

/**
 * Runs every coalition of a scenario's measures on the same luck and prints what each contributes.
 * @returns how it ended: done, some runs failed, time limit, or interrupted
 * @throws Stop for wrong usage or an invalid scenario, before anything is run
 */
export async function attribute(
  terminal: Terminal,
  name: string,
  flags: AttributeFlags,
): Promise<ExitCode> {
  const format = formatOf(terminal, flags, rowFormats, "json");
  const words = parseWords(flags.words, flags);
  const choices = ensembleChoices(terminal, flags);
  if (flags.report !== undefined) requireWritable(flags.report);
  const opened = await openScenario(terminal, name, flags);
  const from = await openOther(terminal, name, opened, flags);
  const { scenario, world, plugins, ensemble } = opened;
  const compiled = compileScenario(scenario, world, plugins);
  const { row } = chooseView(compiled, { ...(flags.at === undefined ? {} : { at: flags.at }) });
  const { column, asked } = outcomeOf(compiled, flags.metric, row);
  const size = sizeOf(scenario, choices);
  const input: AttributionInput = {
    from: from.scenario,
    to: scenario,
    compiled,
    world,
    ensemble,
    reading: { column, step: row },
  };
  const options = { ...size, mechanisms: flags.mechanisms === true };
  const plan = refused(() => planAttribution(input, options));
  const total = plan.points * size.count;
  await refuseAbsurd(compiled, total, size.count, choices.jobs, choices.timeout);
  const { points } = plan;
  remark(
    terminal,
    flags,
    `Runs     ${counted(points, "variant")} of ${counted(size.count, "run")}`,
  );
  const executor = threadsExecutor({ jobs: choices.jobs });
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const progress = showProgress(terminal, choices.progress, "Running", flags.ascii === true);
  try {
    const attribution = await attributeScenario(input, executor, {
      ...options,
      signal: watch.signal,
      onProgress: progress.update,
    });
    progress.end();
    const about = { ...asked, title: scenario.title, seed: size.seed };
    if (attribution.runs === 0) terminal.say("No run was finished with every variant.\n");
    else if (words !== null) {
      const look = lookOf(terminal, flags);
      const wording = { ...asked, ...scaleOf(attribution, asked, look) };
      terminal.print(paragraph(attributionWords(attribution, wording, words), look));
    } else if (format === "json") {
      const document = snakeKeys({ ...about, ...attribution });
      terminal.print(`${JSON.stringify(document, null, 2)}\n`);
    } else if (format === "table") {
      const lines = attributionLines(attribution, about, lookOf(terminal, flags));
      terminal.print(`${lines.join("\n")}\n`);
    } else {
      const rows = attributionRows(attribution, asked);
      if (format === "csv") terminal.print(csv(rows));
      else terminal.print(rows.map((one) => `${JSON.stringify(one)}\n`).join(""));
    }
    if (attribution.runs > 0) {
      const { metric, at, against, mechanisms } = flags;
      const own = { metric, at, against, mechanisms };
      const question = { command: "attribute", name, own, runs: size.count, seed: size.seed };
      await writeQuestionReport(terminal, flags, flags.report, opened, question, (its) =>
        attributionPage({ ...its, attribution, ...asked }),
      );
    }
    return endingOf(attribution, watch.reason());
  } finally {
    progress.end();
    watch.end();
    await executor.close();
  }
}

/** What the scenario is compared with: what `--against` names, or the root of what it extends. */
async function openOther(
  terminal: Terminal,
  name: string,
  opened: Opened,
  flags: AttributeFlags,
): Promise<Opened> {
  if (flags.against !== undefined) {
    return await openScenario(terminal, flags.against, { ...flags, set: [], quiet: true });
  }
  const root = opened.scenario.parents.length > 0 || flags.set.length > 0;
  const reference = root ? await openReference(terminal, opened, flags) : null;
  if (reference !== null) return reference;
  throw wrongUsage(
    `${name} extends nothing, so there is no difference to share out. ` +
      "Name what it differs from: --against <scenario>.",
  );
}

function outcomeOf(
  { frame, labels }: Compiled,
  metric: string,
  row: number,
): { readonly column: number; readonly asked: Asked } {
  const columns = seriesColumns(frame, labels);
  const column = outcomeColumn(columns, metric);
  const at = labels.periods[row] ?? "";
  return { column, asked: { metric, unit: columns[column]?.unit ?? "", at } };
}

/** What cannot be shared out is the user's affair, not a bug. */
function refused<T>(plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    if (error instanceof RangeError) throw new Stop(ExitCode.Invalid, `${error.message}.`);
    throw error;
  }
}

function endingOf({ stopped }: Attribution, reason: "interrupted" | "timeout" | null): ExitCode {
  if (reason === "timeout") return ExitCode.Limit;
  if (reason === "interrupted") return ExitCode.Interrupted;
  return stopped ? ExitCode.SomeFailed : ExitCode.Done;
}
