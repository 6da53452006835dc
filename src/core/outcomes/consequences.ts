import { Grouped, groupMean, groupSplits, type Outcome, type Sight } from "./outcome.ts";

/** Mean over countries, weighted by urban population. */
function weighted({ model, state }: Sight, values: Float64Array): number {
  const { frame, residents } = model;
  const n = frame.countries;
  const row = Math.min(frame.yearOfStep[state.step], residents.rows - 1) * n;
  let total = 0;
  let weight = 0;
  for (let i = 0; i < n; i++) {
    total += residents.values[row + i] * values[i];
    weight += residents.values[row + i];
  }
  return total / weight;
}

/** The value that nine countries in ten stay at or below. */
function ninetieth(values: Float64Array, sorted: Float64Array): number {
  sorted.set(values);
  sorted.sort();
  return sorted[Math.ceil(0.9 * sorted.length) - 1];
}

/** What adoption does: to rights, security, opinion. Both indices are value judgements in their weights. */
export const consequenceOutcomes: readonly Outcome[] = [
  {
    id: "rights.erosion",
    definition: "Rights-erosion index, mean over countries",
    unit: "0-100",
    by: "none",
    read: ({ totals, model }) => totals.erosion / model.frame.countries,
  },
  ...groupSplits.map(
    (by): Outcome => ({
      id: "rights.erosion",
      definition: `Rights-erosion index, mean over the countries of the ${by} group`,
      unit: "0-100",
      by,
      read: (sight, k) => groupMean(sight, by, Grouped.Erosion, k),
    }),
  ),
  {
    id: "rights.erosion_weighted",
    definition: "Rights-erosion index, mean weighted by urban population",
    unit: "0-100",
    by: "none",
    read: (sight) => weighted(sight, sight.state.erosion),
  },
  {
    id: "rights.erosion_p90",
    definition:
      "Rights-erosion index that nine countries in ten stay at or below, at the last year's end",
    unit: "0-100",
    by: "none",
    read: ({ state, totals }) => {
      if (totals.yearEnd) totals.erosionP90 = ninetieth(state.erosion, totals.sorted);
      return totals.erosionP90;
    },
  },
  {
    id: "rights.exposure",
    definition: "Component: coverage by rights weights, mean over countries",
    unit: "share",
    by: "none",
    read: ({ totals, model }) => totals.exposed / model.frame.countries,
  },
  {
    id: "rights.relief",
    definition: "Component: share of erosion prevented by enforced rules, mean over countries",
    unit: "share",
    by: "none",
    read: ({ totals, model }) =>
      ((model.settings.parameters["rights.enforcement"] / 3) * totals.enforced) /
      model.frame.countries,
  },
  {
    id: "security.benefit",
    definition: "Share of crime reduced, mean over countries",
    unit: "share",
    by: "none",
    read: ({ totals, model }) => totals.security / model.frame.countries,
  },
  {
    id: "security.benefit_weighted",
    definition: "Share of crime reduced, mean weighted by urban population",
    unit: "share",
    by: "none",
    read: (sight) => weighted(sight, sight.state.security),
  },
  {
    id: "incidents.count",
    definition: "Incidents in the step",
    unit: "incidents",
    by: "none",
    read: ({ state }) => state.incidents,
  },
  {
    id: "incidents.known",
    definition: "Incidents in the step that became known",
    unit: "incidents",
    by: "none",
    read: ({ state }) => state.knownIncidents,
  },
  {
    id: "backlash.mean",
    definition: "Backlash, mean over countries",
    unit: "severity units",
    by: "none",
    read: ({ totals, model }) => totals.backlash / model.frame.countries,
  },
  {
    id: "unrest.mean",
    definition: "Unrest, mean over countries",
    unit: "SD",
    by: "none",
    read: ({ totals, model }) => totals.unrest / model.frame.countries,
  },
];
