import { copy, type Outcome } from "./outcome.ts";

/** Outlay on one part of the stack: its share of unit cost before learning. */
function outlayOn(part: "hardware" | "software" | "support"): Outcome["measure"] {
  const share = `cost.${part}_share` as const;
  return ({ totals, model }, out, at) => {
    out[at] = totals.spent * model.settings.parameters[share];
  };
}

/** How far coverage reaches and what it costs. */
export const coverageAndCostOutcomes: readonly Outcome[] = [
  {
    id: "coverage.persons",
    definition: "Persons covered, summed over segments",
    unit: "persons",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.covered;
    },
  },
  {
    id: "coverage.persons",
    definition: "Persons covered by kit of the supplier, summed over segments",
    unit: "persons",
    by: "supplier",
    measure: ({ totals }, out, at) => copy(totals.persons, out, at),
  },
  {
    id: "coverage.share",
    definition: "Covered share of the world's urban population, over segments by their population",
    unit: "share",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.covered / totals.urban;
    },
  },
  {
    id: "coverage.working",
    definition: "Share of the world's urban population covered by kit, times its uptime",
    unit: "share",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.working / totals.urban;
    },
  },
  {
    id: "coverage.mean",
    definition: "Covered share of the segment's population, world-wide",
    unit: "share",
    by: "segment",
    measure: ({ totals, model }, out, at) => {
      for (let d = 0; d < totals.personsIn.length; d++) {
        out[at + d] = totals.personsIn[d] / Math.max(1, totals.urban * model.populationShare[d]);
      }
    },
  },
  {
    id: "cost.outlay",
    definition: "Outlay for operating contracts at their price at signature",
    unit: "USD/yr",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.spent;
    },
  },
  {
    id: "cost.outlay",
    definition: "Outlay for operating contracts of the supplier at their price at signature",
    unit: "USD/yr",
    by: "supplier",
    measure: ({ totals }, out, at) => copy(totals.outlay, out, at),
  },
  {
    id: "cost.outlay_hardware",
    definition: "Outlay by the share of hardware in unit cost",
    unit: "USD/yr",
    by: "none",
    measure: outlayOn("hardware"),
  },
  {
    id: "cost.outlay_software",
    definition: "Outlay by the share of software in unit cost",
    unit: "USD/yr",
    by: "none",
    measure: outlayOn("software"),
  },
  {
    id: "cost.outlay_support",
    definition: "Outlay by the share of operational support in unit cost",
    unit: "USD/yr",
    by: "none",
    measure: outlayOn("support"),
  },
  {
    id: "cost.switching_bill",
    definition: "Cost of replacing a supplier, in the step",
    unit: "USD",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.switchingBill;
    },
  },
  {
    id: "policy.outlay",
    definition: "What sponsors pay for operating contracts signed under their subsidies",
    unit: "USD/yr",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.sponsored;
    },
  },
  {
    id: "policy.outlay_total",
    definition: "What sponsors have paid since the start of the run",
    unit: "USD",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.sponsoredSoFar;
    },
  },
  {
    id: "policy.granted",
    definition: "What lenders grant on operating contracts by the grant element of their loans",
    unit: "USD/yr",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.granted;
    },
  },
  {
    id: "policy.forgone",
    definition: "What suppliers forgo on operating contracts signed under their price cuts",
    unit: "USD/yr",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.forgone;
    },
  },
];
