import { notExplained } from "../../core/ledger/country-ledger.ts";
import { type Lever, leverOf } from "../../experiments/flip/lever.ts";
import { threadsExecutor } from "../../experiments/node/threads.ts";
import { type FlipQuestion, findFlip, GRID } from "../../results/flip/find-flip.ts";
import { flipRows } from "../../results/flip/flip-rows.ts";
import { flipQuestionText } from "../../results/flip/question-text.ts";
import { flipPage } from "../../results/flip/report.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import { snakeKeys } from "../../results/snake-keys.ts";
import { flipWords } from "../../results/words/flip-words.ts";
import { compileScenario } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { extensionOfPlugins } from "../../scenario/plugin.ts";
import { mechanismIds } from "../../scenario/registry/mechanisms.ts";
import { parameterIds } from "../../scenario/registry/parameters.ts";
import { resolvedDocument } from "../../scenario/resolved-document.ts";
import { didYouMean } from "../arguments/nearest.ts";
import { parseCount } from "../arguments/numbers.ts";
import { outcomeColumn } from "../arguments/outcome-column.ts";
import { parseRunNumber } from "../arguments/run-number.ts";
import { parseWords } from "../arguments/words.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { paragraph } from "../format/paragraph.ts";
import { watchInterrupts } from "../interrupt.ts";
import { lookOf, remark } from "../look.ts";
import { openReplayer } from "../open-replayer.ts";
import { type Opened, openScenario } from "../open-scenario.ts";
import { csv, formatOf, rowFormats } from "../print-rows.ts";
import { writeQuestionReport } from "../report/question-report.ts";
import { type EnsembleFlags, ensembleChoices, sizeOf } from "../run/choices.ts";
import { refuseAbsurd } from "../run/cost.ts";
import { chooseView, type ViewFlags } from "../run/view.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { writeText } from "../write-text.ts";
import { flipLines } from "./flip-text.ts";

/** Flags of `panoptes flip`. */
export interface FlipFlags extends EnsembleFlags, ViewFlags {
  readonly lever: string;
  readonly limit?: string;
  readonly supplier?: string;
  readonly segment?: string;
  readonly run?: string;
  readonly grid?: string;
  readonly output?: string;
  readonly words?: string;
  /** Path of a report to be written as well. */
  readonly report?: string;
}

/**
 * Looks for the least change of a lever that turns an outcome or a decision round, on the same luck.
 * @returns how it ended: done (also where nothing flips), time limit, or interrupted
 * @throws Stop for wrong usage or an invalid scenario, before anything is run
 */
export async function flip(terminal: Terminal, name: string, flags: FlipFlags): Promise<ExitCode> {
  const format = formatOf(terminal, flags, rowFormats, "json");
  const paragraphs = parseWords(flags.words, flags);
  const choices = ensembleChoices(terminal, flags);
  for (const path of [flags.output, flags.report]) if (path !== undefined) requireWritable(path);
  const grid = flags.grid === undefined ? GRID : parseCount("--grid", flags.grid);
  const opened = await openScenario(terminal, name, flags);
  const { scenario, world, plugins, ensemble } = opened;
  const compiled = compileScenario(scenario, world, plugins);
  const lever = requireLever(opened, flags.lever);
  const question = questionOf(compiled, flags);
  const columns = seriesColumns(compiled.frame, compiled.labels);
  const words = flipQuestionText(question, compiled.labels, columns);
  const obstacle = notExplained(extensionOfPlugins(plugins));
  if (question.kind === "holder" && obstacle !== null) {
    throw new Stop(ExitCode.Invalid, `${obstacle}.`);
  }
  const { count, seed } = sizeOf(scenario, choices);
  const run = flags.run === undefined ? null : parseRunNumber("--run", flags.run);
  const each = run === null ? count : 1;
  await refuseAbsurd(compiled, each * (grid + 12), count, choices.jobs, choices.timeout);
  const executor = threadsExecutor({ jobs: choices.jobs });
  const replayer = openReplayer(choices.jobs);
  const watch = watchInterrupts(choices.timeout, terminal.say);
  try {
    const input = { scenario, compiled, world, ensemble, lever, question, count, seed };
    const found = await findFlip({ ...input, ...(run === null ? {} : { run }) }, executor, {
      grid,
      signal: watch.signal,
      replayer,
      onValue: (value, { yes, runs }) => {
        if (flags.verbose) remark(terminal, flags, `${lever.id} ${value}: ${yes} of ${runs}`);
      },
    });
    if (found === null) {
      terminal.say("Stopped before a flip was found; nothing is written.\n");
      return watch.reason() === "timeout" ? ExitCode.Limit : ExitCode.Interrupted;
    }
    if (flags.output !== undefined && found.scenario !== null) {
      writeText(flags.output, resolvedDocument(found.scenario));
      remark(terminal, flags, `Wrote ${flags.output}`);
    }
    const about = { scenario: scenario.id, title: scenario.title, question: words, seed, run };
    const asked = { command: "flip", name, own: ownFlags(flags), runs: count, seed };
    await writeQuestionReport(terminal, flags, flags.report, opened, asked, (its) =>
      flipPage({ ...its, found, question: words }),
    );
    if (paragraphs !== null) {
      const look = lookOf(terminal, flags);
      terminal.print(paragraph(flipWords(found, words, paragraphs), look));
    } else if (format === "table") {
      terminal.print(
        `${flipLines(found, { ...about, name }, lookOf(terminal, flags)).join("\n")}\n`,
      );
    } else if (format === "json") {
      const { scenario: _, ...rest } = found;
      terminal.print(`${JSON.stringify(snakeKeys({ ...about, grid, ...rest }), null, 2)}\n`);
    } else {
      const rows = flipRows(scenario.id, found);
      if (format === "csv") terminal.print(csv(rows));
      else terminal.print(rows.map((one) => `${JSON.stringify(one)}\n`).join(""));
    }
    return ExitCode.Done;
  } finally {
    watch.end();
    await Promise.all([executor.close(), replayer.close()]);
  }
}

