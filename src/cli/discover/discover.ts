import { type RunTable, rowsOf } from "../../experiments/run-table.ts";
import { runSweep } from "../../experiments/sweep.ts";
import { boxScenario } from "../../results/discovery/box-scenario.ts";
import { boxRows, discoveryDocument } from "../../results/discovery/document.ts";
import { casesOf, findBoxes, type Interest } from "../../results/discovery/find-boxes.ts";
import { discoveryPage } from "../../results/discovery/report.ts";
import { interestText, rangeText, readLimit } from "../../results/sweep/read-choices.ts";
import { pointsTable } from "../../results/sweep/tables.ts";
import { parseCount } from "../arguments/numbers.ts";
import { readFlag } from "../arguments/read-flag.ts";
import { oneOf } from "../environment.ts";
import { type ExitCode, type Stop, wrongUsage } from "../exit-codes.ts";
import { commandWords } from "../experiment/command-words.ts";
import { asked, type Experiment, openForPoints, outcomeIndex } from "../experiment/open.ts";
import { runExperiment } from "../experiment/run-experiment.ts";
import { remark } from "../look.ts";
import { formatOf } from "../print-rows.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import { choosePoints, type PointFlags, pointWords } from "../sweep/choose-points.ts";
import type { Terminal } from "../terminal.ts";
import { writeText } from "../write-text.ts";
import { discoveryLines } from "./show.ts";

/** Flags of `panoptes discover`. */
export interface DiscoverFlags extends PointFlags {
  readonly above?: string;
  readonly below?: string;
  readonly method?: string;
  readonly boxes?: string;
  readonly conditions?: string;
  readonly open?: string;
}

const formats = ["table", "json", "ndjson", "csv"] as const;
const methods = ["prim", "cart"] as const;

/**
 * Finds boxes of levers and uncertainties in which an outcome passes a threshold.
 * @throws Stop for wrong usage or an invalid scenario, before anything is run
 */
export async function discover(
  terminal: Terminal,
  name: string,
  flags: DiscoverFlags,
): Promise<ExitCode> {
  const format = formatOf(terminal, flags, formats, "json");
  for (const path of [flags.report, flags.open]) if (path !== undefined) requireWritable(path);
  const method =
    flags.method === undefined ? "prim" : oneOf({ name: "--method", text: flags.method }, methods);
  const most = flags.boxes === undefined ? 2 : parseCount("--boxes", flags.boxes);
  const conditions =
    flags.conditions === undefined ? 3 : parseCount("--conditions", flags.conditions);
  const experiment = await openForPoints(terminal, name, flags);
  const { prepared, quantities, choices, seed, designSeed } = experiment;
  const interest = interestOf(flags, experiment);
  const { points, design } = await choosePoints(terminal, experiment, flags);
  const runs = choices.runs ?? prepared.scenario.runs.count;
  const text = interestText(prepared.outcomes, interest);
  return runExperiment(terminal, flags, {
    experiment,
    kind: "discovery",
    design: { ...design, runs },
    total: points.count * runs,
    smaller: (most) => `--points ${Math.max(1, Math.floor(most / runs))}`,
    format,
    run: (executor, running) =>
      runSweep(prepared.jobAt(points, seed), executor, {
        points: points.count,
        runs,
        setOf: prepared.setOf,
        ...running,
      }),
    tables: ({ ends }) => [pointsTable(points, quantities, ends)],
    async answer({ table, stopped }, seconds) {
      const found = casesOf(points, quantities, table, prepared.outcomes.length, interest);
      if (!found.cases.y.some((share) => share > 0)) {
        // Where runs were stopped or all failed, that is what there is to say.
        if (stopped || found.points.length === 0) return null;
        throw noneOfInterest(table, interest, experiment);
      }
      const options = { method, boxes: most, conditions, seed: designSeed };
      const discovery = await asked(() => findBoxes(found, options));
      const runsDone = rowsOf(table);
      const shown = { experiment, discovery, interest: text, method, runs: runsDone, seconds };
      const [first] = discovery.boxes;
      return {
        lines: (look) => discoveryLines(shown, look),
        document: (versions) => discoveryDocument(shown, versions),
        rows: () => boxRows(shown),
        page: (made) =>
          discoveryPage({ ...made, quantities, discovery, table, interest: text, method }),
        also() {
          if (flags.open === undefined || first === undefined) return;
          writeText(flags.open, boxScenario(prepared.scenario, discovery, first, 1));
          remark(terminal, flags, `Wrote ${flags.open}, which runs inside box 1`);
        },
      };
    },
    words: commandWords("discover", experiment, flags, {
      above: flags.above,
      below: flags.below,
      method: flags.method,
      boxes: flags.boxes,
      conditions: flags.conditions,
      ...pointWords(flags, points.count),
      runs,
    }),
  });
}

/** Reads `--above outcome=limit` or `--below outcome=limit`. */
function interestOf(flags: DiscoverFlags, experiment: Experiment): Interest {
  if ((flags.above === undefined) === (flags.below === undefined)) {
    const first = experiment.prepared.outcomes[0]?.name ?? "share";
    throw wrongUsage(`say what is of interest: --above ${first}=0.35 or --below ${first}=0.35.`);
  }
  const side = flags.above === undefined ? "below" : "above";
  const { name, limit } = readFlag(`--${side}`, () => readLimit(flags.above ?? flags.below ?? ""));
  return { pick: outcomeIndex(experiment, `--${side}`, name), side, limit };
}

/** Without a run of interest there is no box; what the outcome ranges over tells which limit has any. */
function noneOfInterest({ values }: RunTable, interest: Interest, experiment: Experiment): Stop {
  const { outcomes } = experiment.prepared;
  return wrongUsage(
    `in no run is ${interestText(outcomes, interest)}, so there is no box to find.\n` +
      `${outcomes[interest.pick]?.name}: ${rangeText(values, outcomes.length, interest.pick)}.`,
  );
}
