import { MODEL_VERSION } from "../../core/version.ts";
import { threadsExecutor } from "../../experiments/node/threads.ts";
import { rowsOf } from "../../experiments/run-table.ts";
import { pointsTable } from "../../results/sweep/tables.ts";
import { tradeoffPage } from "../../results/tradeoff/report.ts";
import { type Goal, type Robustness, shownValue } from "../../results/tradeoff/robustness.ts";
import { type Policy, runTradeoff, type Tradeoff } from "../../results/tradeoff/run-tradeoff.ts";
import { tradeoffTables } from "../../results/tradeoff/tables.ts";
import { resolvedDocument } from "../../scenario/resolved-document.ts";
import { atPoint } from "../../scenario/uncertainty.ts";
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
import { count, counted, duration, scaleFor } from "../format/numbers.ts";
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
import { writeText } from "../write-text.ts";

/** Flags of `panoptes tradeoff`. */
export interface TradeoffFlags extends ExperimentFlags {
  readonly goal: readonly string[];
  readonly robust?: string;
  readonly satisfy: readonly string[];
  readonly worlds?: string;
  readonly fresh?: string;
  readonly population?: string;
  readonly budget?: string;
  readonly open?: string;
}

const formats = ["table", "json", "ndjson", "csv"] as const;
const robustKinds = ["mean", "worst-decile", "regret", "satisfy"] as const;
/** Policies printed on the terminal, at most. */
const MOST_SHOWN = 24;

type Objectives = readonly { readonly outcome: number; readonly goal: Goal }[];

