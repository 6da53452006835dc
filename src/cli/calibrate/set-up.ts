import { type PlacedTargets, placeTargets } from "../../experiments/calibration/place-targets.ts";
import {
  calibratedIds,
  isCalibrated,
  makePrior,
  rangeFault,
} from "../../experiments/calibration/prior.ts";
import type { Experiment } from "../../experiments/calibration/simulator.ts";
import type { Target } from "../../experiments/calibration/targets.ts";
import type { LoadedTargets } from "../../experiments/node/calibration/load-targets.ts";
import { compileScenario } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { imputationOf } from "../../scenario/imputation.ts";
import { didYouMean } from "../../scenario/names.ts";
import type { Problem } from "../../scenario/problem.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";
import { refused, unobserved } from "./refused-targets.ts";

/** A scenario and its targets, ready to be calibrated. */
export interface SetUp {
  readonly placed: PlacedTargets;
  /** As far as the runs of the pool go. */
  readonly compiled: Compiled;
  /** Ends at the last date that a fitted target needs. */
  readonly experiment: Experiment;
  /** The same for the pool, whose runs go on to the last vintage where scores are wanted. */
  readonly pool: Experiment;
}

/**
 * Cuts a scenario short after the last date that a target needs, puts the targets on it and makes the prior.
 * @param scores whether later vintages are looked at, too
 * @throws Stop when anything of it is wrong
 */
export function prepareCalibration(
  terminal: Terminal,
  { read, world }: LoadedTargets,
  texts: ReadonlyMap<string, string>,
  scenario: Scenario,
  hold: readonly string[],
  seed: string,
  scores: boolean,
): SetUp {
  if (world.observed.length === 0) {
    throw unobserved(world);
  }
  if (scenario.branch !== null) {
    throw new Stop(
      ExitCode.Invalid,
      `scenario "${scenario.id}" begins as a branch of "${scenario.branch.trunk.id}": what was observed is the trunk's past. Calibrate that.`,
    );
  }
  const needed = read.file.targets
    .filter(({ role }) => role === "C")
    .map((target) => dateOf(target, world));
  // Without a date that is known a target has a fault, which is said below.
  const fitted = Math.max(scenario.time.start + scenario.time.dt, ...needed);
  const last = scores ? Math.max(fitted, ...world.observed.map(({ date }) => date)) : fitted;
  const short = endingAt(scenario, fitted);
  const long = endingAt(scenario, last);
  const compiled = compileScenario(long, world);
  const within = {
    ...read,
    file: {
      ...read.file,
      // What is only compared is for the hindcast, if runs would have to go further or note more for it.
      targets: read.file.targets.filter(
        (one) => one.role === "C" || (one.vintage !== null && !(dateOf(one, world) > fitted)),
      ),
    },
  };
  const { value: placed, problems } = placeTargets(within, world, compiled.frame, compiled.labels);
  const found: Problem[] = [...problems];
  const requests = read.file.parameters.filter(({ id }) => !hold.includes(id));
  for (const request of requests) {
    const { id } = request;
    const path = ["parameters", id];
    const fault = rangeFault(request);
    const message = !isCalibrated(id, compiled.labels)
      ? `"${id}" cannot be calibrated`
      : fault === null
        ? null
        : `the range of ${id} ${fault}`;
    if (message === null) continue;
    const hint = fault === null ? didYouMean(id, calibratedIds(compiled.labels)) : undefined;
    found.push({
      code: "E508",
      severity: "error",
      message,
      path,
      ...read.placeOf(path),
      ...(hint === undefined ? {} : { hint }),
    });
  }
  if (requests.length === 0) {
    const path = ["parameters"];
    const message = "no parameter is left to fit";
    const hint = "name one here, for example buying_rate: registry, or hold fewer";
    found.push({ code: "E508", severity: "error", message, path, ...read.placeOf(path), hint });
  }
  for (const id of hold) {
    if (read.file.parameters.some((one) => one.id === id)) continue;
    throw wrongUsage(`--hold "${id}" is none of the parameters that the targets move.`);
  }
  if (found.length > 0) throw refused(terminal, found, texts);
  if (compiled.settings.interventions.some(({ when }) => when !== null)) {
    throw new Stop(
      ExitCode.Invalid,
      `scenario "${scenario.id}" has interventions that wait for an outcome (when:); calibrate one without.`,
    );
  }
  const pool: Experiment = {
    frame: compiled.frame,
    settings: compiled.settings,
    suppliers: compiled.labels.suppliers,
    imputation: imputationOf(world, long),
    prior: makePrior(requests, compiled.settings, compiled.labels),
    lawStates: placed.lawStates,
    marketStates: placed.marketStates,
    seed,
  };
  const experiment =
    last === fitted ? pool : { ...pool, frame: compileScenario(short, world).frame };
  return { placed, compiled, experiment, pool };
}

/** The date at which a target is looked at; -Infinity where the world does not have it. */
function dateOf({ statistic, vintage }: Target, { observed }: World): number {
  if ("date" in statistic) return statistic.date;
  return observed.find((table) => table.vintage === vintage)?.date ?? Number.NEGATIVE_INFINITY;
}

/** A scenario that ends with the first state at or after a date. */
function endingAt(scenario: Scenario, date: number): Scenario {
  const { start, dt } = scenario.time;
  const end = start + Math.ceil((date - start) / dt - 1e-6) * dt;
  return { ...scenario, time: { ...scenario.time, end } };
}
