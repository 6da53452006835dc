import { MODEL_VERSION } from "../../core/version.ts";
import { threadsExecutor } from "../../experiments/node/threads.ts";
import { rowsOf } from "../../experiments/run-table.ts";
import {
  isConstant,
  type Ranked,
  rankInputs,
  tornadoSentence,
} from "../../results/sensitivity/ranking.ts";
import { sensitivityPage } from "../../results/sensitivity/report.ts";
import {
  LUCK,
  runSensitivity,
  type Sensitivity,
} from "../../results/sensitivity/run-sensitivity.ts";
import { indexTables } from "../../results/sensitivity/tables.ts";
import { pointsTable } from "../../results/sweep/tables.ts";
import { parseCount } from "../arguments/numbers.ts";
import { oneOf } from "../environment.ts";
import { type ExitCode, wrongUsage } from "../exit-codes.ts";
import {
  asked,
  type Experiment,
  type ExperimentFlags,
  openFolder,
  openForPoints,
  outcomeIndex,
  sayExperimentEnd,
} from "../experiment/open.ts";
import { counted, duration } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import { watchInterrupts } from "../interrupt.ts";
import { type Look, lookOf, remark } from "../look.ts";
import { packageVersion } from "../package-version.ts";
import { formatOf, type Row } from "../print-rows.ts";
import { showProgress } from "../progress.ts";
import { repeatedFlags } from "../repeated-flags.ts";
import { writePageFile } from "../report/outcome-report.ts";
import { refuseAbsurd } from "../run/cost.ts";
import { requireWritable } from "../run/write-outcomes.ts";
import { commandLine } from "../shell-words.ts";
import type { Terminal } from "../terminal.ts";
import { writeRows } from "../write-rows.ts";

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
/** Bars of a tornado on the terminal. */
const barWidth = 24;

/** A sensitivity analysis that was made. */
interface Shown {
  readonly experiment: Experiment;
  readonly sensitivity: Sensitivity;
  readonly method: (typeof methods)[number];
  readonly base: number;
  /** Indices of the outcomes to show. */
  readonly outcomes: readonly number[];
  readonly seconds: number;
}

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
  const groups = groupsOf(flags.group);
  const experiment = await openForPoints(terminal, name, flags);
  const { prepared, quantities, choices, seed, designSeed } = experiment;
  const outcomes =
    flags.outcome === undefined
      ? prepared.outcomes.map((_, k) => k)
      : [outcomeIndex(experiment, "--outcome", flags.outcome)];
  const secondOrder = flags.secondOrder === true;
  const inputs = quantities.length + 1;
  const total =
    method === "sobol" ? base * ((secondOrder ? 2 : 1) * inputs + 2) : base * (inputs + 1);
  await refuseAbsurd(prepared.compiled, total, total, choices.jobs, choices.timeout);
  const vary = quantities.map((one) => one.name);
  const design = { method, base, design_seed: designSeed, second_order: secondOrder, groups, vary };
  const store = await openFolder(experiment, "sensitivity", design, flags);
  const executor = threadsExecutor({ jobs: choices.jobs });
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const progress = showProgress(terminal, choices.progress, "Running", flags.ascii === true);
  const begun = performance.now();
  try {
    const found = await asked(() =>
      runSensitivity(prepared, quantities, executor, {
        method,
        base,
        designSeed,
        seed,
        secondOrder,
        groups,
        signal: watch.signal,
        onProgress: (one) => progress.update(one),
        ...(store ? { recall: store.recall, onBatch: store.batch } : {}),
      }),
    );
    progress.end();
    const seconds = (performance.now() - begun) / 1000;
    if (store !== null) {
      const tables = [pointsTable(found.points, null), ...indexTables(found, prepared.outcomes)];
      store.finish(tables, found.table, found.stopped);
      remark(terminal, flags, `Wrote ${flags.output}`);
    }
    const shown = { experiment, sensitivity: found, method, base, outcomes, seconds };
    if (rowsOf(found.table) > 0) {
      if (format === "table") {
        terminal.print(`${lines(shown, lookOf(terminal, flags)).join("\n")}\n`);
      } else if (format === "json") {
        terminal.print(`${JSON.stringify(documentOf(shown), null, 2)}\n`);
      } else await writeRows(null, rowsOfIndices(shown), { terminal, format });
      if (flags.report !== undefined) {
        const words = ["panoptes", "sensitivity", name, "--method", method, "--base", String(base)];
        words.push(...repeatedFlags(flags));
        words.push(...flags.vary.flatMap((one) => ["--vary", one]));
        words.push(...flags.group.flatMap((one) => ["--group", one]));
        if (secondOrder) words.push("--second-order");
        words.push("--seed", seed, "--design-seed", designSeed);
        const page = sensitivityPage({
          scenario: prepared.scenario,
          outcomes: prepared.outcomes,
          quantities,
          sensitivity: found,
          seed,
          versions: {
            package: packageVersion(),
            model: MODEL_VERSION,
            data: prepared.world.version,
          },
          commands: [commandLine(words)],
        });
        await writePageFile(flags.report, page);
        remark(terminal, flags, `Wrote ${flags.report}`);
      }
    }
    const folder = found.stopped ? flags.output : undefined;
    return sayExperimentEnd(terminal, watch, rowsOf(found.table), found.table.reasons, folder);
  } finally {
    progress.end();
    watch.end();
    await executor.close();
  }
}

