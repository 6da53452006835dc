import { notHeld } from "../../core/ledger/loops.ts";
import { loopRows } from "../../results/loops/loop-rows.ts";
import { loopsPage } from "../../results/loops/report.ts";
import { LOOP_RUNS, runLoops } from "../../results/loops/run-loops.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import { snakeKeys } from "../../results/snake-keys.ts";
import { loopsWords } from "../../results/words/loops-words.ts";
import { compileScenario } from "../../scenario/compile.ts";
import { extensionOfPlugins } from "../../scenario/plugin.ts";
import { outcomeColumn } from "../arguments/outcome-column.ts";
import { rowOfPeriod } from "../arguments/period.ts";
import { parseRunNumber } from "../arguments/run-number.ts";
import { parseWords } from "../arguments/words.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { paragraph } from "../format/paragraph.ts";
import { watchInterrupts } from "../interrupt.ts";
import { lookOf } from "../look.ts";
import { openReplayer } from "../open-replayer.ts";
import { openScenario } from "../open-scenario.ts";
import { csv, formatOf, rowFormats } from "../print-rows.ts";
import { showProgress } from "../progress.ts";
import { writeQuestionReport } from "../report/question-report.ts";
import { type EnsembleFlags, ensembleChoices } from "../run/choices.ts";
import { prepare } from "../run/run-one.ts";
import { chooseView } from "../run/view.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { loopLines, loopScale } from "./loops-text.ts";

/** Flags of `panoptes loops`. */
export interface LoopsFlags extends EnsembleFlags {
  readonly metric: string;
  readonly since?: string;
  readonly at?: string;
  readonly run?: string;
  readonly words?: string;
  /** Path of a report to be written as well. */
  readonly report?: string;
}

/**
 * Repeats runs with every combination of the feedback loops held and prints what each loop carries of an
 * outcome's change over time.
 * @returns how it ended: done, time limit, or interrupted
 * @throws Stop for wrong usage or an invalid scenario, before anything is run
 */
export async function loops(
  terminal: Terminal,
  name: string,
  flags: LoopsFlags,
): Promise<ExitCode> {
  const format = formatOf(terminal, flags, rowFormats, "json");
  const words = parseWords(flags.words, flags);
  const choices = ensembleChoices(terminal, flags);
  if (flags.report !== undefined) requireWritable(flags.report);
  const opened = await openScenario(terminal, name, flags);
  const { scenario, world, plugins, ensemble } = opened;
  const obstacle = notHeld(extensionOfPlugins(plugins));
  if (obstacle !== null) throw new Stop(ExitCode.Invalid, `${obstacle}.`);
  const compiled = compileScenario(scenario, world, plugins);
  const column = outcomeColumn(seriesColumns(compiled.frame, compiled.labels), flags.metric);
  const { row: last } = chooseView(compiled, flags.at === undefined ? {} : { at: flags.at });
  const since = flags.since === undefined ? 0 : rowOfPeriod("--since", flags.since, compiled);
  if (since >= last) {
    const [from, to] = [compiled.labels.periods[since], compiled.labels.periods[last]];
    throw wrongUsage(`--since ${from} has to lie before the last quarter, ${to}.`);
  }
  const run = flags.run === undefined ? null : parseRunNumber("--run", flags.run);
  const size = { count: choices.runs ?? LOOP_RUNS, seed: choices.seed ?? scenario.runs.seed };
  const whole = prepare(scenario, world, compiled, ensemble, size).design;
  const design = run === null ? whole : { ...whole, first: run, count: 1 };
  const replayer = openReplayer(choices.jobs);
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const progress = showProgress(terminal, choices.progress, "Holding loops", flags.ascii === true);
  try {
    const result = await runLoops(design, compiled.labels, {
      column,
      since,
      last,
      replayer,
      signal: watch.signal,
      onProgress: (done, total) => progress.update({ done, total, failed: 0 }),
    });
    progress.end();
    const about = { scenario: scenario.id, title: scenario.title, seed: size.seed, run };
    const look = lookOf(terminal, flags);
    if (result.runs === 0) terminal.say("No run was followed to its end.\n");
    else if (words !== null) {
      terminal.print(paragraph(loopsWords(result, loopScale(result, look), words), look));
    } else if (format === "json") {
      terminal.print(`${JSON.stringify(snakeKeys({ ...about, ...result }), null, 2)}\n`);
    } else if (format === "table") {
      terminal.print(`${loopLines(result, about, look).join("\n")}\n`);
    } else {
      const rows = loopRows(result);
      if (format === "csv") terminal.print(csv(rows));
      else terminal.print(rows.map((one) => `${JSON.stringify(one)}\n`).join(""));
    }
    if (result.runs > 0) {
      const { metric, since: from, at, run: only } = flags;
      const own = { metric, since: from, at, run: only };
      const question = { command: "loops", name, own, runs: size.count, seed: size.seed };
      const dates = compiled.labels.dates.slice(since + 1, last + 1);
      await writeQuestionReport(terminal, flags, flags.report, opened, question, (input) =>
        loopsPage({ ...input, result, dates }),
      );
    }
    const reason = watch.reason();
    if (reason === null) return ExitCode.Done;
    return reason === "timeout" ? ExitCode.Limit : ExitCode.Interrupted;
  } finally {
    progress.end();
    watch.end();
    await replayer.close();
  }
}
