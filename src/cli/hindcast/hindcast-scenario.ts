import { MODEL_VERSION } from "../../core/version.ts";
import type { PlacedTargets } from "../../experiments/calibration/place-targets.ts";
import { placeTargets } from "../../experiments/calibration/place-targets.ts";
import type { CalibrationRecord } from "../../experiments/calibration/record.ts";
import type { ChunkResult, Design } from "../../experiments/ensemble.ts";
import { makeDesign } from "../../experiments/make-design.ts";
import {
  type LoadedTargets,
  loadTargets,
} from "../../experiments/node/calibration/load-targets.ts";
import { threadsExecutor } from "../../experiments/node/threads.ts";
import { SEEDS_PER_SET, spreadOver } from "../../experiments/spread.ts";
import { splitVariance } from "../../results/luck-and-assumptions.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import { driversOf, targetResults } from "../../results/validation/hindcast.ts";
import { type Ends, largestSwings } from "../../results/validation/swings.ts";
import { compileScenario } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import { refused, refusedTargets } from "../calibrate/refused-targets.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { watchInterrupts } from "../interrupt.ts";
import { remark } from "../look.ts";
import { openScenario } from "../open-scenario.ts";
import { formatOf } from "../print-rows.ts";
import { showProgress } from "../progress.ts";
import { type EnsembleFlags, ensembleChoices } from "../run/choices.ts";
import type { Terminal } from "../terminal.ts";
import { assumedAlike, RUNS_PER_END, runAssumptions } from "./assumptions.ts";
import { pageFault } from "./check-page.ts";
import {
  DOCUMENT,
  keptFigures,
  readFigures,
  readRecord,
  runsDigest,
  sampleOf,
  writePage,
} from "./figures.ts";
import { type TargetMeter, targetMeter } from "./measure-runs.ts";
import { staleFits } from "./stale-fits.ts";
import { targetLines } from "./targets-text.ts";

/** Flags of `panoptes hindcast`. */
export interface HindcastFlags extends EnsembleFlags {
  readonly targets: string;
  readonly write?: boolean;
  readonly reuse?: boolean;
  readonly check?: boolean;
}

/** How targets are printed; a table also into a pipe. */
function formatFor(terminal: Terminal, flags: HindcastFlags): "table" | "json" {
  return formatOf(terminal, flags, ["table", "json"], "table");
}

/** A scenario with its targets, ready to run. */
interface Prepared {
  readonly scenario: Scenario;
  readonly world: World;
  readonly targets: LoadedTargets;
  readonly compiled: Compiled;
  readonly placed: PlacedTargets;
  readonly design: Design;
}

/** An ensemble with the record of its calibration. */
interface Fitted {
  readonly ensemble: ParameterEnsemble;
  readonly record: CalibrationRecord;
}

/**
 * Holds a scenario's ensemble against what was observed, and prints every target; with `--write` also makes
 * docs/validation.md, with `--check` only says whether that is current.
 *
 * @throws Stop for wrong usage, invalid input, or a document that is not current
 */
export async function hindcastScenario(
  terminal: Terminal,
  name: string,
  flags: HindcastFlags,
): Promise<ExitCode> {
  const choices = ensembleChoices(terminal, flags);
  formatFor(terminal, flags);
  if (flags.reuse && !flags.write) throw wrongUsage("--reuse goes with --write.");
  const { scenario, world: plain, ensemble, plugins } = await openScenario(terminal, name, flags);
  const loaded = await loadTargets(flags.targets, plain);
  if (!loaded.ok) throw refusedTargets(terminal, loaded, plain);
  const targets = loaded.value;
  const { world } = targets;
  const compiled = compileScenario(scenario, world, plugins);
  const { value: placed, problems } = placeTargets(
    targets.read,
    world,
    compiled.frame,
    compiled.labels,
  );
  if (problems.length > 0) throw refused(terminal, problems, loaded.texts);
  const spread = ensemble === null ? {} : spreadOver(ensemble, scenario, world, compiled);
  const everySet = ensemble === null ? scenario.runs.count : SEEDS_PER_SET * ensemble.sets.length;
  const design = makeDesign(compiled, {
    count: choices.runs ?? everySet,
    seed: choices.seed ?? scenario.runs.seed,
    recordHolders: false,
    ...spread,
  });
  const prepared = { scenario, world, targets, compiled, placed, design };

  const fitted = flags.write || flags.check ? fittedOf(ensemble) : null;
  if (fitted === null) return await runTargets(terminal, prepared, flags, null, "");
  const { record } = fitted;
  const inputs = runsDigest(targets, scenario, fitted.ensemble, record, plain.digest);
  if (flags.check) {
    const fault = await pageFault({
      figures: readFigures(),
      record,
      inputs,
      stale: await staleFits(targets, plain),
      design,
      placed,
      compiled,
    });
    if (fault !== null) throw new Stop(ExitCode.Invalid, fault);
    return ExitCode.Done;
  }
  if (!flags.reuse) return await runTargets(terminal, prepared, flags, fitted, inputs);
  const figures = readFigures();
  if (figures?.inputs !== inputs) {
    throw wrongUsage(
      "--reuse needs the figures of these inputs: call --write without it once more.",
    );
  }
  remark(terminal, flags, `Wrote ${DOCUMENT} and ${writePage(figures, record)} charts`);
  return ExitCode.Done;
}

function fittedOf(ensemble: ParameterEnsemble | null): Fitted {
  const record = ensemble === null ? null : readRecord(ensemble);
  if (ensemble === null || record === null) {
    throw wrongUsage(
      "--write and --check need parameter sets with the record of their calibration beside them.",
    );
  }
  return { ensemble, record };
}

