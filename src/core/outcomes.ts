// The outcomes of the model (MODEL 3.6): named measures on the state at the end of a step.

import type { Frame } from "./frame.ts";
import type { Model } from "./model.ts";
import type { State } from "./state.ts";
import type { Totals } from "./totals.ts";
import type { OutcomeDefinition } from "./trajectory.ts";

/** What an outcome may look at. */
interface Sight {
  readonly model: Model;
  readonly state: State;
  readonly totals: Totals;
}

/** An outcome with the function that reads it; `k` is the supplier or segment, 0 for a total. */
export interface Outcome extends OutcomeDefinition {
  readonly read: (sight: Sight, k: number) => number;
}

const sum = (values: ArrayLike<number>): number => {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k];
  return total;
};

/** All outcomes, in the order of their columns. */
export const outcomes: readonly Outcome[] = [
  {
    id: "adoption.countries",
    definition: "Countries with at least one contract",
    unit: "countries",
    by: "none",
    read: ({ state }) => state.adopters,
  },
  {
    id: "adoption.countries",
    definition: "Countries with a contract with the supplier",
    unit: "countries",
    by: "supplier",
    read: ({ state }, j) => state.adoptersOf[j],
  },
  {
    id: "adoption.share",
    definition: "Share of all countries with at least one contract",
    unit: "share",
    by: "none",
    read: ({ state, model }) => state.adopters / model.frame.countries,
  },
  {
    id: "adoption.share",
    definition: "Share of all countries with a contract with the supplier",
    unit: "share",
    by: "supplier",
    read: ({ state, model }, j) => state.adoptersOf[j] / model.frame.countries,
  },
  {
    id: "adoption.reference_countries",
    definition: "Countries of the index's reference set with at least one contract",
    unit: "countries",
    by: "none",
    read: ({ state, model }) => {
      const { reference } = model.frame;
      let count = 0;
      for (let i = 0; i < reference.length; i++) if (state.held[i] > 0) count += reference[i];
      return count;
    },
  },
  {
    id: "contracts.count",
    definition: "Contracts in force, one per country and segment",
    unit: "contracts",
    by: "none",
    read: ({ state }) => sum(state.contracts),
  },
  {
    id: "contracts.count",
    definition: "Contracts in force with the supplier",
    unit: "contracts",
    by: "supplier",
    read: ({ state }, j) => state.contracts[j],
  },
  {
    id: "contracts.count",
    definition: "Contracts in force in the segment",
    unit: "contracts",
    by: "segment",
    read: ({ state }, d) => state.contractsIn[d],
  },
  {
    id: "contracts.signed",
    definition: "Contracts signed in the step, renewals included",
    unit: "contracts",
    by: "none",
    read: ({ state }) => sum(state.signed),
  },
  {
    id: "contracts.signed",
    definition: "Contracts signed with the supplier in the step, renewals included",
    unit: "contracts",
    by: "supplier",
    read: ({ state }, j) => state.signed[j],
  },
  {
    id: "contracts.renewed",
    definition: "Expiries in the step that went to the incumbent again",
    unit: "contracts",
    by: "none",
    read: ({ state }) => state.renewed,
  },
  {
    id: "contracts.switched",
    definition: "Expiries in the step that went to another supplier",
    unit: "contracts",
    by: "none",
    read: ({ state }) => state.switched,
  },
  {
    id: "contracts.abandoned",
    definition: "Expiries in the step after which nobody was chosen",
    unit: "contracts",
    by: "none",
    read: ({ state }) => state.abandoned,
  },
  {
    id: "contracts.cancelled",
    definition: "Contracts ended early in the step",
    unit: "contracts",
    by: "none",
    read: ({ state }) => state.cancelled,
  },
  {
    id: "market.share",
    definition: "Supplier's share of contracts in force; 0 while there are none",
    unit: "share",
    by: "supplier",
    read: ({ state }, j) => state.contracts[j] / Math.max(1, sum(state.contracts)),
  },
  {
    id: "market.hhi",
    definition:
      "Herfindahl-Hirschman index of contracts over supplier blocs; 0 while there are none",
    unit: "0-10,000",
    by: "none",
    read: ({ state }) => {
      const all = Math.max(1, sum(state.contracts));
      let index = 0;
      for (let j = 0; j < state.contracts.length; j++) {
        const share = state.contracts[j] / all;
        index += share * share;
      }
      return index * 10_000;
    },
  },
  {
    id: "coverage.persons",
    definition: "Persons covered, summed over segments",
    unit: "persons",
    by: "none",
    read: ({ totals }) => sum(totals.personsIn),
  },
  {
    id: "coverage.persons",
    definition: "Persons covered by kit of the supplier, summed over segments",
    unit: "persons",
    by: "supplier",
    read: ({ totals }, j) => totals.persons[j],
  },
  {
    id: "coverage.share",
    definition: "Covered share of the world's urban population, over segments by their population",
    unit: "share",
    by: "none",
    read: ({ totals }) => sum(totals.personsIn) / totals.urban,
  },
  {
    id: "coverage.working",
    definition: "Share of the world's urban population covered by kit, times its uptime",
    unit: "share",
    by: "none",
    read: ({ totals }) => totals.working / totals.urban,
  },
  {
    id: "coverage.mean",
    definition: "Covered share of the segment's population, world-wide",
    unit: "share",
    by: "segment",
    read: ({ totals, model }, d) =>
      totals.personsIn[d] / Math.max(1, totals.urban * model.populationShare[d]),
  },
  {
    id: "price.index",
    definition: "List price of the supplier, China 2011 = 1",
    unit: "index",
    by: "supplier",
    read: ({ state }, j) => state.price[j],
  },
  {
    id: "cost.outlay",
    definition: "Outlay for operating contracts at their price at signature",
    unit: "USD/yr",
    by: "none",
    read: ({ totals }) => sum(totals.outlay),
  },
  {
    id: "cost.outlay",
    definition: "Outlay for operating contracts of the supplier at their price at signature",
    unit: "USD/yr",
    by: "supplier",
    read: ({ totals }, j) => totals.outlay[j],
  },
  {
    id: "cost.switching_bill",
    definition: "Cost of changing supplier at expiry, in the step",
    unit: "USD",
    by: "none",
    read: ({ state }) => state.switchingBill,
  },
];

/** The outcomes without their functions, for whoever shows or checks names. */
export const outcomeDefinitions: readonly OutcomeDefinition[] = outcomes.map(
  ({ id, definition, unit, by }) => ({ id, definition, unit, by }),
);

/** One column of a trajectory. */
export interface OutcomeColumn {
  readonly outcome: Outcome;
  /** Supplier or segment, 0 for a total. */
  readonly index: number;
}

/** The columns of a frame's trajectories, in order. */
export function columnLayout(frame: Frame): readonly OutcomeColumn[] {
  return outcomes.flatMap((outcome) => {
    const size =
      outcome.by === "none" ? 1 : outcome.by === "supplier" ? frame.suppliers : frame.segments;
    return Array.from({ length: size }, (_, index) => ({ outcome, index }));
  });
}
