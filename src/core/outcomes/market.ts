import { type Outcome, type Sight, sum } from "./outcome.ts";

function contractShare({ state, totals }: Sight, j: number): number {
  return state.contracts[j] / Math.max(1, totals.contracts);
}

/** Who sells what, at what price and how well. */
export const marketOutcomes: readonly Outcome[] = [
  {
    id: "contracts.count",
    definition: "Contracts in force, one per country and segment",
    unit: "contracts",
    by: "none",
    read: ({ totals }) => totals.contracts,
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
    definition: "Contracts in the step that replaced another supplier's",
    unit: "contracts",
    by: "none",
    read: ({ state }) => state.switched,
  },
  {
    id: "contracts.abandoned",
    definition: "Expiries and removals in the step after which nobody was chosen",
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
    id: "contracts.removed",
    definition: "Contracts removed by bans in the step",
    unit: "contracts",
    by: "none",
    read: ({ state }) => state.removed,
  },
  {
    id: "market.share",
    definition: "Supplier's share of contracts in force; 0 while there are none",
    unit: "share",
    by: "supplier",
    read: contractShare,
  },
  {
    id: "market.coverage_share",
    definition: "Supplier's share of persons covered; 0 while there are none",
    unit: "share",
    by: "supplier",
    read: ({ totals }, j) => totals.persons[j] / Math.max(1, sum(totals.personsIn)),
  },
  {
    id: "market.value_share",
    definition: "Supplier's share of revenue at list price; 0 while there is none",
    unit: "share",
    by: "supplier",
    read: ({ state }, j) => state.revenueShare[j],
  },
  {
    id: "market.new_share",
    definition: "Supplier's share of the value signed in the last year; 0 while there is none",
    unit: "share",
    by: "supplier",
    read: ({ state }, j) => state.businessOf[j] / Math.max(1, sum(state.businessOf)),
  },
  {
    id: "market.hhi",
    definition:
      "Herfindahl-Hirschman index of contracts over supplier blocs; 0 while there are none",
    unit: "0-10,000",
    by: "none",
    read: (sight) => {
      let index = 0;
      for (let j = 0; j < sight.state.contracts.length; j++) {
        const share = contractShare(sight, j);
        index += share * share;
      }
      return index * 10_000;
    },
  },
  {
    id: "price.index",
    definition: "List price of the supplier, China 2011 = 1",
    unit: "index",
    by: "supplier",
    read: ({ state }, j) => state.price[j],
  },
  {
    id: "price.markup",
    definition: "Mark-up of the supplier over unit cost",
    unit: "share",
    by: "supplier",
    read: ({ state }, j) => state.markup[j],
  },
  {
    id: "supplier.quality",
    definition: "Quality of the supplier's kit",
    unit: "0-1",
    by: "supplier",
    read: ({ state }, j) => state.quality[j],
  },
  {
    id: "supplier.errors",
    definition: "Error rate of the supplier's kit against the start",
    unit: "ratio",
    by: "supplier",
    read: ({ state }, j) => state.errors[j],
  },
  {
    id: "supplier.compliance",
    definition: "Compliance of the supplier with safeguards",
    unit: "0-1",
    by: "supplier",
    read: ({ state }, j) => state.compliance[j],
  },
  {
    id: "supplier.reputation",
    definition: "Reputation of the supplier, 0 at best",
    unit: "-20 to 0",
    by: "supplier",
    read: ({ state }, j) => state.reputation[j],
  },
];
