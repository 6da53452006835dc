// Process 3: unit costs and list prices (E1, E2), indices with China 2011 = 1.
//
// Wright's law on hardware: experience of one's own and a share phi of the rivals' (covered
// person-years) lowers cost by LR per doubling; software and support do not learn. Supply shocks and
// control of components raise the hardware part, compliance and export control the whole.

import { log, pow } from "../math.ts";
import type { Model } from "../model.ts";
import type { State } from "../state.ts";

/** Refreshes cost and list price of every supplier from the snapshot. */
export function price(model: Model, state: State): void {
  const { parameters, suppliers, mechanisms } = model.settings;
  const { policy, compliance, markup } = state;
  const J = model.frame.suppliers;
  const hardware = parameters["cost.hardware_share"] * policy.supply[0];
  const fixed = parameters["cost.software_share"] + parameters["cost.support_share"];
  const complianceCost = parameters["cost.compliance"];
  const phi = parameters["cost.learning_spillover"];
  const exponent = log(1 - parameters["cost.learning_rate"]) / Math.LN2;
  let total = 0;
  let initialTotal = 0;
  for (let j = 0; j < J; j++) {
    total += state.experience[j];
    initialTotal += suppliers.experience[j];
  }
  for (let j = 0; j < J; j++) {
    const q = state.experience[j];
    const q0 = suppliers.experience[j];
    const pool = (q + phi * (total - q)) / (q0 + phi * (initialTotal - q0));
    const wright = mechanisms.learning ? pow(pool, exponent) : 1;
    const parts = hardware * policy.hardwareFactor[j] * wright + fixed;
    const careful = 1 + complianceCost * (compliance[j] - suppliers.compliance[j]);
    const cost = model.initialCost[j] * parts * careful * policy.costFactor[j];
    state.cost[j] = cost;
    state.price[j] = cost * (1 + markup[j]) * (1 - suppliers.subsidy[j]);
    state.logPrice[j] = log(state.price[j]);
  }
}
