import { MODEL_VERSION } from "../../core/version.ts";
import { threadsExecutor } from "../../experiments/node/threads.ts";
import { type RunTable, rowsOf } from "../../experiments/run-table.ts";
import { runSweep } from "../../experiments/sweep.ts";
import { boxScenario } from "../../results/discovery/box-scenario.ts";
import { boxText, scoreText } from "../../results/discovery/box-words.ts";
import {
  casesOf,
  type Discovery,
  findBoxes,
  type Interest,
} from "../../results/discovery/find-boxes.ts";
import { discoveryPage } from "../../results/discovery/report.ts";
import { pointsTable } from "../../results/sweep/tables.ts";
import { parseCount } from "../arguments/numbers.ts";
import { oneOf } from "../environment.ts";
import { type ExitCode, type Stop, wrongUsage } from "../exit-codes.ts";
import {
  asked,
  type Experiment,
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
import { choosePoints, type PointFlags } from "../sweep/choose-points.ts";
import type { Terminal } from "../terminal.ts";
import { writeRows } from "../write-rows.ts";
import { writeText } from "../write-text.ts";

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

/** A discovery that was made. */
interface Shown {
  readonly experiment: Experiment;
  readonly discovery: Discovery;
  readonly interest: string;
  readonly method: (typeof methods)[number];
  readonly runs: number;
  readonly seconds: number;
}

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
  const { points, design } = await choosePoints(experiment, flags);
  const runs = choices.runs ?? prepared.scenario.runs.count;
  const total = points.count * runs;
  await refuseAbsurd(prepared.compiled, total, total, choices.jobs, choices.timeout);
  const store = await openFolder(experiment, "discovery", { ...design, runs }, flags);
  const executor = threadsExecutor({ jobs: choices.jobs });
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const progress = showProgress(terminal, choices.progress, "Running", flags.ascii === true);
  const begun = performance.now();
  try {
    const { table, stopped, ends } = await asked(() =>
      runSweep(prepared.jobAt(points, seed), executor, {
        points: points.count,
        runs,
        setOf: prepared.setOf,
        signal: watch.signal,
        onProgress: (one) => progress.update(one),
        ...(store ? { recall: store.recall, onBatch: store.batch } : {}),
      }),
    );
    progress.end();
    if (store !== null) {
      store.finish([pointsTable(points, ends)], table, stopped);
      remark(terminal, flags, `Wrote ${flags.output}`);
    }
    const picks = prepared.outcomes.length;
    const found = casesOf(points, quantities, table, picks, interest);
    const any = found.cases.y.some((share) => share > 0);
    // Where runs were stopped or all failed, that is what there is to say.
    if (!any && !stopped && found.points.length > 0) {
      throw noneOfInterest(table, picks, interest, experiment);
    }
    if (any) {
      const options = { method, boxes: most, conditions, seed: designSeed };
      const discovery = await asked(() => findBoxes(found, options));
      const seconds = (performance.now() - begun) / 1000;
      const text = interestText(experiment, interest);
      const shown = { experiment, discovery, interest: text, method, runs: rowsOf(table), seconds };
      if (format === "table") {
        terminal.print(`${lines(shown, lookOf(terminal, flags)).join("\n")}\n`);
      } else if (format === "json") {
        terminal.print(`${JSON.stringify(documentOf(shown), null, 2)}\n`);
      } else await writeRows(null, boxRows(shown), { terminal, format });
      const [first] = discovery.boxes;
      if (flags.open !== undefined && first !== undefined) {
        writeText(flags.open, boxScenario(prepared.scenario, discovery, first, 1));
        remark(terminal, flags, `Wrote ${flags.open}, which runs inside box 1`);
      }
      if (flags.report !== undefined) {
        const page = discoveryPage({
          scenario: prepared.scenario,
          quantities,
          discovery,
          table,
          interest: text,
          method,
          seed,
          versions: {
            package: packageVersion(),
            model: MODEL_VERSION,
            data: prepared.world.version,
          },
          commands: [commandLine(commandOf(name, flags, points.count, runs, seed, designSeed))],
        });
        await writePageFile(flags.report, page);
        remark(terminal, flags, `Wrote ${flags.report}`);
      }
    }
    return sayExperimentEnd(
      terminal,
      watch,
      rowsOf(table),
      table.reasons,
      stopped ? flags.output : undefined,
    );
  } finally {
    progress.end();
    watch.end();
    await executor.close();
  }
}

/** Reads `--above outcome=limit` or `--below outcome=limit`. */
function interestOf(flags: DiscoverFlags, experiment: Experiment): Interest {
  if ((flags.above === undefined) === (flags.below === undefined)) {
    const first = experiment.prepared.outcomes[0]?.name ?? "share";
    throw wrongUsage(`say what is of interest: --above ${first}=0.35 or --below ${first}=0.35.`);
  }
  const side = flags.above === undefined ? "below" : "above";
  const text = flags.above ?? flags.below ?? "";
  const equals = text.lastIndexOf("=");
  const limit = Number(text.slice(equals + 1).trim() || "nothing");
  if (equals < 1 || !Number.isFinite(limit)) {
    throw wrongUsage(`--${side} wants outcome=limit, a number; got "${text}".`);
  }
  return { pick: outcomeIndex(experiment, `--${side}`, text.slice(0, equals)), side, limit };
}

/** Without a run of interest there is no box; what the outcome ranges over tells which limit has any. */
function noneOfInterest(
  { values }: RunTable,
  picks: number,
  interest: Interest,
  experiment: Experiment,
): Stop {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = interest.pick; at < values.length; at += picks) {
    const value = values[at] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const name = experiment.prepared.outcomes[interest.pick]?.name;
  const [low, high] = [least, most].map((value) => Number(value.toPrecision(4)));
  return wrongUsage(
    `in no run is ${interestText(experiment, interest)}, so there is no box to find.\n` +
      `${name} lies between ${low} and ${high}: choose a limit between these.`,
  );
}

