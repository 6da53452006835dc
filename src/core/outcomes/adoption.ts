import { groupSplits } from "../totals.ts";
import { copy, divide, Grouped, groupMeans, groupSums, type Outcome } from "./outcome.ts";

/** Who has adopted. */
export const adoptionOutcomes: readonly Outcome[] = [
  {
    id: "adoption.countries",
    definition: "Countries with at least one contract",
    unit: "countries",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.adopters;
    },
  },
  {
    id: "adoption.countries",
    definition: "Countries with a contract with the supplier",
    unit: "countries",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.adoptersOf, out, at),
  },
  ...groupSplits.map(
    (by, split): Outcome => ({
      id: "adoption.countries",
      definition: `Countries of the ${by} group with at least one contract`,
      unit: "countries",
      by,
      measure: (sight, out, at) => groupSums(sight, split, Grouped.Adoption, out, at),
    }),
  ),
  {
    id: "adoption.share",
    definition: "Share of all countries with at least one contract",
    unit: "share",
    by: "none",
    measure: ({ state, model }, out, at) => {
      out[at] = state.adopters / model.frame.countries;
    },
  },
  {
    id: "adoption.share",
    definition: "Share of all countries with a contract with the supplier",
    unit: "share",
    by: "supplier",
    measure: ({ state, model }, out, at) =>
      divide(state.adoptersOf, model.frame.countries, out, at),
  },
  ...groupSplits.map(
    (by, split): Outcome => ({
      id: "adoption.share",
      definition: `Share of the countries of the ${by} group with at least one contract`,
      unit: "share",
      by,
      measure: (sight, out, at) => groupMeans(sight, split, Grouped.Adoption, 1, out, at),
    }),
  ),
  {
    id: "adoption.reference_countries",
    definition: "Countries of the index's reference set with at least one contract",
    unit: "countries",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.reference;
    },
  },
  {
    id: "adoption.years_below_half",
    definition:
      "Years from the start to the end of the last step so far with contracts in less than half of the countries",
    unit: "years",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] = totals.stepsBelowHalf * model.frame.dt;
    },
  },
];
