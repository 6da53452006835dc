// All decisions of all countries in a run, each with the terms by which what was chosen was ahead.

import type { Integers, Vector } from "../arrays.ts";
import { Draws, type RunKey } from "../draws.ts";
import type { Model } from "../model.ts";
import { type Decision, notExplained, type Occasion, weigh } from "./country-ledger.ts";
import { UTILITY_TERMS } from "./utility-terms.ts";
import { replay, type Watcher } from "./watch.ts";

/** What a row of `RunDecisions.facts` holds. */
export const decisionFacts = [
  "step",
  "country",
  "segment",
  "occasion",
  "incumbent",
  "chosen",
  "runnerUp",
] as const;
/** Facts in a row. */
export const DECISION_FACTS: number = decisionFacts.length;
/** Occasions by their number in the facts. */
export const occasions: readonly Occasion[] = ["opening", "expiry", "reopening"];

/** The decisions of a run, in the order of steps, countries and segments. */
export interface RunDecisions {
  /** Alternative 0 is none, j + 1 supplier j; the runner-up is -1 where all others are barred; [decision × fact] */
  readonly facts: Integers;
  /** Value of the chosen less that of the runner-up, utils; NaN without one; [decision] */
  readonly margins: Vector;
  /** Terms of the margin, which they sum to, chance last; NaN without a runner-up; [decision × term] */
  readonly terms: Vector;
}

/**
 * Repeats a run to the end of step `last` and writes down every decision.
 *
 * @throws RangeError where a plugin has taken the place of the process that chooses
 */
export function runDecisions(model: Model, key: RunKey, last: number): RunDecisions {
  const obstacle = notExplained(model.extension);
  if (obstacle !== null) throw new RangeError(obstacle);
  const facts: number[] = [];
  const margins: number[] = [];
  const terms: number[] = [];
  const draws = new Draws();
  draws.start(key);
  const { countries: n } = model.frame;
  const watcher: Watcher = {
    before(process, its, state) {
      if (process !== "choose") return;
      const due = new Set(Array.from(state.due.subarray(0, state.dueCount), (id) => id % n));
      for (const i of [...due].sort((a, b) => a - b)) {
        for (const decision of weigh(its, state, draws, i).sort((a, b) => a.segment - b.segment)) {
          const { step, segment, occasion, incumbent, chosen, runnerUp, values } = decision;
          facts.push(step, i, segment, occasions.indexOf(occasion), incumbent, chosen, runnerUp);
          margins.push(runnerUp < 0 ? Number.NaN : values[chosen] - values[runnerUp]);
          for (let t = 0; t < UTILITY_TERMS; t++) terms.push(termOf(decision, t));
        }
      }
    },
  };
  replay(model, key, watcher, last + 1);
  return {
    facts: Int32Array.from(facts),
    margins: Float64Array.from(margins),
    terms: Float64Array.from(terms),
  };
}

function termOf({ chosen, runnerUp, terms }: Decision, t: number): number {
  if (runnerUp < 0) return Number.NaN;
  return terms[chosen * UTILITY_TERMS + t] - terms[runnerUp * UTILITY_TERMS + t];
}