/** Runs the ensemble, prints the targets, and with a fit makes the page. */
async function runTargets(
  terminal: Terminal,
  prepared: Prepared,
  flags: HindcastFlags,
  fitted: Fitted | null,
  inputs: string,
): Promise<ExitCode> {
  const choices = ensembleChoices(terminal, flags);
  const { targets, compiled, placed, design } = prepared;
  const meter = targetMeter(design, placed, compiled);
  const outcomes = headlines(compiled, design.count);
  const executor = threadsExecutor({ jobs: choices.jobs });
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const progress = showProgress(terminal, choices.progress, "Running", flags.ascii === true);
  let done = 0;
  let whole = true;
  try {
    await executor.run(
      design,
      (chunk) => {
        done += chunk.count;
        meter.chunk(chunk);
        for (const one of outcomes) one.read(chunk, one.usual);
      },
      { signal: watch.signal, onProgress: (one) => progress.update(one) },
    );
    if (done === design.count) whole = await watchMarkets(meter, design.count, watch.signal);
    if (fitted !== null && whole && done === design.count) {
      whole = await runAssumptions(
        {
          ...prepared,
          ensemble: fitted.ensemble,
          seed: design.seed,
          executor,
          signal: watch.signal,
          onProgress: (some, total) => progress.update({ done: some, total, failed: 0 }),
        },
        (parameter, end, chunk) => {
          for (const one of outcomes) one.read(chunk, one.endsOf(parameter)[end]);
        },
      );
    }
  } finally {
    progress.end();
    watch.end();
    await executor.close();
  }
  if (done < design.count || !whole) {
    return watch.reason() === "timeout" ? ExitCode.Limit : ExitCode.Interrupted;
  }

  const results = targetResults(placed, meter.measured, targets.read.file.vintage);
  if (formatFor(terminal, flags) === "json") {
    terminal.print(`${JSON.stringify(results, null, 2)}\n`);
  } else {
    terminal.print(`${targetLines(results).join("\n")}\n`);
  }
  if (fitted === null) return ExitCode.Done;
  const { ensemble, record } = fitted;
  const sets = ensemble.sets.slice(0, Math.ceil(design.count / SEEDS_PER_SET));
  const figures = keptFigures(
    {
      scenario: prepared.scenario.id,
      model: MODEL_VERSION,
      data: prepared.world.version,
      sets: sets.length,
      runs: design.count,
      targets: results,
      drivers: outcomes.map(({ label, usual, ends }) => ({
        outcome: label,
        share: splitVariance(usual, SEEDS_PER_SET)?.share ?? null,
        drivers: driversOf(ensemble.parameters, sets, meansBySet(usual), 4),
        swings: largestSwings([...ends.values()], usual, 4),
      })),
      assumed: { parameters: assumedAlike(ensemble).length, runs: RUNS_PER_END },
    },
    inputs,
    sampleOf(meter.measured, placed.targets.length),
  );
  remark(terminal, flags, `Wrote ${DOCUMENT} and ${writePage(figures, record)} charts`);
  return ExitCode.Done;
}

/** Measures contracts and bans on every run; false when it was stopped. */
async function watchMarkets(
  meter: TargetMeter,
  runs: number,
  signal: AbortSignal,
): Promise<boolean> {
  for (let run = 0; run < runs; run++) {
    meter.market(run);
    // Signals are heard between runs.
    await new Promise(setImmediate);
    if (signal.aborted) return false;
  }
  return true;
}

/** Outcomes whose drivers are told. */
const HEADLINES: readonly (readonly [string, string])[] = [
  ["adoption.countries", "adopters"],
  ["adoption.share.china", "countries with Chinese technology"],
  ["adoption.share.usa", "countries with US technology"],
  ["market.hhi", "market concentration"],
  ["coverage.share", "urban population covered"],
  ["cost.outlay", "outlay"],
];

/** What one outcome was at the end of runs. */
interface Headline {
  readonly label: string;
  /** In the ensemble's own runs; [run] */
  readonly usual: Float64Array;
  /** Under both ends of assumptions outside the sets. */
  readonly ends: ReadonlyMap<string, Ends>;
  endsOf(parameter: string): Ends;
  read(chunk: ChunkResult, into: Float64Array): void;
}

function headlines({ frame, labels }: Compiled, runs: number): readonly Headline[] {
  const names = seriesColumns(frame, labels).map(({ name }) => name);
  const none = (count: number) => new Float64Array(count).fill(Number.NaN);
  return HEADLINES.flatMap(([id, label]): Headline[] => {
    const column = names.indexOf(id);
    if (column < 0) return [];
    const ends = new Map<string, Ends>();
    return [
      {
        label,
        usual: none(runs),
        ends,
        endsOf(parameter) {
          const own = ends.get(parameter) ?? {
            parameter,
            low: none(RUNS_PER_END),
            high: none(RUNS_PER_END),
          };
          ends.set(parameter, own);
          return own;
        },
        read(chunk, into) {
          const width = names.length * frame.steps;
          for (let k = 0; k < chunk.count; k++) {
            const at = k * width + (column + 1) * frame.steps - 1;
            into[chunk.first + k] = chunk.columns[at] as number;
          }
        },
      },
    ];
  });
}

function meansBySet(values: Float64Array): Float64Array {
  return Float64Array.from({ length: Math.ceil(values.length / SEEDS_PER_SET) }, (_, s) => {
    const own = values.subarray(s * SEEDS_PER_SET, (s + 1) * SEEDS_PER_SET);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  });
}
