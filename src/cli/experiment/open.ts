import { MODEL_VERSION } from "../../core/version.ts";
import { digestOf } from "../../results/identity.ts";
import type { ExperimentKind, ExperimentStore } from "../../results/node/experiment-store.ts";
import { type Prepared, prepareSweep } from "../../results/sweep/prepare-sweep.ts";
import type { Uncertainty } from "../../scenario/uncertainty.ts";
import { didYouMean } from "../arguments/nearest.ts";
import { parseCount } from "../arguments/numbers.ts";
import { type EngineFlags, isElsewhere } from "../engine/flags.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { openScenario } from "../open-scenario.ts";
import { packageVersion } from "../package-version.ts";
import { type EnsembleChoices, type EnsembleFlags, ensembleChoices } from "../run/choices.ts";
import type { Terminal } from "../terminal.ts";
import type { Output } from "./output.ts";

/** Flags of commands that run a scenario at many points. */
export interface ExperimentFlags extends EnsembleFlags, EngineFlags {
  readonly points?: string;
  readonly designSeed?: string;
  readonly vary: readonly string[];
  readonly output?: string;
  readonly report?: string;
  readonly resume?: boolean;
}

/** A scenario ready for an experiment, with what was chosen. */
export interface Experiment {
  /** The scenario as the user named it. */
  readonly name: string;
  readonly prepared: Prepared;
  /** Levers and uncertainties that vary. */
  readonly quantities: readonly Uncertainty[];
  readonly choices: EnsembleChoices;
  /** Seed of the runs. */
  readonly seed: string;
  /** Seed of the points. */
  readonly designSeed: string;
}

/**
 * Reads a scenario for an experiment and what varies in it.
 * @throws Stop for an invalid scenario, one that varies nothing, or a name that does not vary
 */
export async function openForPoints(
  terminal: Terminal,
  name: string,
  flags: ExperimentFlags,
): Promise<Experiment> {
  const elsewhere = isElsewhere(terminal, flags);
  const choices = { ...ensembleChoices(terminal, flags), elsewhere };
  const { scenario, world, ensemble, plugins } = await openScenario(terminal, name, flags);
  if (scenario.uncertainty.length === 0) {
    throw new Stop(
      ExitCode.Invalid,
      `"${scenario.id}" varies nothing: write what may vary under levers or uncertainty, for example\n` +
        "uncertainty: { choice.price: { uniform: [1, 4] } }",
    );
  }
  const known = scenario.uncertainty.map((one) => one.name);
  const unknown = flags.vary.find((one) => !known.includes(one));
  if (unknown !== undefined) {
    throw wrongUsage(`--vary "${unknown}" does not vary.${didYouMean(unknown, known)}`);
  }
  const quantities = scenario.uncertainty.filter(
    (one) => flags.vary.length === 0 || flags.vary.includes(one.name),
  );
  return {
    name,
    prepared: prepareSweep(scenario, world, { ensemble, plugins }),
    quantities,
    choices,
    seed: choices.seed ?? scenario.runs.seed,
    designSeed: flags.designSeed ?? scenario.design?.seed ?? "1",
  };
}

/** A number of points from a flag, the scenario, or a standing value. */
export function pointsOf(flags: ExperimentFlags, experiment: Experiment, standing: number): number {
  if (flags.points !== undefined) return parseCount("--points", flags.points);
  return experiment.prepared.scenario.design?.points ?? standing;
}

/** One of an experiment's outcomes by its name. */
export function outcomeIndex({ prepared }: Experiment, flag: string, name: string): number {
  const names = prepared.outcomes.map((one) => one.name);
  const index = names.indexOf(name);
  if (index >= 0) return index;
  throw wrongUsage(
    `${flag} "${name}" is no outcome of the scenario.${didYouMean(name, names)}\n` +
      `Outcomes: ${names.join(", ")}.`,
  );
}

/**
 * Opens the results folder of an experiment; null where none is asked for.
 * @throws Stop (usage) when it cannot be written or holds something else
 */
export async function openFolder(
  { prepared, seed }: Experiment,
  kind: ExperimentKind,
  design: Readonly<Record<string, unknown>>,
  { output, resume }: { readonly output: Output; readonly resume: boolean },
): Promise<ExperimentStore | null> {
  if (output.kind !== "folder") {
    if (resume) throw wrongUsage("--resume needs --output, the folder to go on with.");
    return null;
  }
  const { openExperiment } = await import("../../results/node/experiment-store.ts");
  const { scenario, world, outcomes, ensemble } = prepared;
  // A scenario only names its parameter sets: runs of others under the same name must not be mixed in.
  const inputs = { model: MODEL_VERSION, world: world.digest, scenario, ensemble };
  const identity = { kind, ...inputs, design, seed };
  try {
    return openExperiment(output.path, {
      kind,
      experiment_id: digestOf(identity),
      versions: { package: packageVersion(), model: MODEL_VERSION, data: world.version },
      digests: { world: world.digest },
      scenario,
      design: { ...design, seed },
      outcomes,
      seed,
      resume,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Stop(ExitCode.Usage, `--output: ${reason}.`);
  }
}

/** What a library refuses because of what the user asked for is wrong usage, not a bug. */
export async function asked<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) throw wrongUsage(`${error.message}.`);
    throw error;
  }
}