/** The flags of this command alone, by which its question is asked again. */
function ownFlags({ lever, metric, limit, country, supplier, segment, at, run, grid }: FlipFlags) {
  return { lever, metric, limit, country, supplier, segment, at, run, grid };
}

function requireLever({ scenario, world }: Opened, id: string): Lever {
  const lever = leverOf(scenario, world, id);
  if (lever !== null) return lever;
  const known = [
    ...parameterIds,
    ...scenario.uncertainty.map((one) => one.name),
    ...world.suppliers.ids.map((supplier) => `suppliers.${supplier}.price`),
    ...mechanismIds.map((one) => `mechanisms.${one}`),
    ...[...Object.keys(world.countries.columns), ...Object.keys(world.covariates.values)].map(
      (column) => `countries.${id.split(".")[1] ?? "KEN"}.${column}`,
    ),
  ];
  throw wrongUsage(
    `--lever "${id}" is nothing whose values have an order.${didYouMean(id, known)}\n` +
      "It takes a parameter, a value of a supplier such as suppliers.usa.price or of a country such as " +
      "countries.KEN.democracy, a mechanism such as mechanisms.peers, or the name of a quantity that " +
      "the scenario varies in its interventions.",
  );
}

/** What is asked of the runs. */
function questionOf(compiled: Compiled, flags: FlipFlags): FlipQuestion {
  const { frame, labels } = compiled;
  const { row, country } = chooseView(compiled, flags);
  const byOutcome = flags.metric !== undefined || flags.limit !== undefined;
  const byHolder = flags.country !== undefined || flags.supplier !== undefined;
  if (byOutcome === byHolder) {
    throw wrongUsage(
      "flip wants either --metric and --limit, for an outcome, " +
        "or --country and --supplier, for a decision.",
    );
  }
  if (byOutcome) {
    const { metric, limit: text } = flags;
    const limit = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
    if (metric === undefined || !Number.isFinite(limit)) {
      throw wrongUsage("an outcome wants both --metric, its name, and --limit, a number.");
    }
    const column = outcomeColumn(seriesColumns(frame, labels), metric);
    return { kind: "outcome", reading: { column, step: row }, limit };
  }
  const supplier = labels.suppliers.indexOf(flags.supplier ?? "");
  const without = flags.supplier === "none";
  if (country === null || (supplier < 0 && !without)) {
    throw wrongUsage(
      `a decision wants both --country and --supplier, one of ${labels.suppliers.join(", ")}, or none.`,
    );
  }
  const segment = flags.segment === undefined ? null : labels.segments.indexOf(flags.segment);
  if (segment !== null && segment < 0) {
    throw wrongUsage(
      `--segment wants one of ${labels.segments.join(", ")}, got "${flags.segment}".`,
    );
  }
  return { kind: "holder", country, supplier, segment, step: row };
}