/** Groups as `name=first,second`. */
function groupsOf(given: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    given.map((text) => {
      const equals = text.indexOf("=");
      const members = text
        .slice(equals + 1)
        .split(",")
        .map((member) => member.trim())
        .filter((member) => member !== "");
      if (equals < 1 || members.length === 0) {
        throw wrongUsage(`--group wants name=first,second, got "${text}".`);
      }
      return [text.slice(0, equals), members];
    }),
  );
}

/** One row per outcome and input. */
function* rowsOfIndices({ experiment, sensitivity, method, outcomes }: Shown): Generator<Row> {
  for (const k of outcomes) {
    for (const ranked of rankInputs(sensitivity, k)) {
      yield { outcome: experiment.prepared.outcomes[k]?.name ?? "", ...cellsOf(ranked, method) };
    }
  }
}

function cellsOf({ input, value, low, high, second }: Ranked, method: Shown["method"]) {
  const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
  return method === "sobol"
    ? {
        input,
        total: finite(value),
        total_low95: finite(low),
        total_high95: finite(high),
        first: finite(second),
      }
    : {
        input,
        mu_star: finite(value),
        mu_star_low95: finite(low),
        mu_star_high95: finite(high),
        sigma: finite(second),
      };
}

function documentOf(shown: Shown): object {
  const { experiment, sensitivity, method, base, outcomes, seconds } = shown;
  const { prepared, seed, designSeed } = experiment;
  return {
    schema: "panoptes/sensitivity@1",
    scenario: { id: prepared.scenario.id, title: prepared.scenario.title },
    status: sensitivity.stopped ? "partial" : "complete",
    versions: { panoptes: packageVersion(), model: MODEL_VERSION, data: prepared.world.version },
    method,
    base,
    seed,
    design_seed: designSeed,
    inputs: sensitivity.inputs,
    runs: { done: rowsOf(sensitivity.table), failed: sensitivity.table.reasons.size },
    outcomes: Object.fromEntries(
      outcomes.map((k) => {
        const one = sensitivity.outcomes[k];
        return [
          prepared.outcomes[k]?.name ?? "",
          {
            unit: prepared.outcomes[k]?.unit,
            period: prepared.outcomes[k]?.period,
            constant: isConstant(sensitivity, k),
            inputs: rankInputs(sensitivity, k).map((ranked) => cellsOf(ranked, method)),
            ...(one?.method === "sobol"
              ? {
                  rows: { used: one.indices.rows, failed: one.indices.failed },
                  mean: one.indices.rows === 0 ? null : one.indices.mean,
                  variance: one.indices.rows === 0 ? null : one.indices.variance,
                  second_order: one.indices.second.map(([i, j, index]) => ({
                    inputs: [sensitivity.inputs[i], sensitivity.inputs[j]],
                    ...index,
                  })),
                }
              : {}),
          },
        ];
      }),
    ),
    elapsed_seconds: seconds,
  };
}

function lines(shown: Shown, look: Look): string[] {
  const { experiment, sensitivity, method, base, outcomes, seconds } = shown;
  const { prepared, quantities } = experiment;
  const { colours, signs } = look;
  const labels = Object.fromEntries(quantities.map(({ name, label }) => [name, label ?? name]));
  const facts = [
    method === "sobol" ? counted(base, "row") : counted(base, "trajectory", "trajectories"),
    `${counted(sensitivity.inputs.length, "input")} with luck`,
    counted(rowsOf(sensitivity.table), "run"),
    `model ${MODEL_VERSION}`,
    duration(seconds),
  ];
  const sections = outcomes.map((k) => {
    const outcome = prepared.outcomes[k];
    const title = colours.bold(`What matters to ${outcome?.name}, end of ${outcome?.period}`);
    if (isConstant(sensitivity, k)) {
      return ["", title, "  Nothing: it is the same at every point."];
    }
    const ranked = rankInputs(sensitivity, k);
    const most = ranked.reduce(
      (top, { value }) => Math.max(top, Number.isNaN(value) ? 0 : value),
      0,
    );
    const text = (value: number): string =>
      Number.isNaN(value)
        ? signs.dash
        : Number(value.toPrecision(2)).toString().replace("-", signs.minus);
    const rows = ranked.map(({ input, value, low, high, second, luck }) => {
      const length = most > 0 && value > 0 ? Math.max(1, Math.round((value / most) * barWidth)) : 0;
      const bar = (look.ascii ? "#" : "▇").repeat(length);
      return [
        luck ? `(${LUCK})` : (labels[input] ?? input),
        look.ascii || luck ? bar : colours.cyan(bar),
        text(value),
        Number.isNaN(low) ? signs.dash : `${text(low)} to ${text(high)}`,
        text(second),
      ];
    });
    const sobol = method === "sobol";
    return [
      "",
      title,
      ...formatTable(
        [
          { title: "", shrink: look.fixedWidth },
          { title: "" },
          { title: sobol ? "total" : "mean |effect|", align: "right" },
          { title: "95 % interval", align: "right" },
          { title: sobol ? "alone" : "SD", align: "right" },
        ],
        rows,
        { indent: 2, width: look.columns, title: colours.dim },
      ),
      ...wrap(tornadoSentence(ranked, labels, sobol), look.columns - 2).map((line) => `  ${line}`),
    ];
  });
  const failed = sensitivity.table.reasons.size;
  return [
    colours.bold(`What matters in "${prepared.scenario.title}"`),
    ...wrap(facts.join(` ${signs.dot} `), look.columns).map(colours.dim),
    colours.dim("Simulated worlds, not a forecast."),
    ...sections.flat(),
    ...(failed > 0 ? ["", `${counted(failed, "run")} failed; their rows are left out.`] : []),
  ];
}
