import { readFileSync } from "node:fs";
import {
  crossPoints,
  drawPoints,
  type Points,
  type Sampler,
} from "../../experiments/sampling/draw-points.ts";
import { readPoints } from "../../experiments/sampling/read-points.ts";
import { digestOf } from "../../results/identity.ts";
import { samplers } from "../../scenario/format/uncertainty-names.ts";
import { parseCount } from "../arguments/numbers.ts";
import { oneOf } from "../environment.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import type { FlagValues } from "../experiment/command-words.ts";
import { asked, type Experiment, type ExperimentFlags, pointsOf } from "../experiment/open.ts";
import type { Terminal } from "../terminal.ts";

/** Points of a sweep unless told. */
const STANDING_POINTS = 128;

/** Flags that say which points are run. */
export interface PointFlags extends ExperimentFlags {
  readonly sampler?: string;
  readonly table?: string;
  readonly policies?: string;
}

/** Points with how they came about. */
export interface ChosenPoints {
  readonly points: Points;
  /** What decides them, for the folder and its digest. */
  readonly design: Readonly<Record<string, unknown>>;
  /** In a phrase, for people. */
  readonly text: string;
}

/**
 * The points of a sweep: drawn, read from a table, or policies crossed with samples.
 * @throws Stop for what cannot be drawn or read
 */
export async function choosePoints(
  terminal: Terminal,
  experiment: Experiment,
  flags: PointFlags,
): Promise<ChosenPoints> {
  const { quantities, prepared, designSeed } = experiment;
  const { design } = prepared.scenario;
  if (flags.table !== undefined) {
    if (flags.sampler !== undefined || flags.points !== undefined || flags.policies !== undefined) {
      throw wrongUsage("--table gives the points; drop --sampler, --points and --policies.");
    }
    const text = readTable(flags.table);
    terminal.repeating?.reads(flags.table, digestOf(text));
    const points = await fromTable(flags.table, text, experiment);
    return {
      points,
      design: { sampler: "table", names: points.names, values: [...points.values] },
      text: `points of ${flags.table}`,
    };
  }
  const sampler: Sampler =
    flags.sampler === undefined
      ? (design?.sampler ?? "latin-hypercube")
      : oneOf({ name: "--sampler", text: flags.sampler }, samplers);
  const count = pointsOf(flags, experiment, STANDING_POINTS);
  const options = { sampler, points: count, seed: designSeed };
  const described = { sampler, points: count, design_seed: designSeed };
  if (flags.policies === undefined) {
    const points = await asked(() => drawPoints(quantities, options));
    const names = quantities.map(({ name }) => name);
    return {
      points,
      design: { ...described, vary: names },
      text: `${sampler}, seed ${designSeed}`,
    };
  }
  const policies = parseCount("--policies", flags.policies);
  const levers = quantities.filter(({ role }) => role === "lever");
  const uncertain = quantities.filter(({ role }) => role === "uncertainty");
  if (levers.length === 0 || uncertain.length === 0) {
    throw wrongUsage("--policies crosses levers with uncertainties; the scenario needs both.");
  }
  const outer = await asked(() =>
    drawPoints(levers, { ...options, points: policies, seed: `${designSeed}/levers` }),
  );
  const inner = await asked(() => drawPoints(uncertain, options));
  const points = await asked(() => crossPoints(outer, inner));
  return {
    points,
    design: { ...described, policies, vary: points.names },
    text: `${outer.count} policies × ${inner.count} samples, ${sampler}, seed ${designSeed}`,
  };
}

/** The flags that choose these points again. */
export function pointWords(flags: PointFlags, points: number): FlagValues {
  const { table, policies, sampler } = flags;
  // A grid may have fewer points than it was asked for, and crossed points are counted by sample.
  const drawn = policies === undefined ? points : flags.points;
  return table === undefined ? { points: drawn, sampler, policies } : { table };
}

function readTable(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrongUsage(`--table cannot be read: ${reason}.`);
  }
}

async function fromTable(path: string, text: string, { quantities }: Experiment): Promise<Points> {
  try {
    return readPoints(text, quantities);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Stop(ExitCode.Invalid, `${path}: ${error.message}.`);
  }
}
