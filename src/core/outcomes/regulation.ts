import { Grouped, groupMean, groupSplits, type Outcome, type Sight, sum } from "./outcome.ts";

/** Countries bound by a treaty in force, their share of persons covered. */
function coveredUnderTreaty({ model, state }: Sight): number {
  const { frame, residents, populationShare } = model;
  if (sum(state.bound) === 0) return 0;
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
    read: ({ state, model }) => state.laws / model.frame.countries,
  },
  {
    id: "rules.safeguards",
    definition: "Safeguards, 0 to 1, mean over countries",
    unit: "0-1",
    by: "none",
    read: ({ totals, model }) => totals.tiers / 3 / model.frame.countries,
  },
  ...groupSplits.map(
    (by): Outcome => ({
      id: "rules.safeguards",
      definition: `Safeguards, 0 to 1, mean over the countries of the ${by} group`,
      unit: "0-1",
      by,
      read: (sight, k) => groupMean(sight, by, Grouped.Tier, k) / 3,
    }),
  ),
  {
    id: "rules.binding_share",
    definition: "Share of countries with binding safeguards",
    unit: "share",
    by: "none",
    read: ({ totals, model }) => totals.binding / model.frame.countries,
  },
  {
    id: "rules.coverage",
    definition: "Share of contracts in countries with binding safeguards; 0 while there are none",
    unit: "share",
    by: "none",
    read: ({ totals }) => totals.underRules / Math.max(1, totals.contracts),
  },
  {
    id: "rules.gap",
    definition: "Share of adopters without any safeguards; 0 while there are none",
    unit: "share",
    by: "none",
    read: ({ state, totals }) => totals.withoutRules / Math.max(1, state.adopters),
  },
  {
    id: "rules.moratoria",
    definition: "Countries under a moratorium",
    unit: "countries",
    by: "none",
    read: ({ state }) => state.moratoria,
  },
  {
    id: "rules.moratoria_declared",
    definition: "Moratoria that countries have declared so far",
    unit: "moratoria",
    by: "none",
    read: ({ state }) => state.declared,
  },
  {
    id: "rules.bans",
    definition: "Countries that ban the supplier",
    unit: "countries",
    by: "supplier",
    read: ({ state }, j) => state.bansOf[j],
  },
  {
    id: "rules.leaked",
    definition: "Contracts in force in spite of a ban",
    unit: "contracts",
    by: "none",
    read: ({ state }) => {
      let leaked = 0;
      if (sum(state.bansOf) === 0) return leaked;
      for (let cell = 0; cell < state.ban.length; cell++) {
        if (state.ban[cell] === 1) leaked += state.heldBy[cell];
      }
      return leaked;
    },
  },
  {
    id: "treaty.members",
    definition: "Countries that are members of some treaty in force",
    unit: "countries",
    by: "none",
    read: ({ state }) => sum(state.bound),
  },
  {
    id: "treaty.signatories",
    definition: "Memberships of treaties, in force or not",
    unit: "memberships",
    by: "none",
    read: ({ state }) => sum(state.members),
  },
  {
    id: "treaty.coverage",
    definition:
      "Share of persons covered that live under a treaty in force; 0 while nobody is covered",
    unit: "share",
    by: "none",
    read: coveredUnderTreaty,
  },
];