/** A trade-off that was made. */
interface Shown {
  readonly experiment: Experiment;
  readonly tradeoff: Tradeoff;
  readonly objectives: Objectives;
  readonly robustness: Robustness;
  readonly worlds: number;
  readonly freshWorlds: number;
  readonly seconds: number;
}

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
  const experiment = await openForPoints(terminal, name, flags);
  const { prepared, quantities, choices, seed, designSeed } = experiment;
  const objectives = objectivesOf(experiment, flags.goal);
  const robustness = robustnessOf(experiment, flags);
  await refuseAbsurd(prepared.compiled, budget, budget, choices.jobs, choices.timeout);
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
  const store = await openFolder(experiment, "tradeoff", design, flags);
  const executor = threadsExecutor({ jobs: choices.jobs });
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const progress = showProgress(terminal, choices.progress, "Searching", flags.ascii === true);
  const begun = performance.now();
  try {
    const found = await asked(() =>
      runTradeoff(prepared, quantities, executor, {
        objectives,
        robustness,
        worlds,
        freshWorlds,
        population,
        budget,
        seed,
        designSeed,
        signal: watch.signal,
        onProgress: (one) => progress.update(one),
        ...(store ? { recall: store.recall, onBatch: store.batch } : {}),
      }),
    );
    progress.end();
    const seconds = (performance.now() - begun) / 1000;
    const shown = {
      experiment,
      tradeoff: found,
      objectives,
      robustness,
      worlds,
      freshWorlds,
      seconds,
    };
    if (store !== null) {
      const tables = tradeoffTables(found, prepared.outcomes, objectives, robustness);
      store.finish([pointsTable(found.points, null), ...tables], found.table, found.stopped);
      remark(terminal, flags, `Wrote ${flags.output}`);
    }
    if (found.front.length > 0) {
      if (format === "table") {
        terminal.print(`${lines(shown, lookOf(terminal, flags)).join("\n")}\n`);
      } else if (format === "json") {
        terminal.print(`${JSON.stringify(documentOf(shown), null, 2)}\n`);
      } else await writeRows(null, policyRows(shown), { terminal, format });
      if (flags.open !== undefined) {
        writeText(flags.open, compromiseScenario(shown));
        remark(terminal, flags, `Wrote ${flags.open}, the compromise nearest to the best of each`);
      }
      if (flags.report !== undefined) {
        const page = tradeoffPage({
          ...shown,
          scenario: prepared.scenario,
          outcomes: prepared.outcomes,
          quantities,
          seed,
          versions: {
            package: packageVersion(),
            model: MODEL_VERSION,
            data: prepared.world.version,
          },
          commands: [commandLine(commandOf(name, flags, shown, population, budget))],
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

/** Outcomes with a goal: those of the flags, or those that the scenario gives one. */
function objectivesOf(experiment: Experiment, given: readonly string[]): Objectives {
  const own = experiment.prepared.outcomes.flatMap(({ goal }, outcome) =>
    goal === null ? [] : [{ outcome, goal }],
  );
  const asked = given.map((text) => {
    const equals = text.lastIndexOf("=");
    const goal = text.slice(equals + 1);
    if (equals < 1 || (goal !== "minimise" && goal !== "maximise")) {
      throw wrongUsage(`--goal wants an outcome and =minimise or =maximise, got "${text}".`);
    }
    return { outcome: outcomeIndex(experiment, "--goal", text.slice(0, equals)), goal } as const;
  });
  const objectives = asked.length > 0 ? asked : own;
  if (objectives.length < 2) {
    throw wrongUsage(
      `a trade-off needs two outcomes with a goal, and there ${objectives.length === 1 ? "is one" : "is none"}.\n` +
        "Write goal: minimise or maximise in the scenario's outcomes, or use --goal outcome=minimise.",
    );
  }
  return objectives;
}

function robustnessOf(experiment: Experiment, flags: TradeoffFlags): Robustness {
  const kind =
    flags.robust === undefined
      ? flags.satisfy.length > 0
        ? "satisfy"
        : "mean"
      : oneOf({ name: "--robust", text: flags.robust }, robustKinds);
  if (kind !== "satisfy") {
    if (flags.satisfy.length > 0)
      throw wrongUsage(`--satisfy goes with --robust satisfy, not ${kind}.`);
    return { kind };
  }
  const limits: number[] = experiment.prepared.outcomes.map(() => Number.NaN);
  for (const text of flags.satisfy) {
    const equals = text.lastIndexOf("=");
    const limit = Number(text.slice(equals + 1).trim() || "nothing");
    if (equals < 1 || !Number.isFinite(limit)) {
      throw wrongUsage(`--satisfy wants outcome=limit, a number; got "${text}".`);
    }
    limits[outcomeIndex(experiment, "--satisfy", text.slice(0, equals))] = limit;
  }
  const missing = objectivesOf(experiment, flags.goal).find(({ outcome }) =>
    Number.isNaN(limits[outcome] ?? Number.NaN),
  );
  if (missing !== undefined) {
    const outcome = experiment.prepared.outcomes[missing.outcome]?.name;
    throw wrongUsage(
      `--robust satisfy needs a limit of every objective: add --satisfy ${outcome}=<limit>.`,
    );
  }
  return { kind, limits };
}

function commandOf(
  name: string,
  flags: TradeoffFlags,
  { worlds, freshWorlds, experiment }: Shown,
  population: number,
  budget: number,
): string[] {
  const words = ["panoptes", "tradeoff", name, ...repeatedFlags(flags)];
  words.push(...flags.goal.flatMap((one) => ["--goal", one]));
  words.push(...flags.satisfy.flatMap((one) => ["--satisfy", one]));
  words.push(...flags.vary.flatMap((one) => ["--vary", one]));
  if (flags.robust !== undefined) words.push("--robust", flags.robust);
  words.push("--worlds", String(worlds), "--fresh", String(freshWorlds));
  words.push("--population", String(population), "--budget", String(budget));
  return [...words, "--seed", experiment.seed, "--design-seed", experiment.designSeed];
}

/** One row per policy of the front. */
function* policyRows({ experiment, tradeoff, objectives, robustness }: Shown): Generator<Row> {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  for (const [at, policy] of tradeoff.front.entries()) {
    yield {
      policy: at + 1,
      ...Object.fromEntries(tradeoff.levers.map(({ name }, k) => [name, policy.levers[k] ?? null])),
      ...Object.fromEntries(
        objectives.flatMap(({ outcome, goal }, k) => {
          const name = experiment.prepared.outcomes[outcome]?.name ?? "";
          const shown = (values: readonly number[]): number | null =>
            finite(shownValue(values[k] ?? Number.NaN, goal, robustness));
          return [
            [name, shown(policy.found)],
            [`${name}_fresh`, shown(policy.fresh)],
          ];
        }),
      ),
      holds: policy.holds,
    };
  }
}

function documentOf(shown: Shown): object {
  const { experiment, tradeoff, objectives, robustness, worlds, freshWorlds, seconds } = shown;
  const { prepared, seed, designSeed } = experiment;
  return {
    schema: "panoptes/tradeoff@1",
    scenario: { id: prepared.scenario.id, title: prepared.scenario.title },
    status: tradeoff.stopped ? "partial" : "complete",
    versions: { panoptes: packageVersion(), model: MODEL_VERSION, data: prepared.world.version },
    objectives: objectives.map(({ outcome, goal }) => ({
      outcome: prepared.outcomes[outcome]?.name,
      goal,
    })),
    robustness: robustness.kind,
    worlds,
    fresh_worlds: freshWorlds,
    seed,
    design_seed: designSeed,
    runs: { done: rowsOf(tradeoff.table), failed: tradeoff.table.reasons.size },
    front: [...policyRows(shown)],
    progress: tradeoff.progress.map(({ evaluated, volume, size }) => ({
      evaluated,
      hypervolume: volume,
      front: size,
    })),
    elapsed_seconds: seconds,
  };
}

/** The policy nearest to the best of each objective, among those that hold where any does. */
function compromise({ tradeoff }: Shown): Policy {
  const holding = tradeoff.front.filter(({ holds }) => holds);
  const all = holding.length > 0 ? holding : tradeoff.front;
  const values = (k: number): number[] => all.map(({ found }) => found[k] ?? Number.NaN);
  const width = all[0]?.found.length ?? 0;
  const distance = ({ found }: Policy): number =>
    Array.from({ length: width }, (_, k) => {
      const [low, high] = [Math.min(...values(k)), Math.max(...values(k))];
      return (((found[k] ?? low) - low) / (high - low || 1)) ** 2;
    }).reduce((sum, square) => sum + square, 0);
  return all.reduce((best, policy) => (distance(policy) < distance(best) ? policy : best));
}

function compromiseScenario(shown: Shown): string {
  const { scenario } = shown.experiment.prepared;
  const { levers } = shown.tradeoff;
  const policy = compromise(shown);
  const point = Object.fromEntries(levers.map(({ name }, k) => [name, policy.levers[k] as number]));
  return resolvedDocument({
    ...atPoint(scenario, point),
    id: `${scenario.id.slice(0, 50)}-compromise`,
    title: `${scenario.title.slice(0, 180)} (compromise)`,
    uncertainty: scenario.uncertainty.filter(({ name }) => !(name in point)),
    expect: [],
    teach: null,
  });
}

function lines(shown: Shown, look: Look): string[] {
  const { experiment, tradeoff, objectives, robustness, worlds, freshWorlds, seconds } = shown;
  const { prepared } = experiment;
  const { colours, signs } = look;
  const facts = [
    counted(rowsOf(tradeoff.table), "run"),
    `${count(tradeoff.progress.at(-1)?.evaluated ?? 0)} policies in ${counted(worlds, "world")} each`,
    `model ${MODEL_VERSION}`,
    duration(seconds),
  ];
  const scales = objectives.map(({ outcome, goal }, k) => {
    const largest = Math.max(
      ...tradeoff.front.map(({ found }) => Math.abs(shownValue(found[k] ?? 0, goal, robustness))),
    );
    const unit = robustness.kind === "satisfy" ? "share" : (prepared.outcomes[outcome]?.unit ?? "");
    return scaleFor(unit, 0, largest, signs);
  });
  const text = (values: readonly number[], k: number): string => {
    const value = shownValue(
      values[k] ?? Number.NaN,
      objectives[k]?.goal ?? "minimise",
      robustness,
    );
    return Number.isNaN(value) ? signs.dash : (scales[k]?.value(value) ?? "");
  };
  const row = (policy: Policy, heading: string): string[] => [
    heading,
    ...policy.levers.map((value) => String(Number(value.toPrecision(4)))),
    ...objectives.flatMap((_, k) => [text(policy.found, k), text(policy.fresh, k)]),
    policy === tradeoff.central ? "" : policy.holds ? "yes" : "no",
  ];
  const stride = Math.max(1, Math.ceil(tradeoff.front.length / MOST_SHOWN));
  const holding = tradeoff.front.filter(({ holds }) => holds).length;
  const [first, last] = [tradeoff.progress[0], tradeoff.progress.at(-1)];
  const percent = (value: number | undefined): string =>
    `${Math.round(100 * (value ?? 0))}${signs.percent}`;
  return [
    colours.bold(`Trade-offs in "${prepared.scenario.title}"`),
    ...wrap(facts.join(` ${signs.dot} `), look.columns).map(colours.dim),
    colours.dim("Simulated worlds, not a forecast."),
    "",
    ...wrap(
      `Objectives (${robustness.kind}): ${objectives.map(({ outcome, goal }) => `${goal} ${prepared.outcomes[outcome]?.name}`).join(", ")}`,
      look.columns,
    ),
    ...wrap(
      `${counted(tradeoff.front.length, "policy", "policies")} ${tradeoff.front.length === 1 ? "is" : "are"} not dominated; ${count(holding)} still ${holding === 1 ? "is" : "are"} not in ${count(freshWorlds)} fresh worlds.`,
      look.columns,
    ),
    `Hypervolume ${percent(first?.volume)} after the first generation, ${percent(last?.volume)} at the end.`,
    "",
    ...formatTable(
      [
        { title: "", shrink: look.fixedWidth },
        ...tradeoff.levers.map(({ name, label }) => ({
          title: label ?? name,
          align: "right" as const,
        })),
        ...objectives.flatMap(({ outcome }) => [
          { title: prepared.outcomes[outcome]?.name ?? "", align: "right" as const },
          { title: "fresh", align: "right" as const },
        ]),
        { title: "holds" },
      ],
      [
        ...tradeoff.front
          .map((policy, at) => ({ policy, at }))
          .filter(({ at }) => at % stride === 0)
          .map(({ policy, at }) => row(policy, String(at + 1))),
        row(tradeoff.central, "middle"),
      ],
      { width: look.columns, title: colours.dim },
    ),
  ];
}
