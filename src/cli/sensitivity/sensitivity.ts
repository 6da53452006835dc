import { indexRows, sensitivityDocument } from "../../results/sensitivity/document.ts";
import { sensitivityPage } from "../../results/sensitivity/report.ts";
import { runSensitivity, sensitivityRuns } from "../../results/sensitivity/run-sensitivity.ts";
import { indexTables } from "../../results/sensitivity/tables.ts";
import { readGroup } from "../../results/sweep/read-choices.ts";
import { pointsTable } from "../../results/sweep/tables.ts";
import { parseCount } from "../arguments/numbers.ts";
import { readFlag } from "../arguments/read-flag.ts";
import { oneOf } from "../environment.ts";
import { type ExitCode, wrongUsage } from "../exit-codes.ts";
import { commandWords } from "../experiment/command-words.ts";
import { asked, type ExperimentFlags, openForPoints, outcomeIndex } from "../experiment/open.ts";
import { runExperiment } from "../experiment/run-experiment.ts";
import { formatOf } from "../print-rows.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import type { Terminal } from "../terminal.ts";
import { sensitivityLines } from "./show.ts";

/** Flags of `panoptes sensitivity`. */
export interface SensitivityFlags extends ExperimentFlags {
  readonly method?: string;
  readonly base?: string;
  readonly secondOrder?: boolean;
  readonly group: readonly string[];
  readonly outcome?: string;
}

const formats = ["table", "json", "ndjson", "csv"] as const;
const methods = ["sobol", "morris"] as const;
/** Rows and trajectories unless told. */
const standingBase = { sobol: 128, morris: 24 } as const;

/**
 * Finds what matters to a scenario's outcomes, luck included.
 * @throws Stop for wrong usage or an invalid scenario, before anything is run
 */
export async function sensitivity(
  terminal: Terminal,
  name: string,
  flags: SensitivityFlags,
): Promise<ExitCode> {
  const format = formatOf(terminal, flags, formats, "json");
  if (flags.report !== undefined) requireWritable(flags.report);
  if (flags.runs !== undefined) {
    throw wrongUsage(
      "every point has one run here, as luck is an input; --base sets how many points.",
    );
  }
  if (flags.points !== undefined) {
    throw wrongUsage(
      "the design needs points by the row or trajectory; use --base for their number.",
    );
  }
  const method =
    flags.method === undefined ? "sobol" : oneOf({ name: "--method", text: flags.method }, methods);
  if (method === "morris" && flags.secondOrder) {
    throw wrongUsage("--second-order goes with --method sobol.");
  }
  const base = flags.base === undefined ? standingBase[method] : parseCount("--base", flags.base);
  const groups = Object.fromEntries(
    flags.group.map((text) => readFlag("--group", () => readGroup(text))),
  );
  const experiment = await openForPoints(terminal, name, flags);
  const { prepared, quantities, seed, designSeed } = experiment;
  const outcomes =
    flags.outcome === undefined
      ? prepared.outcomes.map((_, k) => k)
      : [outcomeIndex(experiment, "--outcome", flags.outcome)];
  const secondOrder = flags.secondOrder === true;
  const total = await asked(() =>
    sensitivityRuns(prepared, quantities, { method, base, secondOrder, groups }),
  );
  const vary = quantities.map((one) => one.name);
  return runExperiment(terminal, flags, {
    experiment,
    kind: "sensitivity",
    design: { method, base, design_seed: designSeed, second_order: secondOrder, groups, vary },
    total,
    smaller: (most) => `--base ${Math.max(1, Math.floor((most * base) / total))}`,
    format,
    run: (executor, running) =>
      runSensitivity(prepared, quantities, executor, {
        method,
        base,
        designSeed,
        seed,
        secondOrder,
        groups,
        ...running,
      }),
    tables: (found) => [
      pointsTable(found.points, quantities, null),
      ...indexTables(found, prepared.outcomes),
    ],
    answer(found, seconds) {
      const shown = { experiment, sensitivity: found, method, base, outcomes, seconds };
      return {
        lines: (look) => sensitivityLines(shown, look),
        document: (versions) => sensitivityDocument(shown, versions),
        rows: () => indexRows(shown),
        page: (made) =>
          sensitivityPage({
            ...made,
            outcomes: prepared.outcomes,
            quantities,
            sensitivity: found,
          }),
      };
    },
    words: commandWords("sensitivity", experiment, flags, {
      method,
      base,
      group: flags.group,
      "second-order": secondOrder,
    }),
  });
}
