import { notExplained } from "../../core/ledger/country-ledger.ts";
import { countryLedgers } from "../../experiments/explain/country-ledgers.ts";
import { type ExplainOptions, explainCountry } from "../../results/explain/explain-country.ts";
import { explanationRows } from "../../results/explain/explanation-rows.ts";
import { explanationPage } from "../../results/explain/report.ts";
import { explainWithout, standingInterventions } from "../../results/explain/without.ts";
import { snakeKeys } from "../../results/snake-keys.ts";
import { explanationWords } from "../../results/words/explanation-words.ts";
import { compileScenario } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { extensionOfPlugins } from "../../scenario/plugin.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { didYouMean } from "../arguments/nearest.ts";
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
import { type EnsembleFlags, ensembleChoices, sizeOf } from "../run/choices.ts";
import { prepare } from "../run/run-one.ts";
import { chooseView, type ViewFlags } from "../run/view.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { explanationLines } from "./explanation-text.ts";

/** Flags of `panoptes explain`. */
export interface ExplainFlags extends EnsembleFlags, ViewFlags {
  readonly run?: string;
  readonly segment?: string;
  readonly chosen?: string;
  readonly over?: string;
  readonly words?: string;
  /** Ids of interventions to take away, "all" or "none"; all where there are few unless told. */
  readonly without: readonly string[];
  /** Path of a report to be written as well. */
  readonly report?: string;
}

/**
 * Repeats the runs of a scenario for one country and prints why it decided what it did.
 * @returns how it ended: done, time limit, or interrupted
 * @throws Stop for wrong usage or an invalid scenario, before anything is run
 */
export async function explainScenario(
  terminal: Terminal,
  name: string,
  flags: ExplainFlags,
): Promise<ExitCode> {
  const format = formatOf(terminal, flags, rowFormats, "json");
  const words = parseWords(flags.words, flags);
  const choices = ensembleChoices(terminal, flags);
  const opened = await openScenario(terminal, name, flags);
  const { scenario, world, plugins, ensemble } = opened;
  const obstacle = notExplained(extensionOfPlugins(plugins));
  if (obstacle !== null) throw new Stop(ExitCode.Invalid, `${obstacle}.`);
  const compiled = compileScenario(scenario, world, plugins);
  const { row, country } = chooseView(compiled, flags);
  if (country === null) throw wrongUsage("--country wants a country, for example KEN.");
  const first = flags.run === undefined ? 0 : parseRunNumber("--run", flags.run);
  const size = sizeOf(scenario, choices);
  const asked = askedFor(compiled, flags);
  const interventions = withoutWhich(scenario, flags.without);
  if (flags.report !== undefined) requireWritable(flags.report);
  // Run k has the parameter set that it has in the ensemble: the design is that of all runs.
  const whole = prepare(scenario, world, compiled, ensemble, size).design;
  const design = flags.run === undefined ? whole : { ...whole, first, count: 1 };
  const replayer = openReplayer(choices.jobs);
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const progress = showProgress(terminal, choices.progress, "Replaying", flags.ascii === true);
  try {
    const ledgers = await countryLedgers(design, country, row, {
      signal: watch.signal,
      onProgress: progress.update,
      replayer,
    });
    progress.end();
    if (ledgers.length > 0) {
      const explanation = explainCountry(ledgers, compiled, { row, ...asked });
      const without = await explainWithout(
        {
          ...{ scenario, compiled, world, ensemble, country, interventions, last: row },
          design: { ...design, count: ledgers.length },
          segment: asked.segment ?? null,
        },
        {
          replayer,
          signal: watch.signal,
          onProgress: (done, total) => progress.update({ done, total, failed: 0 }),
        },
      );
      progress.end();
      const about = { scenario: scenario.id, title: scenario.title, seed: size.seed };
      const run = flags.run === undefined ? null : first;
      const { country: whom, segment, chosen, over, at, run: only } = flags;
      const own = { country: whom, segment, chosen, over, at, run: only, without: flags.without };
      const question = { command: "explain", name, own, runs: size.count, seed: size.seed };
      await writeQuestionReport(terminal, flags, flags.report, opened, question, (input) =>
        explanationPage({ ...input, explanation, without }),
      );
      if (words !== null) {
        const look = lookOf(terminal, flags);
        terminal.print(paragraph(explanationWords(explanation, words, without), look));
      } else if (format === "json") {
        const document = snakeKeys({ ...about, run, ...explanation, without });
        terminal.print(`${JSON.stringify(document, null, 2)}\n`);
      } else if (format === "table") {
        const lines = explanationLines(explanation, about, run, lookOf(terminal, flags), without);
        terminal.print(`${lines.join("\n")}\n`);
      } else {
        const rows = explanationRows(explanation, without);
        if (format === "csv") terminal.print(csv(rows));
        else terminal.print(rows.map((one) => `${JSON.stringify(one)}\n`).join(""));
      }
    }
    return endingOf(watch.reason());
  } finally {
    progress.end();
    watch.end();
    await replayer.close();
  }
}

function endingOf(reason: "interrupted" | "timeout" | null): ExitCode {
  if (reason === null) return ExitCode.Done;
  return reason === "timeout" ? ExitCode.Limit : ExitCode.Interrupted;
}

/** Interventions that are taken away one by one. */
function withoutWhich(scenario: Scenario, asked: readonly string[]): readonly string[] {
  const known = scenario.interventions.map(({ id }) => id);
  if (asked.length === 0) return standingInterventions(scenario);
  if (asked.includes("none")) return [];
  if (asked.includes("all")) return known;
  const unknown = asked.find((id) => !known.includes(id));
  if (unknown === undefined) return asked;
  throw wrongUsage(
    known.length === 0
      ? `--without "${unknown}": the scenario has no intervention.`
      : `--without wants all, none or one of ${known.join(", ")}, got "${unknown}".${didYouMean(unknown, known)}`,
  );
}

type Asked = Pick<ExplainOptions, "segment" | "chosen" | "over">;

/** Segment and alternatives that the flags name. */
function askedFor({ labels }: Compiled, flags: ExplainFlags): Asked {
  const alternatives = ["none", ...labels.suppliers];
  if (flags.over !== undefined && flags.over === flags.chosen) {
    throw wrongUsage(`--chosen and --over are the same, "${flags.over}"; name two alternatives.`);
  }
  return {
    ...indexOf("segment", "--segment", flags.segment, labels.segments),
    ...indexOf("chosen", "--chosen", flags.chosen, alternatives),
    ...indexOf("over", "--over", flags.over, alternatives),
  };
}

function indexOf<K extends string>(
  key: K,
  flag: string,
  text: string | undefined,
  known: readonly string[],
): { readonly [P in K]?: number } {
  if (text === undefined) return {};
  const index = known.indexOf(text.trim());
  if (index >= 0) return { [key]: index } as { readonly [P in K]?: number };
  throw wrongUsage(
    `${flag} wants one of ${known.join(", ")}, got "${text}".${didYouMean(text, known)}`,
  );
}
