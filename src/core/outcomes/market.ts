import { copy, divide, type Outcome, sum } from "./outcome.ts";

const ENDINGS = {
  renewal: "a renewal",
  switching: "another supplier",
  abandonment: "nobody",
} as const;

/** Who sells what, at what price and how well. */
export const marketOutcomes: readonly Outcome[] = [
  {
    id: "contracts.count",
    definition: "Contracts in force, one per country and segment",
    unit: "contracts",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.contracts;
    },
  },
  {
    id: "contracts.count",
    definition: "Contracts in force with the supplier",
    unit: "contracts",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.contracts, out, at),
  },
  {
    id: "contracts.count",
    definition: "Contracts in force in the segment",
    unit: "contracts",
    by: "segment",
    measure: ({ state }, out, at) => copy(state.contractsIn, out, at),
  },
  {
    id: "contracts.signed",
    definition: "Contracts signed in the step, renewals included",
    unit: "contracts",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = sum(state.signed);
    },
  },
  {
    id: "contracts.signed",
    definition: "Contracts signed with the supplier in the step, renewals included",
    unit: "contracts",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.signed, out, at),
  },
  {
    id: "contracts.renewed",
    definition: "Expiries in the step that went to the incumbent again",
    unit: "contracts",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.renewed;
    },
  },
  {
    id: "contracts.switched",
    definition: "Contracts in the step that replaced another supplier's",
    unit: "contracts",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.switched;
    },
  },
  {
    id: "contracts.abandoned",
    definition: "Expiries and removals in the step after which nobody was chosen",
    unit: "contracts",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.abandoned;
    },
  },
  ...(["renewal", "switching", "abandonment"] as const).map(
    (kind, k): Outcome => ({
      id: `contracts.${kind}_rate`,
      definition: `Share of the last year's expiries and removals that ended in ${ENDINGS[kind]}; 0 while there are none`,
      unit: "share",
      by: "none",
      measure: ({ totals: { endingsOfYear } }, out, at) => {
        out[at] = endingsOfYear[k] / Math.max(1, sum(endingsOfYear));
      },
    }),
  ),
  {
    id: "contracts.cancelled",
    definition: "Contracts ended early in the step",
    unit: "contracts",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.cancelled;
    },
  },
  {
    id: "contracts.removed",
    definition: "Contracts removed by bans in the step",
    unit: "contracts",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.removed;
    },
  },
  {
    id: "market.share",
    definition: "Supplier's share of contracts in force; 0 while there are none",
    unit: "share",
    by: "supplier",
    measure: ({ state, totals }, out, at) =>
      divide(state.contracts, Math.max(1, totals.contracts), out, at),
  },
  {
    id: "market.coverage_share",
    definition: "Supplier's share of persons covered; 0 while there are none",
    unit: "share",
    by: "supplier",
    measure: ({ totals }, out, at) => divide(totals.persons, Math.max(1, totals.covered), out, at),
  },
  {
    id: "market.value_share",
    definition: "Supplier's share of the step's revenue at list price; 0 while there is none",
    unit: "share",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.revenueShare, out, at),
  },
  {
    id: "market.new_share",
    definition: "Supplier's share of the value signed in the last year; 0 while there is none",
    unit: "share",
    by: "supplier",
    measure: ({ state }, out, at) =>
      divide(state.businessOf, Math.max(1, sum(state.businessOf)), out, at),
  },
  {
    id: "market.hhi",
    definition:
      "Herfindahl-Hirschman index of contracts over supplier blocs; 0 while there are none",
    unit: "0-10,000",
    by: "none",
    measure: ({ state, totals }, out, at) => {
      const all = Math.max(1, totals.contracts);
      let index = 0;
      for (let j = 0; j < state.contracts.length; j++) {
        const share = state.contracts[j] / all;
        index += share * share;
      }
      out[at] = index * 10_000;
    },
  },
  {
    id: "price.index",
    definition: "List price of the supplier, China 2011 = 1",
    unit: "index",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.price, out, at),
  },
  {
    id: "price.markup",
    definition: "Mark-up of the supplier over unit cost",
    unit: "share",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.markup, out, at),
  },
  {
    id: "supplier.quality",
    definition: "Quality of the supplier's kit",
    unit: "0-1",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.quality, out, at),
  },
  {
    id: "supplier.errors",
    definition: "Error rate of the supplier's kit against the start",
    unit: "ratio",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.errors, out, at),
  },
  {
    id: "supplier.disparity",
    definition:
      "Error rates between groups of people with the supplier's kit, the worse to the better",
    unit: "ratio",
    by: "supplier",
    measure: ({ state, model }, out, at) => {
      const start = model.settings.parameters["research.initial_disparity"];
      for (let j = 0; j < state.bias.length; j++) out[at + j] = 1 + (start - 1) * state.bias[j];
    },
  },
  {
    id: "supplier.compliance",
    definition: "Compliance of the supplier with safeguards",
    unit: "0-1",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.compliance, out, at),
  },
  {
    id: "supplier.reputation",
    definition: "Reputation of the supplier, 0 at best",
    unit: "-20 to 0",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.reputation, out, at),
  },
];
