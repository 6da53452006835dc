import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { MODEL_VERSION } from "../../core/version.ts";
import {
  CalibrationError,
  calibrate,
  type Effort,
  type Posterior,
  standardEffort,
  uniformOf,
} from "../../experiments/calibration/calibrate.ts";
import { rankHistograms } from "../../experiments/calibration/rank-check.ts";
import {
  type CalibrationRecord,
  RECORD_FORMAT,
  rounded,
} from "../../experiments/calibration/record.ts";
import { measureRuns } from "../../experiments/calibration/runs.ts";
import { type Experiment, openSimulator } from "../../experiments/calibration/simulator.ts";
import { loadTargets } from "../../experiments/node/calibration/load-targets.ts";
import { simulationPool } from "../../experiments/node/calibration/pool.ts";
import { Interrupted, runStage } from "../../experiments/node/calibration/run-stage.ts";
import {
  clearIfEmpty,
  clearStages,
  type StageStore,
  sightingSize,
  stageStore,
} from "../../experiments/node/calibration/stage-store.ts";
import { canonicalJson } from "../../results/canonical-json.ts";
import { ENSEMBLE_FORMAT, type ParameterEnsemble } from "../../scenario/ensemble.ts";
import type { World } from "../../scenario/world/world.ts";
import { parseCount } from "../arguments/numbers.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { count } from "../format/numbers.ts";
import { watchInterrupts } from "../interrupt.ts";
import { remark } from "../look.ts";
import { openScenario } from "../open-scenario.ts";
import { showProgress } from "../progress.ts";
import { type EnsembleFlags, ensembleChoices } from "../run/choices.ts";
import type { Terminal } from "../terminal.ts";
import { doubtLines, posteriorLines, scoreLines, stageLine } from "./calibration-text.ts";
import { fitDigest } from "./fit-digest.ts";
import { refusedTargets } from "./refused-targets.ts";
import { scoresOf } from "./scores.ts";
import { prepareCalibration } from "./set-up.ts";

/** Flags of `panoptes calibrate`. */
export interface CalibrateFlags extends EnsembleFlags {
  readonly scenario: string;
  readonly output?: string;
  readonly pool?: string;
  readonly wave?: string;
  readonly generation?: string;
  readonly generations?: string;
  readonly keep?: string;
  readonly sets?: string;
  readonly hold: readonly string[];
  readonly scores?: boolean;
}

/** Runs of the pool that play the observed world in the rank check. */
const TRIALS = 400;
/** Share of the pool that each of them accepts. */
const FRACTION = 0.02;

/**
 * Fits a scenario's parameters to a file of targets and writes the parameter sets, with a record of what
 * was found. Interrupted, it keeps what is done and goes on from there when called again.
 *
 * @throws Stop for wrong usage, invalid input, or targets that cannot be met
 */
