import { readGoal, readLimit } from "../../results/sweep/read-choices.ts";
import type { Robustness } from "../../results/tradeoff/robustness.ts";
import type { OutcomeGoals } from "../../results/tradeoff/run-tradeoff.ts";
import { readFlag } from "../arguments/read-flag.ts";
import { oneOf } from "../environment.ts";
import { wrongUsage } from "../exit-codes.ts";
import { type Experiment, type ExperimentFlags, outcomeIndex } from "../experiment/open.ts";

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

const robustKinds = ["mean", "worst-decile", "regret", "satisfy"] as const;

/** Outcomes with a goal: those of the flags, or those that the scenario gives one. */
export function objectivesOf(experiment: Experiment, given: readonly string[]): OutcomeGoals {
  const own = experiment.prepared.outcomes.flatMap(({ goal }, outcome) =>
    goal === null ? [] : [{ outcome, goal }],
  );
  const asked = given.map((text) => {
    const { name, goal } = readFlag("--goal", () => readGoal(text));
    return { outcome: outcomeIndex(experiment, "--goal", name), goal };
  });
  const objectives = asked.length > 0 ? asked : own;
  const twice = objectives.find(({ outcome }, k) =>
    objectives.slice(0, k).some((one) => one.outcome === outcome),
  );
  if (twice !== undefined) {
    const outcome = experiment.prepared.outcomes[twice.outcome]?.name;
    throw wrongUsage(`--goal names "${outcome}" twice; give every outcome one goal.`);
  }
  if (objectives.length < 2) {
    throw wrongUsage(
      `a trade-off needs two outcomes with a goal, and there ${objectives.length === 1 ? "is one" : "is none"}.\n` +
        "Write goal: minimise or maximise in the scenario's outcomes, or use --goal outcome=minimise.",
    );
  }
  return objectives;
}

/** What makes a value of a policy in many worlds one number. */
export function robustnessOf(experiment: Experiment, flags: TradeoffFlags): Robustness {
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
    const { name, limit } = readFlag("--satisfy", () => readLimit(text));
    limits[outcomeIndex(experiment, "--satisfy", name)] = limit;
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
