import { createHash } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
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
import {
  type LoadedTargets,
  loadTargets,
  targetsFolder,
} from "../../experiments/node/calibration/load-targets.ts";
import { simulationPool } from "../../experiments/node/calibration/pool.ts";
import { Interrupted, runStage } from "../../experiments/node/calibration/run-stage.ts";
import { clearStages, stageStore } from "../../experiments/node/calibration/stage-store.ts";
import { canonicalJson } from "../../results/canonical-json.ts";
import { ENSEMBLE_FORMAT, type ParameterEnsemble } from "../../scenario/ensemble.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import { parseCount } from "../arguments/numbers.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { watchInterrupts } from "../interrupt.ts";
import { remark } from "../look.ts";
import { openScenario } from "../open-scenario.ts";
import { showProgress } from "../progress.ts";
import { type EnsembleFlags, ensembleChoices } from "../run/choices.ts";
import type { Terminal } from "../terminal.ts";
import { posteriorLines, scoreLines, stageLine } from "./calibration-text.ts";
import { FRACTION, scoresOf } from "./scores.ts";
import { prepareCalibration, refused } from "./set-up.ts";

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
  if (!loaded.ok) throw refused(terminal, loaded.problems, loaded.texts);
  const targets = loaded.value;
  const id = basename(flags.output ?? scenario.id, extname(flags.output ?? ""));
  const output = flags.output ?? `${id}.json`;
  const seed = choices.seed ?? scenario.runs.seed;
  const setUp = prepareCalibration(terminal, targets, loaded.texts, scenario, flags.hold, seed);
  const { placed, compiled, experiment } = setUp;

  const inputs = await inputsDigest(targets, plainWorld, scenario, effort, flags, seed);
  const folder = join(dirname(output), `.${id}.calibration`);
  const { vintages, countries } = experiment.frame;
  const size = { looks: vintages.length * countries, lawStates: experiment.lawStates.length };
  const store = stageStore(folder, runDigest(experiment, plainWorld), size);
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
          return await runStage(pool, experiment, places, first, {
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
    if (error instanceof CalibrationError) throw new Stop(ExitCode.Invalid, error.message);
    if (!(error instanceof Interrupted)) throw error;
    remark(terminal, flags, `Interrupted. Call it again to go on; runs are kept in ${folder}`);
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
    placed.lawStates.length,
  );
  const record: CalibrationRecord = rounded({
    schema: RECORD_FORMAT,
    ensemble: id,
    targets: targets.read.file.id,
    model: MODEL_VERSION,
    data: plainWorld.version,
    inputs,
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
    scores: flags.scores
      ? await scoresOf(posterior, placed, compiled, targets, plainWorld, seed)
      : null,
  });
  mkdirSync(dirname(output), { recursive: true });
  writeWhole(output, ensembleText(ensemble));
  const recordPath = join(dirname(output), `${id}.record.json`);
  writeWhole(recordPath, `${JSON.stringify(record, null, 1)}\n`);
  clearStages(folder);
  for (const line of [...posteriorLines(record), ...scoreLines(record)])
    terminal.print(`${line}\n`);
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
  const { settings, prior, seed, lawStates, frame } = experiment;
  const what = { settings, prior, seed, lawStates, vintages: frame.vintages, steps: frame.steps };
  return `${MODEL_VERSION}\n${world.digest}\n${canonicalJson(what)}`;
}

async function inputsDigest(
  { text }: LoadedTargets,
  world: World,
  scenario: Scenario,
  effort: Effort,
  flags: CalibrateFlags,
  seed: string,
): Promise<string> {
  const folds = await readFile(join(targetsFolder(), "folds.csv"), "utf8");
  const { parameters, suppliers, mechanisms } = scenario;
  const what = { parameters, suppliers, mechanisms, effort, hold: flags.hold, seed };
  const hash = createHash("sha256");
  hash.update(`${MODEL_VERSION}\n${world.digest}\n${text}\n${folds}\n${canonicalJson(what)}`);
  return `sha256:${hash.digest("hex")}`;
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
