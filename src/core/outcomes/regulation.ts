import { groupSplits } from "../totals.ts";
import { copy, Grouped, groupMeans, type Outcome, type Sight, sum } from "./outcome.ts";

/** Countries bound by a treaty in force, their share of persons covered. */
function coveredUnderTreaty({ model, state, totals }: Sight): number {
  const { frame, residents, populationShare } = model;
  if (totals.bound === 0) return 0;
  const { countries: n, segments: D } = frame;
  const row = Math.min(frame.yearOfStep[state.step], residents.rows - 1) * n;
  let all = 0;
  let under = 0;
  for (let d = 0; d < D; d++) {
    for (let i = 0; i < n; i++) {
      const persons = state.coverage[d * n + i] * residents.values[row + i] * populationShare[d];
      all += persons;
      if (state.bound[i] === 1) under += persons;
    }
  }
  return all > 0 ? under / all : 0;
}

/** Laws, safeguards, moratoria, bans, treaties. */
export const regulationOutcomes: readonly Outcome[] = [
  {
    id: "rules.law_share",
    definition: "Share of countries with a data-protection law",
    unit: "share",
    by: "none",
    measure: ({ state, model }, out, at) => {
      out[at] = state.laws / model.frame.countries;
    },
  },
  {
    id: "rules.safeguards",
    definition: "Safeguards, 0 to 1, mean over countries",
    unit: "0-1",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] = totals.tiers / 3 / model.frame.countries;
    },
  },
  ...groupSplits.map(
    (by, split): Outcome => ({
      id: "rules.safeguards",
      definition: `Safeguards, 0 to 1, mean over the countries of the ${by} group`,
      unit: "0-1",
      by,
      measure: (sight, out, at) => groupMeans(sight, split, Grouped.Tier, 3, out, at),
    }),
  ),
  {
    id: "rules.safeguards_share",
    definition: "Share of countries with safeguards of any tier",
    unit: "share",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] = totals.safeguarded / model.frame.countries;
    },
  },
  {
    id: "rules.binding_share",
    definition: "Share of countries with binding safeguards",
    unit: "share",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] = totals.binding / model.frame.countries;
    },
  },
  {
    id: "rules.coverage",
    definition: "Share of contracts in countries with binding safeguards; 0 while there are none",
    unit: "share",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.underRules / Math.max(1, totals.contracts);
    },
  },
  {
    id: "rules.gap",
    definition: "Share of adopters without any safeguards; 0 while there are none",
    unit: "share",
    by: "none",
    measure: ({ state, totals }, out, at) => {
      out[at] = totals.withoutRules / Math.max(1, state.adopters);
    },
  },
  {
    id: "rules.moratoria",
    definition: "Countries under a moratorium in the step",
    unit: "countries",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.moratoria;
    },
  },
  {
    id: "rules.moratoria_declared",
    definition: "Moratoria that countries have declared so far",
    unit: "moratoria",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.declared;
    },
  },
  {
    id: "rules.bans",
    definition: "Countries that ban the supplier in the step",
    unit: "countries",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.bansOf, out, at),
  },
  {
    id: "rules.leaked",
    definition: "Contracts in force in spite of a ban",
    unit: "contracts",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.leaked;
    },
  },
  {
    id: "treaty.members",
    definition: "Countries that are members of some treaty in force",
    unit: "countries",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.bound;
    },
  },
  {
    id: "treaty.signatories",
    definition: "Memberships of treaties, in force or not",
    unit: "memberships",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = sum(state.members);
    },
  },
  {
    id: "treaty.coverage",
    definition:
      "Share of persons covered that live under a treaty in force; 0 while nobody is covered",
    unit: "share",
    by: "none",
    measure: (sight, out, at) => {
      out[at] = coveredUnderTreaty(sight);
    },
  },
];
