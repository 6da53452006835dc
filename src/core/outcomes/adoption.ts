import { Grouped, groupMean, groupSplits, groupSum, type Outcome } from "./outcome.ts";

/** Who has adopted. */
export const adoptionOutcomes: readonly Outcome[] = [
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
  ...groupSplits.map(
    (by): Outcome => ({
      id: "adoption.countries",
      definition: `Countries of the ${by} group with at least one contract`,
      unit: "countries",
      by,
      read: (sight, k) => groupSum(sight, by, Grouped.Adoption, k),
    }),
  ),
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
  ...groupSplits.map(
    (by): Outcome => ({
      id: "adoption.share",
      definition: `Share of the countries of the ${by} group with at least one contract`,
      unit: "share",
      by,
      read: (sight, k) => groupMean(sight, by, Grouped.Adoption, k),
    }),
  ),
  {
    id: "adoption.reference_countries",
    definition: "Countries of the index's reference set with at least one contract",
    unit: "countries",
    by: "none",
    read: ({ totals }) => totals.reference,
  },
  {
    id: "adoption.years_below_half",
    definition: "Years from the start during which less than half of the countries had a contract",
    unit: "years",
    by: "none",
    read: ({ state, model: { frame } }) => {
      if (2 * state.adopters < frame.countries) state.stepsBelowHalf = state.step + 1;
      return state.stepsBelowHalf * frame.dt;
    },
  },
];
