import { notExplained } from "../../core/ledger/country-ledger.ts";
import { influenceGexf } from "../../results/cascades/influence-gexf.ts";
import { influenceRows } from "../../results/cascades/influence-rows.ts";
import { cascadePage } from "../../results/cascades/report.ts";
import {
  CASCADE_RUNS,
  type CascadeResult,
  runCascades,
} from "../../results/cascades/run-cascades.ts";
import { snakeKeys } from "../../results/snake-keys.ts";
import { cascadeWords } from "../../results/words/cascade-words.ts";
import { compileScenario } from "../../scenario/compile.ts";
import { extensionOfPlugins } from "../../scenario/plugin.ts";
import { parseWords } from "../arguments/words.ts";
import { ExitCode, Stop } from "../exit-codes.ts";
import { count, counted, fixed } from "../format/numbers.ts";
import { paragraph } from "../format/paragraph.ts";
import { formatTable } from "../format/table.ts";
import { watchInterrupts } from "../interrupt.ts";
import { type Look, lookOf, remark } from "../look.ts";
import { openReplayer } from "../open-replayer.ts";
import { openScenario } from "../open-scenario.ts";
import { csv, formatOf, rowFormats } from "../print-rows.ts";
import { showProgress } from "../progress.ts";
import { writeQuestionReport } from "../report/question-report.ts";
import { type EnsembleFlags, ensembleChoices } from "../run/choices.ts";
import { refuseAbsurd } from "../run/cost.ts";
import { prepare } from "../run/run-one.ts";
import { chooseView } from "../run/view.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { writeText } from "../write-text.ts";

/** Flags of `panoptes cascade`. */
export interface CascadeFlags extends EnsembleFlags {
  readonly at?: string;
  readonly gexf?: string;
  readonly words?: string;
  /** Path of a report to be written as well. */
  readonly report?: string;
}

/** Countries that are listed; the other formats have all. */
const mostShown = 15;

/**
 * Repeats runs without the contracts of each country in turn, and prints on whom most decisions hang.
 * @returns how it ended: done, time limit, or interrupted
 * @throws Stop for wrong usage or an invalid scenario, before anything is run
 */
export async function cascade(
  terminal: Terminal,
  name: string,
  flags: CascadeFlags,
): Promise<ExitCode> {
  const format = formatOf(terminal, flags, rowFormats, "json");
  const words = parseWords(flags.words, flags);
  const choices = ensembleChoices(terminal, flags);
  for (const path of [flags.gexf, flags.report]) if (path !== undefined) requireWritable(path);
  const opened = await openScenario(terminal, name, flags);
  const { scenario, world, plugins, ensemble } = opened;
  const obstacle = notExplained(extensionOfPlugins(plugins));
  if (obstacle !== null) throw new Stop(ExitCode.Invalid, `${obstacle}.`);
  const compiled = compileScenario(scenario, world, plugins);
  const { row } = chooseView(compiled, flags.at === undefined ? {} : { at: flags.at });
  const size = { count: choices.runs ?? CASCADE_RUNS, seed: choices.seed ?? scenario.runs.seed };
  const { design } = prepare(scenario, world, compiled, ensemble, size);
  const replays = size.count * compiled.frame.countries;
  await refuseAbsurd(compiled, replays, size.count, choices.jobs, choices.timeout);
  const replayer = openReplayer(choices.jobs);
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const progress = showProgress(terminal, choices.progress, "Without each", flags.ascii === true);
  try {
    const result = await runCascades(design, compiled.labels, row, {
      signal: watch.signal,
      replayer,
      onProgress: (done, total) => progress.update({ done, total, failed: 0 }),
    });
    progress.end();
    const at = compiled.labels.periods[row] ?? "";
    if (result.runs === 0) terminal.say("No run was gone through to its end.\n");
    else {
      if (flags.gexf !== undefined) {
        writeText(flags.gexf, influenceGexf(result));
        remark(terminal, flags, `Wrote ${flags.gexf}`);
      }
      const about = { scenario: scenario.id, title: scenario.title, at, seed: size.seed };
      const own = { at: flags.at };
      const question = { command: "cascade", name, own, runs: size.count, seed: size.seed };
      await writeQuestionReport(terminal, flags, flags.report, opened, question, (input) =>
        cascadePage({ ...input, result, at }),
      );
      if (words !== null) {
        const look = lookOf(terminal, flags);
        terminal.print(paragraph(cascadeWords(result, at, words), look));
      } else if (format === "json") {
        terminal.print(`${JSON.stringify(snakeKeys({ ...about, ...result }), null, 2)}\n`);
      } else if (format === "table") {
        terminal.print(`${lines(result, about, lookOf(terminal, flags)).join("\n")}\n`);
      } else {
        const rows = influenceRows(result);
        if (format === "csv") terminal.print(csv(rows));
        else terminal.print(rows.map((one) => `${JSON.stringify(one)}\n`).join(""));
      }
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

function lines(
  { runs, sources, countries, influences }: CascadeResult,
  { title, at, seed }: { readonly title: string; readonly at: string; readonly seed: string },
  look: Look,
): string[] {
  const { bold, dim } = look.colours;
  const { signs } = look;
  const right = "right" as const;
  const number = (value: number, decimals: number) =>
    Number.isNaN(value) ? "" : fixed(value, decimals, signs);
  const [most] = influences;
  const bans = influences.filter(({ because }) => because === "ban").length;
  return [
    bold(title),
    dim(
      `${counted(runs, "run")}, ${counted(sources, "decision")} taken away, seed ${seed}; until the end of ${at}`,
    ),
    "",
    bold("On whose contracts most decisions hang") +
      dim(" (countries that decide otherwise without them, mean over runs)"),
    ...formatTable(
      [
        { title: "" },
        { title: "" },
        { title: "countries", align: right },
        { title: "95 % interval", align: right },
        { title: "most", align: right },
        { title: "by bans", align: right },
        { title: "margin, utils", align: right },
        { title: "persons, million", align: right },
        { title: "adopts in", align: right },
      ],
      countries
        .slice(0, mostShown)
        .map(({ country, name, size, banSize, largest, margin, population, adopts }) => [
          country,
          name,
          number(size.mean, 1),
          Number.isNaN(size.low) ? "" : `${number(size.low, 1)} to ${number(size.high, 1)}`,
          count(largest),
          number(banSize.mean, 1),
          number(margin, 2),
          number(population / 1e6, 0),
          `${count(adopts)} of ${count(runs)}`,
        ]),
      { indent: 2, title: dim },
    ),
    "",
    `${counted(influences.length, "influence")} found` +
      (most === undefined
        ? "."
        : `, ${counted(bans, "of them", "of them")} of bans; the most frequent of ${most.source} on ` +
          `${most.target} in ${count(most.runs)} of ${counted(runs, "run")}.`),
  ];
}
