import { type PlacedTargets, placeTargets } from "../../experiments/calibration/measure.ts";
import { isCalibrated, makePrior, rangeFault } from "../../experiments/calibration/prior.ts";
import type { Experiment } from "../../experiments/calibration/simulator.ts";
import type { LoadedTargets } from "../../experiments/node/calibration/load-targets.ts";
import { compileScenario } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { imputationOf } from "../../scenario/imputation.ts";
import type { Problem } from "../../scenario/problem.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { exitCodeOf, problemsText } from "../format-problems.ts";
import type { Terminal } from "../terminal.ts";

/** A scenario and its targets, ready to be calibrated. */
export interface SetUp {
  readonly placed: PlacedTargets;
  readonly compiled: Compiled;
  readonly experiment: Experiment;
}

/**
 * Cuts a scenario short after the last date that a target needs, puts the targets on it and makes the prior.
 * @throws Stop when anything of it is wrong
 */
export function prepareCalibration(
  terminal: Terminal,
  { read, world }: LoadedTargets,
  texts: ReadonlyMap<string, string>,
  scenario: Scenario,
  hold: readonly string[],
  seed: string,
): SetUp {
  const dates = [
    ...world.observed.map(({ date }) => date),
    ...read.file.targets.flatMap(({ statistic, role }) =>
      statistic.kind === "laws" && role === "C" ? [statistic.date] : [],
    ),
  ];
  if (world.observed.length === 0) {
    throw new Stop(
      ExitCode.Invalid,
      `the world "${world.name}" has no table of observations (observed.csv): there is nothing to calibrate to.`,
    );
  }
  const { start, dt } = scenario.time;
  const end = start + Math.ceil((Math.max(...dates) - start) / dt - 1e-6) * dt;
  const short = { ...scenario, time: { ...scenario.time, end } };
  const compiled = compileScenario(short, world);
  const within = {
    ...read,
    file: {
      ...read.file,
      // What lies beyond the short runs is for the hindcast.
      targets: read.file.targets.filter(
        ({ statistic }) => statistic.kind !== "laws" || statistic.date <= end,
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
    found.push({ code: "E508", severity: "error", message, path, ...read.placeOf(path) });
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
  return {
    placed,
    compiled,
    experiment: {
      frame: compiled.frame,
      settings: compiled.settings,
      suppliers: compiled.labels.suppliers,
      imputation: imputationOf(world, short),
      prior: makePrior(requests, compiled.settings, compiled.labels),
      lawStates: placed.lawStates,
      seed,
    },
  };
}

/** Says every problem, and stops. */
export function refused(
  terminal: Terminal,
  problems: readonly Problem[],
  texts: ReadonlyMap<string, string>,
): Stop {
  terminal.say(problemsText(problems, texts, terminal.sayColours, true));
  return new Stop(exitCodeOf(problems), "");
}
