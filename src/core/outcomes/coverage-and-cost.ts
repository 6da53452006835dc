import { type Outcome, type Sight, sum } from "./outcome.ts";

/** Outlay on one part of the stack: its share of unit cost before learning. */
function outlayOn(part: "hardware" | "software" | "support"): Outcome["read"] {
  return ({ totals, model }: Sight) =>
    sum(totals.outlay) * model.settings.parameters[`cost.${part}_share`];
}

/** How far coverage reaches and what it costs. */
export const coverageAndCostOutcomes: readonly Outcome[] = [
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
    id: "cost.outlay_hardware",
    definition: "Outlay by the share of hardware in unit cost",
    unit: "USD/yr",
    by: "none",
    read: outlayOn("hardware"),
  },
  {
    id: "cost.outlay_software",
    definition: "Outlay by the share of software in unit cost",
    unit: "USD/yr",
    by: "none",
    read: outlayOn("software"),
  },
  {
    id: "cost.outlay_support",
    definition: "Outlay by the share of operational support in unit cost",
    unit: "USD/yr",
    by: "none",
    read: outlayOn("support"),
  },
  {
    id: "cost.switching_bill",
    definition: "Cost of replacing a supplier, in the step",
    unit: "USD",
    by: "none",
    read: ({ state }) => state.switchingBill,
  },
  {
    id: "policy.outlay",
    definition: "What sponsors pay for operating contracts signed under their subsidies",
    unit: "USD/yr",
    by: "none",
    read: ({ totals }) => totals.sponsored,
  },
  {
    id: "policy.forgone",
    definition: "What suppliers forgo on operating contracts signed under their price cuts",
    unit: "USD/yr",
    by: "none",
    read: ({ totals }) => totals.forgone,
  },
];