export async function calibrateScenario(
  terminal: Terminal,
  reference: string,
  flags: CalibrateFlags,
): Promise<ExitCode> {
  const choices = ensembleChoices(terminal, flags);
  const effort = effortOf(flags);
  if ((flags.plugin ?? []).length > 0) {
    throw wrongUsage("calibrate fits the model as it is: --plugin does not go with it.");
  }
  const { scenario, world: plainWorld } = await openScenario(terminal, flags.scenario, flags);
  const loaded = await loadTargets(reference, plainWorld);
  if (!loaded.ok) throw refusedTargets(terminal, loaded, plainWorld);
  const targets = loaded.value;
  const id = basename(flags.output ?? scenario.id, extname(flags.output ?? ""));
  const output = flags.output ?? `${id}.json`;
  const seed = choices.seed ?? scenario.runs.seed;
  const scores = flags.scores === true;
  const setUp = prepareCalibration(
    terminal,
    targets,
    loaded.texts,
    scenario,
    flags.hold,
    seed,
    scores,
  );
  const { placed, compiled, experiment } = setUp;

  const { hold } = flags;
  const inputs = await fitDigest(targets, plainWorld, scenario, { effort, hold, seed });
  const folder = join(dirname(output), `.${id}.calibration`);
  const storeOf = (of: Experiment): StageStore => {
    return stageStore(folder, runDigest(of, plainWorld), sightingSize(of));
  };
  const stores = { pool: storeOf(setUp.pool), later: storeOf(experiment) };
  const pool = simulationPool(choices.jobs);
  const watch = watchInterrupts(choices.timeout, terminal.say);
  let posterior: Posterior;
  try {
    posterior = await calibrate(
      experiment.prior,
      placed,
      effort,
      seed,
      async (stage, places, first) => {
        const progress = showProgress(terminal, choices.progress, stage, flags.ascii === true);
        try {
          const [one, store] =
            stage === "pool" ? [setUp.pool, stores.pool] : [experiment, stores.later];
          return await runStage(pool, one, places, first, {
            store,
            signal: watch.signal,
            onProgress: (done, total) => progress.update({ done, total, failed: 0 }),
          });
        } finally {
          progress.end();
        }
      },
      (report) => remark(terminal, flags, stageLine(report)),
    );
  } catch (error) {
    if (error instanceof CalibrationError) {
      const runs = stores.pool.runs() + stores.later.runs();
      const kept = `\n${count(runs)} runs are kept in ${folder}, for another try with the same ranges.`;
      const more = `\nExplain it: panoptes help ${error.code}`;
      throw new Stop(ExitCode.Invalid, `${error.message}${runs > 0 ? kept : ""}${more}`);
    }
    if (!(error instanceof Interrupted)) throw error;
    const runs = stores.pool.runs() + stores.later.runs();
    const kept =
      runs > 0
        ? `Call it again to go on; ${count(runs)} runs are kept in ${folder}`
        : "Nothing is kept: no part of the runs was finished.";
    clearIfEmpty(folder);
    remark(terminal, flags, `Interrupted. ${kept}`);
    return watch.reason() === "timeout" ? ExitCode.Limit : ExitCode.Interrupted;
  } finally {
    watch.end();
    await pool.close();
  }

  const simulator = openSimulator(experiment);
  const width = experiment.prior.length;
  const sets = Array.from({ length: effort.sets }, (_, s) =>
    simulator.valuesAt(posterior.sets.subarray(s * width, (s + 1) * width)),
  );
  const parameters = Object.keys(sets[0] ?? {}).sort();
  const ensemble: ParameterEnsemble = {
    schema: ENSEMBLE_FORMAT,
    id,
    targets: targets.read.file.id,
    scenario: scenario.id,
    model: MODEL_VERSION,
    data: plainWorld.version,
    seed,
    parameters,
    sets: sets.map((values) =>
      parameters.map((path) => Number((values[path] ?? 0).toPrecision(4))),
    ),
  };
  const statistics = measureRuns(
    posterior.pool,
    placed.targets.filter(({ role }) => role === "C"),
    placed.reference,
    placed,
  );
  const record: CalibrationRecord = rounded({
    schema: RECORD_FORMAT,
    ensemble: id,
    targets: targets.read.file.id,
    model: MODEL_VERSION,
    data: plainWorld.version,
    inputs,
    effort,
    hold,
    seed,
    stages: posterior.stages,
    effective: posterior.effective,
    contractions: posterior.contractions,
    pairs: posterior.pairs,
    ranks: rankHistograms(
      experiment.prior.map(({ id: one }) => one),
      posterior.pool.places,
      statistics,
      Math.min(TRIALS, posterior.pool.count >> 2),
      FRACTION,
      uniformOf(`${seed}/ranks`),
    ),
    scores: scores ? await scoresOf(posterior, placed, compiled, targets, plainWorld, seed) : null,
  });
  mkdirSync(dirname(output), { recursive: true });
  writeWhole(output, ensembleText(ensemble));
  const recordPath = join(dirname(output), `${id}.record.json`);
  writeWhole(recordPath, `${JSON.stringify(record, null, 1)}\n`);
  clearStages(folder);
  for (const line of [...posteriorLines(record), ...scoreLines(record)])
    terminal.print(`${line}\n`);
  for (const line of doubtLines(posterior, placed)) remark(terminal, flags, line);
  remark(terminal, flags, `Wrote ${output} and ${recordPath}`);
  return ExitCode.Done;
}

function effortOf(flags: CalibrateFlags): Effort {
  const read = (name: keyof Effort): number => {
    const text = flags[name];
    return text === undefined ? standardEffort[name] : parseCount(`--${name}`, text);
  };
  const effort: Effort = {
    pool: read("pool"),
    wave: read("wave"),
    generation: read("generation"),
    generations: read("generations"),
    keep: read("keep"),
    sets: read("sets"),
  };
  if (effort.keep >= effort.wave) {
    throw wrongUsage(`--keep ${effort.keep} has to be less than --wave ${effort.wave}.`);
  }
  return effort;
}

/** Digest of what decides what the runs of a calibration show. */
function runDigest(experiment: Experiment, world: World): string {
  const { settings, prior, seed, lawStates, marketStates, frame } = experiment;
  const { vintages, steps } = frame;
  const what = { settings, prior, seed, lawStates, marketStates, vintages, steps };
  return `${MODEL_VERSION}\n${world.digest}\n${canonicalJson(what)}`;
}

/** The ensemble's text, a set a line, so that differences can be read. */
function ensembleText({ sets, ...head }: ParameterEnsemble): string {
  const lines = sets.map((values) => `  ${JSON.stringify(values)}`).join(",\n");
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "sets": [\n${lines}\n ]\n}\n`;
}

function writeWhole(path: string, text: string): void {
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, text);
  renameSync(part, path);
}
