// The terms of E8, one by one, in utils. The kernel sums them in one expression (`utilities`); a
// property test holds the sums to each other.

import { alignment } from "../alignment.ts";
import type { Vector } from "../arrays.ts";
import { isBarred } from "../barred.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import { complianceHere, LOG_PRICE_FLOOR } from "../processes/choose.ts";
import { NONE, type State, Status } from "../state.ts";

/** Terms of the value of an alternative, in the order in which they are stored. */
export const utilityTermIds = [
  "price",
  "quality",
  "standing",
  "alignment",
  "peers",
  "norms",
  "regime",
  "rules",
  "reputation",
  "sanctions",
  "switching",
  "chance",
] as const;

/** A term of the value of an alternative. */
export type UtilityTermId = (typeof utilityTermIds)[number];

/** Number of terms of an alternative. */
export const UTILITY_TERMS: number = utilityTermIds.length;

/** Place of each term. */
const at = Object.fromEntries(utilityTermIds.map((id, k) => [id, k])) as Readonly<
  Record<UtilityTermId, number>
>;

/**
 * Terms of the alternatives of deployment (i,d), none first, without chance (0);
 * [(suppliers + 1) × terms]. A barred supplier has the terms that it would have if it were not.
 *
 * What belongs where: the supplier's constant and its bonus at home are its standing; sanctions count
 * apart from the alignment that they lower; lock-in and a contract in another segment are the cost of
 * switching; backlash, which speaks for none, is reputation.
 *
 * @returns bits of the suppliers that are barred
 */
export function utilityTerms(
  model: Model,
  state: State,
  i: number,
  d: number,
  out: Vector,
): number {
  const { frame, settings } = model;
  const { countries: n, suppliers: J, yearOfStep } = frame;
  const { parameters, mechanisms } = settings;
  const { step, policy } = state;
  const year = Math.min(yearOfStep[step], model.hazardRows - 1);
  const priceWeight = model.priceWeight[year * n + i];
  const alignmentWeight = mechanisms.alignment ? parameters["choice.alignment"] : 0;
  const id = d * n + i;
  const incumbent = state.status[id] === Status.Operating ? state.holder[id] : NONE;
  const rules = state.tier[i] / 3;
  let barred = 0;
  out.fill(0);
  out[at.standing] = parameters["choice.none"];
  out[at.reputation] = parameters["choice.backlash"] * state.backlash[i];
  out[at.rules] = parameters["choice.regulation_none"] * rules;
  for (let j = 0; j < J; j++) {
    const cell = i * J + j;
    const row = (j + 1) * UTILITY_TERMS;
    if (isBarred(model, state, i, j)) barred |= 1 << j;
    const logPrice = Math.max(LOG_PRICE_FLOOR, state.logPrice[j] + state.logNetFactor[cell]);
    const elsewhere = state.heldBy[cell] - (state.holder[id] === j ? 1 : 0);
    const sanction = policy.sanction[cell];
    // At home there is no alignment that sanctions could lower.
    const lowered =
      frame.home[cell] === 1 ? 0 : parameters["choice.sanctions_alignment"] * sanction;
    out[row + at.price] = -priceWeight * logPrice;
    out[row + at.quality] =
      parameters["choice.quality"] * (state.quality[j] + policy.qualityBonus[cell]);
    out[row + at.standing] =
      settings.suppliers.constant[j] + (frame.home[cell] === 1 ? parameters["choice.home"] : 0);
    out[row + at.alignment] = alignmentWeight * (alignment(model, state, i, j) + lowered);
    out[row + at.peers] = parameters["choice.peers"] * useAmongPeers(model, state, i, j);
    out[row + at.norms] =
      parameters["choice.norms"] * (1 - Math.abs(state.norm[i] - settings.suppliers.norm[j]));
    out[row + at.regime] =
      j === frame.beltAndRoadSupplier
        ? parameters["choice.regime"] * (0.5 - state.democracy[i])
        : 0;
    out[row + at.rules] =
      parameters["choice.regulation"] * rules * (complianceHere(model, state, i, j) - 1);
    out[row + at.reputation] =
      parameters["choice.reputation"] * state.visibility[i] * state.reputation[j];
    out[row + at.sanctions] =
      -parameters["choice.sanctions"] * sanction - alignmentWeight * lowered;
    out[row + at.switching] =
      (j === incumbent ? parameters["choice.lock_in"] : 0) +
      (elsewhere > 0 ? parameters["choice.cross_segment"] : 0);
  }
  return barred;
}

/** W_ij: share of peers, by weight, that use supplier j (E6). */
export function useAmongPeers(model: Model, state: State, i: number, j: number): number {
  const { countries: n, suppliers: J } = model.frame;
  const cell = i * J + j;
  const others = state.adoptersOf[j] - (state.heldBy[cell] > 0 ? 1 : 0);
  return (
    state.peerUse[cell] / PEER_UNIT +
    (model.peers.uniform[i] / PEER_UNIT / Math.max(1, n - 1)) * others
  );
}