function interestText({ prepared }: Experiment, { pick, side, limit }: Interest): string {
  const outcome = prepared.outcomes[pick];
  return `${outcome?.name} ${side} ${limit}, ${outcome?.period}`;
}

function commandOf(
  name: string,
  flags: DiscoverFlags,
  points: number,
  runs: number,
  seed: string,
  designSeed: string,
): string[] {
  const words = ["panoptes", "discover", name, ...repeatedFlags(flags)];
  for (const key of [
    "above",
    "below",
    "method",
    "boxes",
    "conditions",
    "sampler",
    "table",
  ] as const) {
    const value = flags[key];
    if (value !== undefined) words.push(`--${key}`, value);
  }
  if (flags.policies !== undefined) words.push("--policies", flags.policies);
  else if (flags.table === undefined) words.push("--points", String(points));
  words.push(...flags.vary.flatMap((one) => ["--vary", one]));
  return [...words, "--runs", String(runs), "--seed", seed, "--design-seed", designSeed];
}

/** One row per condition of a box. */
function* boxRows({ experiment, discovery }: Shown): Generator<Row> {
  for (const [k, found] of discovery.boxes.entries()) {
    for (const [at, limit] of found.box) {
      const range = limit.kind === "range" ? limit : null;
      yield {
        box: k + 1,
        input: discovery.cases.inputs[at]?.name ?? "",
        role:
          experiment.quantities.find(({ name }) => name === discovery.cases.inputs[at]?.name)
            ?.role ?? "",
        low: range !== null && Number.isFinite(range.low) ? range.low : null,
        high: range !== null && Number.isFinite(range.high) ? range.high : null,
        values: limit.kind === "values" ? limit.values.join(" ") : null,
        quasi_p: found.quasi.get(at) ?? null,
        stability: found.stability[at] ?? null,
        coverage: found.coverage,
        density: found.density,
        mass: found.mass,
        points: found.points,
      };
    }
  }
}

function documentOf(shown: Shown): object {
  const { experiment, discovery, interest, method, runs, seconds } = shown;
  const { prepared, seed, designSeed } = experiment;
  const rows = [...boxRows(shown)];
  return {
    schema: "panoptes/discovery@1",
    scenario: { id: prepared.scenario.id, title: prepared.scenario.title },
    versions: { panoptes: packageVersion(), model: MODEL_VERSION, data: prepared.world.version },
    interest,
    method,
    seed,
    design_seed: designSeed,
    points: discovery.cases.y.length,
    points_without_runs: discovery.empty,
    runs,
    share_of_interest: discovery.share,
    boxes: discovery.boxes.map(({ coverage, density, mass, points, trajectory }, k) => ({
      coverage,
      density,
      mass,
      points,
      conditions: rows
        .filter(({ box }) => box === k + 1)
        .map(({ input, role, low, high, values, quasi_p, stability }) => ({
          input,
          role,
          low,
          high,
          values: typeof values === "string" ? values.split(" ").map(Number) : null,
          quasi_p,
          stability,
        })),
      trajectory: trajectory.map((step) => ({
        coverage: step.coverage,
        density: step.density,
        mass: step.mass,
        conditions: step.box.size,
      })),
    })),
    elapsed_seconds: seconds,
  };
}

function lines(shown: Shown, look: Look): string[] {
  const { experiment, discovery, interest, method, runs, seconds } = shown;
  const { prepared, quantities } = experiment;
  const { colours, signs } = look;
  const labels = Object.fromEntries(quantities.map(({ name, label }) => [name, label ?? name]));
  const facts = [
    counted(discovery.cases.y.length, "point"),
    counted(runs, "run"),
    method === "prim" ? "PRIM" : "CART",
    `model ${MODEL_VERSION}`,
    duration(seconds),
  ];
  const percent = (value: number): string => `${Math.round(100 * value)}${signs.percent}`;
  const boxes = discovery.boxes.flatMap((found, k) => [
    "",
    ...wrap(`Box ${k + 1}: ${boxText(discovery, found, labels)}`, look.columns).map(colours.bold),
    ...wrap(`It ${scoreText(found)}.`, look.columns - 2).map(
      (line) => `  ${line.replaceAll("\u00a0", " ")}`,
    ),
    ...formatTable(
      [
        { title: "condition on", shrink: look.fixedWidth },
        { title: "role" },
        { title: "quasi-p", align: "right" },
        { title: "also in resamples", align: "right" },
      ],
      [...found.box.keys()].map((at) => {
        const name = discovery.cases.inputs[at]?.name ?? "";
        const stable = found.stability[at];
        return [
          labels[name] ?? name,
          quantities.find((one) => one.name === name)?.role ?? "",
          (found.quasi.get(at) ?? Number.NaN).toPrecision(2),
          stable === undefined ? signs.dash : percent(stable),
        ];
      }),
      { indent: 2, width: look.columns, title: colours.dim },
    ),
  ]);
  return [
    colours.bold(`When is ${interest}? "${prepared.scenario.title}"`),
    ...wrap(facts.join(` ${signs.dot} `), look.columns).map(colours.dim),
    colours.dim("Simulated worlds, not a forecast."),
    "",
    `In ${percent(discovery.share)} of all runs.${discovery.boxes.length === 0 ? " No box was found in which it is more frequent." : ""}`,
    ...boxes,
  ];
}
