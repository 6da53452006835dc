import type { Model } from "./model.ts";
import type { State } from "./state.ts";

/**
 * Al_ij (E5), ideal-point units: closeness of ideal points, alliance with a rival of the supplier,
 * trade, Belt and Road membership, sanctions; 0 at home.
 */
export function alignment({ frame, settings }: Model, state: State, i: number, j: number): number {
  const cell = i * frame.suppliers + j;
  if (frame.home[cell] === 1) return 0;
  const { parameters } = settings;
  let value = state.affinity[cell] - Math.abs(state.theta[i] - state.idealPoint[j]);
  if (
    j === frame.beltAndRoadSupplier &&
    state.step >= frame.beltAndRoadFrom[i] &&
    state.step < frame.beltAndRoadTo[i]
  ) {
    value += parameters["choice.belt_and_road"];
  }
  return value - parameters["choice.sanctions_alignment"] * state.policy.sanction[cell];
}
