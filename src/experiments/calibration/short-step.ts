import { measureTotals } from "../../core/measure-totals.ts";
import type { Model } from "../../core/model.ts";
import { advance } from "../../core/simulate.ts";
import type { State } from "../../core/state.ts";

/** One step of a run of which only looks are kept: as a recorded run does it, without its outcomes. */
export function shortStep(model: Model, state: State, step: number): void {
  advance(model, state, step);
  // What peers have got out of adoption is read off what was recorded last (E6, Le).
  if (model.settings.parameters["opportunity.learning"] !== 0) measureTotals(model, state);
}
