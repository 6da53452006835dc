import { pointsTable } from "../../results/sweep/tables.ts";
import { policyRows, tradeoffDocument } from "../../results/tradeoff/document.ts";
import { tradeoffPage } from "../../results/tradeoff/report.ts";
import { runTradeoff } from "../../results/tradeoff/run-tradeoff.ts";
import { tradeoffTables } from "../../results/tradeoff/tables.ts";
import { parseCount } from "../arguments/numbers.ts";
import { type ExitCode, wrongUsage } from "../exit-codes.ts";
import { commandWords } from "../experiment/command-words.ts";
import { openForPoints } from "../experiment/open.ts";
import { runExperiment } from "../experiment/run-experiment.ts";
import { remark } from "../look.ts";
import { formatOf } from "../print-rows.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { writeText } from "../write-text.ts";
import { objectivesOf, robustnessOf, type TradeoffFlags } from "./choices.ts";
import { compromiseScenario } from "./compromise.ts";
import { tradeoffLines } from "./show.ts";

const formats = ["table", "json", "ndjson", "csv"] as const;

/**
 * Searches the levers of a scenario for policies that nothing dominates.
 * @throws Stop for wrong usage or an invalid scenario, before anything is run
 */
export async function tradeoff(
  terminal: Terminal,
  name: string,
  flags: TradeoffFlags,
): Promise<ExitCode> {
  const format = formatOf(terminal, flags, formats, "json");
  for (const path of [flags.report, flags.open]) if (path !== undefined) requireWritable(path);
  if (flags.points !== undefined || flags.runs !== undefined) {
    throw wrongUsage(
      "a search is sized by --worlds, --population and --budget; drop --points and --runs.",
    );
  }
  const whole = (flag: string, text: string | undefined, standing: number): number =>
    text === undefined ? standing : parseCount(flag, text);
  const worlds = whole("--worlds", flags.worlds, 16);
  const freshWorlds = whole("--fresh", flags.fresh, 2 * worlds);
  const population = whole("--population", flags.population, 24);
  const budget = whole("--budget", flags.budget, 12 * population * worlds + worlds);
  const least = (population + 1) * worlds;
  if (budget < least) {
    throw wrongUsage(
      `--budget ${budget} is fewer than the ${least} runs of one generation: ${population} policies and the one ` +
        `in the middle, in ${worlds} worlds each.`,
    );
  }
  const experiment = await openForPoints(terminal, name, flags);
  const { prepared, quantities, seed, designSeed } = experiment;
  const objectives = objectivesOf(experiment, flags.goal);
  const robustness = robustnessOf(experiment, flags);
  const design = {
    objectives: objectives.map(({ outcome, goal }) => ({
      outcome: prepared.outcomes[outcome]?.name,
      goal,
    })),
    robustness,
    worlds,
    fresh_worlds: freshWorlds,
    population,
    budget,
    design_seed: designSeed,
    vary: quantities.map((one) => one.name),
  };
  return runExperiment(terminal, flags, {
    experiment,
    kind: "tradeoff",
    design,
    total: budget,
    smaller: (most) => `--budget ${most}`,
    format,
    verb: "Searching",
    run: (executor, running) =>
      runTradeoff(prepared, quantities, executor, {
        objectives,
        robustness,
        worlds,
        freshWorlds,
        population,
        budget,
        seed,
        designSeed,
        ...running,
      }),
    tables: (found) => [
      pointsTable(found.points, quantities, null),
      ...tradeoffTables(found, prepared.outcomes, objectives, robustness),
    ],
    answer(found, seconds) {
      if (found.front.length === 0) return null;
      const sizes = { worlds, freshWorlds };
      const shown = { experiment, tradeoff: found, objectives, robustness, ...sizes, seconds };
      return {
        lines: (look) => tradeoffLines(shown, look),
        document: (versions) => tradeoffDocument(shown, versions),
        rows: () => policyRows(shown),
        page: (made) =>
          tradeoffPage({ ...shown, ...made, outcomes: prepared.outcomes, quantities }),
        also() {
          if (flags.open === undefined) return;
          writeText(flags.open, compromiseScenario(prepared.scenario, found));
          remark(
            terminal,
            flags,
            `Wrote ${flags.open}, the compromise nearest to the best of each`,
          );
        },
      };
    },
    words: commandWords("tradeoff", experiment, flags, {
      goal: flags.goal,
      satisfy: flags.satisfy,
      robust: flags.robust,
      worlds,
      fresh: freshWorlds,
      population,
      budget,
    }),
  });
}
